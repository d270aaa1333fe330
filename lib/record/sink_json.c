#include "record/sink_writer.h"

void
sink_json_string(struct text *row, struct slice text)
{
	static const char digits[] = "0123456789abcdef";
	char *place = text_reserve(row, 6 * text.length + 2), *at = place;

	*at++ = '"';
	for (size_t i = 0; i < text.length; i++) {
		unsigned char byte = (unsigned char)text.text[i];

		if (byte == '"' || byte == '\\') {
			*at++ = '\\';
			*at++ = (char)byte;
		} else if (byte >= ' ') {
			*at++ = (char)byte;
		} else if (byte == '\n' || byte == '\t' || byte == '\r') {
			*at++ = '\\';
			*at++ = byte == '\n' ? 'n' : byte == '\t' ? 't' : 'r';
		} else {
			memcpy(at, "\\u00", 4);
			at[4] = digits[byte >> 4];
			at[5] = digits[byte & 0xf];
			at += 6;
		}
	}
	*at++ = '"';
	row->length += (size_t)(at - place);
}

static void
sink_json_cell(struct sink *sink, enum sink_cell kind, struct slice text)
{
	struct text *row = &sink->row;

	text_add_character(row, sink->at == 0 ? '{' : ',');
	sink_json_string(row, sink->names[sink->at]);
	text_add_character(row, ':');
	switch (kind) {
	case SINK_CELL_TEXT:
	case SINK_CELL_PLAIN:
		sink_json_string(row, text);
		return;
	case SINK_CELL_NUMBER:
		text_add(row, text);
		return;
	case SINK_CELL_BOOLEAN:
		text_add_string(row, slice_is(text, "yes") ?
		    "true" : "false");
		return;
	case SINK_CELL_EMPTY:
		text_add_string(row, "null");
		return;
	}
}

static void
sink_json_end(struct sink *sink)
{
	text_add_string(&sink->row, sink->column_count > 0 ? "}\n" : "{}\n");
	output_write(sink->output, text_slice(&sink->row));
	text_clear(&sink->row);
}

static bool
sink_json_begin(struct sink *sink, const struct sink_options *options,
    struct error *error)
{
	(void)sink;
	(void)options;
	(void)error;
	return true;
}

const struct sink_writer sink_json_writer = {
	.begin = sink_json_begin,
	.cell = sink_json_cell,
	.end = sink_json_end
};
