#include "record/stream_parts.h"

#include "base/assert.h"

/* A number with a decimal comma, as people's spreadsheets write it. */
static bool
stream_mark_one(struct stream *stream, size_t number, size_t *offset,
    struct error *error)
{
	struct slice *cell = &stream->slots[number];
	size_t comma = slice_find(*cell, ',');
	char *copy;

	if (slice_find(*cell, '.') < cell->length) {
		(void)error_set_code(error, FAULT_INPUT, "type-error",
		    "\"%.*s\" has a point, and the decimal mark is a comma",
		    SLICE_PRINT(*cell));
		error->record = stream->record.number;
		return error_in_field(error,
		    stream->header.schema->fields[number].name,
		    stream->header.columns[number]);
	}
	if (comma == cell->length)
		return true;
	copy = stream->marked.bytes + *offset;
	memcpy(copy, cell->text, cell->length);
	copy[comma] = '.';
	*offset += cell->length;
	cell->text = copy;
	return true;
}

bool
stream_mark_set(struct stream *stream, struct error *error)
{
	size_t offset = 0;

	text_clear(&stream->marked);
	(void)text_reserve(&stream->marked, stream->record.raw.length);
	for (size_t i = 0; i < stream->header.field_count; i++) {
		enum field_type type = stream->header.schema->fields[i].type;

		if ((type == FIELD_AMOUNT || type == FIELD_DECIMAL) &&
		    !stream_mark_one(stream, i, &offset, error))
			return false;
	}
	return true;
}
