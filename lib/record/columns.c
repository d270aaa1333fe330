#include "record/columns.h"

static bool
columns_unknown(const struct stream *stream, struct slice name,
    struct error *error)
{
	struct text names = { 0 };

	for (size_t i = 0; i < stream_extra_count(stream); i++) {
		text_add_string(&names, i > 0 ? ", " : "");
		text_add(&names, stream_extras(stream)[i]);
	}
	(void)error_set(error, FAULT_USAGE,
	    "\"%.*s\" is not a column of the input: %.*s", SLICE_PRINT(name),
	    SLICE_PRINT(text_slice(&names)));
	text_release(&names);
	return false;
}

static bool
columns_add(struct columns *columns, const struct stream *stream,
    struct slice name, struct error *error)
{
	if (columns->count == COLUMNS_MAX)
		return error_set(error, FAULT_USAGE,
		    "more than %d columns: \"%.*s\"", COLUMNS_MAX,
		    SLICE_PRINT(name));
	for (size_t i = 0; i < stream_extra_count(stream); i++) {
		if (!slice_equal(stream_extras(stream)[i], name))
			continue;
		if (columns_has(columns, i))
			return error_set(error, FAULT_USAGE,
			    "\"%.*s\" is named twice", SLICE_PRINT(name));
		columns->at[columns->count++] = i;
		return true;
	}
	return columns_unknown(stream, name, error);
}

bool
columns_find(struct columns *columns, const struct stream *stream,
    struct slice list, struct error *error)
{
	do {
		if (!columns_add(columns, stream, slice_cut(&list, ','),
		    error))
			return false;
	} while (!slice_is_empty(list));
	return true;
}

bool
columns_has(const struct columns *columns, size_t at)
{
	for (size_t i = 0; i < columns->count; i++)
		if (columns->at[i] == at)
			return true;
	return false;
}

struct slice
columns_key(const struct columns *columns, const struct record *record,
    struct text *buffer)
{
	if (columns->count == 1)
		return record->extras[columns->at[0]];
	text_clear(buffer);
	for (size_t i = 0; i < columns->count; i++) {
		if (i > 0)
			text_add_character(buffer, COLUMNS_SEPARATOR);
		text_add(buffer, record->extras[columns->at[i]]);
	}
	return text_slice(buffer);
}
