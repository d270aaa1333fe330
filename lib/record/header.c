#include "record/header.h"

#include "base/memory.h"
#include "record/csv_reader.h"
#include "record/stream.h"

void
header_init(struct header *header, const struct schema *schema)
{
	*header = (struct header){ .schema = schema,
		.field_count = schema != NULL ? schema->count : 0 };
	header->slots = memory_new(STREAM_COLUMNS_MAX *
	    sizeof(*header->slots));
	header->columns = memory_new((header->field_count + 1) *
	    sizeof(*header->columns));
}

int
header_find(const struct header *header, struct slice name)
{
	int field = header->schema != NULL ?
	    schema_find(header->schema, name) : FIELD_ABSENT;

	if (field != FIELD_ABSENT)
		return field;
	for (size_t i = 0; i < header->extra_count; i++)
		if (slice_equal(header->extras[i], name))
			return (int)(header->field_count + i);
	return FIELD_ABSENT;
}

bool
header_check_name(struct slice name, struct error *error)
{
	if (memchr(name.text, 0, name.length) != NULL)
		return error_set_code(error, FAULT_INPUT, "type-error",
		    "the name of a column holds a zero byte");
	/* At the beginning of a file it would not be read back. */
	if (slice_starts_with(name, slice_of("\xef\xbb\xbf")))
		return error_set_code(error, FAULT_INPUT, "encoding-error",
		    "the name of a column begins with a byte order mark");
	return true;
}

void
header_add_extra(struct header *header, struct slice name)
{
	header->extras = memory_grow(header->extras,
	    &header->extra_capacity, header->extra_count,
	    sizeof(*header->extras));
	header->extras[header->extra_count++] =
	    arena_copy(&header->names, name);
}

static bool
header_add_name(struct header *header, const struct slice names[],
    size_t at, struct error *error)
{
	int slot = header_find(header, names[at]);

	if (slice_is_empty(names[at]))
		return error_set_code(error, FAULT_INPUT, "blank-label",
		    "column %zu has no name", at + 1);
	if (!header_check_name(names[at], error))
		return false;
	for (size_t i = 0; i < at; i++)
		if (slice_equal(names[i], names[at]))
			return error_set_code(error, FAULT_INPUT,
			    "duplicate-label", "column \"%.*s\" is there "
			    "twice", SLICE_PRINT(names[at]));
	if (slot == FIELD_ABSENT && header->extras_known)
		return error_set_code(error, FAULT_INPUT, "extra-label",
		    "column \"%.*s\" is not in the first file",
		    SLICE_PRINT(names[at]));
	if (slot == FIELD_ABSENT) {
		slot = (int)(header->field_count + header->extra_count);
		header_add_extra(header, names[at]);
	}
	header->slots[at] = (size_t)slot;
	if ((size_t)slot < header->field_count)
		header->columns[slot] = (unsigned)at + 1;
	return true;
}

static bool
header_check_missing(const struct header *header,
    const struct slice names[], size_t count, struct error *error)
{
	size_t extras = 0;

	for (size_t i = 0; i < header->field_count; i++) {
		const struct field *field = &header->schema->fields[i];

		if (field->required && header->columns[i] == 0)
			return error_set_code(error, FAULT_INPUT,
			    "missing-label", "column \"%s\" is missing",
			    field->name);
	}
	for (size_t i = 0; i < count; i++)
		extras += header->slots[i] >= header->field_count;
	for (size_t i = 0; i < header->extra_count &&
	    extras < header->extra_count; i++) {
		size_t at = 0;

		while (at < count &&
		    !slice_equal(names[at], header->extras[i]))
			at++;
		if (at == count)
			return error_set_code(error, FAULT_INPUT,
			    "missing-label", "column \"%.*s\" of the first "
			    "file is missing", SLICE_PRINT(header->extras[i]));
	}
	return true;
}

bool
header_read(struct header *header, const struct slice names[], size_t count,
    struct error *error)
{
	if (count > STREAM_COLUMNS_MAX)
		return error_set_code(error, FAULT_INPUT, "extra-label",
		    "more than %d columns", STREAM_COLUMNS_MAX);
	memset(header->columns, 0,
	    header->field_count * sizeof(*header->columns));
	for (size_t i = 0; i < count; i++)
		if (!header_add_name(header, names, i, error)) {
			error->column = (unsigned)i + 1;
			return false;
		}
	header->count = count;
	header->extras_known = true;
	return header_check_missing(header, names, count, error);
}

/* The cells of the first row, whose names header_read copies or passes. */
static bool
header_read_row(struct header *header, struct csv_reader *csv,
    struct window *window, struct error *error)
{
	if (!window_skip_mark(window, error) ||
	    !window_check_encoding(window, error))
		return false;
	if (csv_reader_next(csv, window, error) == CSV_READER_ROW)
		return header_read(header, csv->cells, csv->count, error);
	if (error->fault != FAULT_NONE)
		return false;
	return error_set_code(error, FAULT_INPUT, "source-error",
	    "there is no header");
}

bool
header_read_file(struct header *header, const char *path, char delimiter,
    struct error *error)
{
	struct window window = { .fd = -1 };
	struct csv_reader csv = { 0 };
	bool good = window_open(&window, path, error);

	if (good) {
		csv_reader_begin(&csv, delimiter);
		good = header_read_row(header, &csv, &window, error) ||
		    error_locate(error, path, 1);
	}
	csv_reader_release(&csv);
	window_release(&window);
	return good;
}

void
header_release(struct header *header)
{
	memory_free(header->slots);
	memory_free(header->columns);
	memory_free(header->extras);
	arena_release(&header->names);
}
