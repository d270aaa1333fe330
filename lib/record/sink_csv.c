#include "record/locale.h"
#include "record/sink_special.h"
#include "record/sink_writer.h"

/*
 * Where the decimal mark is a comma, spreadsheets take the semicolon between
 * cells.
 */
static bool
sink_csv_set_locale(struct sink *sink, const char *locale,
    struct error *error)
{
	if (locale == NULL || *locale == '\0')
		return true;
	if (!locale_decimal_mark(&sink->decimal_mark, locale, error))
		return false;
	if (sink->decimal_mark == ',')
		sink->delimiter = ';';
	return true;
}

#ifdef __SSE2__
/* Sixteen bytes at a time; the last overlap those before them. */
bool
sink_csv_must_quote(struct slice text, char delimiter)
{
	const char *at = text.text;
	size_t left = text.length;
	uint64_t first = 0, last = 0;

	for (; left >= sizeof(__m128i); left -= sizeof(__m128i)) {
		if (sink_special(_mm_loadu_si128(
		    (const __m128i *)(const void *)at), delimiter))
			return true;
		at += sizeof(__m128i);
	}
	if (left >= 8) {
		memcpy(&first, at, 8);
		memcpy(&last, at + left - 8, 8);
	} else if (left >= 4) {
		memcpy(&first, at, 4);
		memcpy(&last, at + left - 4, 4);
	} else if (left > 0) {
		first = (unsigned char)at[0] |
		    (uint64_t)(unsigned char)at[left / 2] << 8 |
		    (uint64_t)(unsigned char)at[left - 1] << 16;
	} else {
		return false;
	}
	return sink_special(_mm_set_epi64x((long long)last,
	    (long long)first), delimiter);
}
#else
bool
sink_csv_must_quote(struct slice text, char delimiter)
{
	for (size_t at = 0; at < text.length; at++) {
		char byte = text.text[at];

		if (byte == delimiter || byte == '"' || byte == '\n' ||
		    byte == '\r')
			return true;
	}
	return false;
}
#endif

size_t
sink_csv_quote(char *place, struct slice text)
{
	char *at = place;

	*at++ = '"';
	for (size_t i = 0; i < text.length; i++) {
		if (text.text[i] == '"')
			*at++ = '"';
		*at++ = text.text[i];
	}
	*at++ = '"';
	return (size_t)(at - place);
}

/* A spreadsheet would compute what begins like this, unless it is a number. */
static bool
sink_csv_is_formula(struct slice text)
{
	if (memchr("=+-@\t\r", text.text[0], 6) == NULL)
		return false;
	for (size_t i = text.text[0] == '-'; i < text.length; i++)
		if ((text.text[i] < '0' || text.text[i] > '9') &&
		    text.text[i] != '.')
			return true;
	return text.length == 1;
}

static void
sink_csv_put(struct sink *sink, enum sink_cell kind, struct slice text)
{
	char *place = text_reserve(&sink->row, 2 * text.length + 4);
	char *at = place;

	if (sink->at > 0)
		*at++ = sink->delimiter;
	if (kind == SINK_CELL_TEXT &&
	    sink_csv_must_quote(text, sink->delimiter)) {
		at += sink_csv_quote(at, text);
	} else if (text.length > 0) {
		memcpy(at, text.text, text.length);
		at += text.length;
	}
	sink->row.length += (size_t)(at - place);
}

static void
sink_csv_cell(struct sink *sink, enum sink_cell kind, struct slice text)
{
	struct text *safe = &sink->scratch;
	size_t point;

	if (kind == SINK_CELL_TEXT && sink->spreadsheet &&
	    sink_csv_is_formula(text)) {
		text_clear(safe);
		text_add_character(safe, '\'');
		text_add(safe, text);
		text = text_slice(safe);
	}
	sink_csv_put(sink, kind, text);
	if (kind != SINK_CELL_NUMBER || sink->decimal_mark == '.')
		return;
	point = slice_find(text, '.');
	if (point < text.length)
		sink->row.bytes[sink->row.length - text.length + point] =
		    sink->decimal_mark;
}

/* A line of nothing would be no record to a reader. */
static void
sink_csv_end(struct sink *sink)
{
	if (sink->row.length == 0)
		text_add_string(&sink->row, "\"\"");
	text_add_string(&sink->row, sink->spreadsheet ? "\r\n" : "\n");
	output_write(sink->output, text_slice(&sink->row));
	text_clear(&sink->row);
}

static bool
sink_csv_begin(struct sink *sink, const struct sink_options *options,
    struct error *error)
{
	sink->delimiter = options->format == SINK_TSV ? '\t' : ',';
	sink->decimal_mark = '.';
	sink->spreadsheet = options->format == SINK_SPREADSHEET;
	if (sink->spreadsheet) {
		if (!sink_csv_set_locale(sink, options->locale, error))
			return false;
		output_write_string(sink->output, "\xef\xbb\xbf");
	}
	if (options->no_header)
		return true;
	for (; sink->at < sink->column_count; sink->at++)
		sink_csv_put(sink, SINK_CELL_TEXT, sink->names[sink->at]);
	sink->at = 0;
	sink_csv_end(sink);
	return true;
}

const struct sink_writer sink_csv_writer = {
	.begin = sink_csv_begin,
	.cell = sink_csv_cell,
	.end = sink_csv_end
};
