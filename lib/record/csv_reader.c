#include "record/csv_reader.h"

#include "base/assert.h"
#include "base/memory.h"
#include "record/csv_scan.h"
#include "record/stream.h"

static int
csv_never_space(unsigned char character)
{
	(void)character;
	return 0;
}

static void *
csv_resize(void *memory, size_t size)
{
	return memory_resize(memory, size, 1);
}

static void
csv_parser_begin(struct csv_reader *reader)
{
	if (reader->parser_ready)
		csv_free(&reader->parser);
	ENSURE(csv_init(&reader->parser, CSV_STRICT | CSV_STRICT_FINI) == 0);
	csv_set_delim(&reader->parser, (unsigned char)reader->delimiter);
	csv_set_space_func(&reader->parser, csv_never_space);
	csv_set_realloc_func(&reader->parser, csv_resize);
	csv_set_free_func(&reader->parser, memory_free);
	reader->parser_ready = true;
}

void
csv_reader_begin(struct csv_reader *reader, char delimiter)
{
	if (reader->cells == NULL) {
		reader->cells = memory_resize(NULL, STREAM_COLUMNS_MAX + 1,
		    sizeof(*reader->cells));
		reader->quoted_ends = memory_resize(NULL,
		    STREAM_COLUMNS_MAX + 1, sizeof(*reader->quoted_ends));
	}
	reader->delimiter = delimiter;
	reader->line = 0;
	reader->next_line = 1;
	csv_parser_begin(reader);
}

static void
csv_add_cell(void *bytes, size_t length, void *context)
{
	struct csv_reader *reader = context;

	text_add(&reader->quoted, slice_from(bytes, length));
	if (reader->count <= STREAM_COLUMNS_MAX)
		reader->count++;
	reader->quoted_ends[reader->count - 1] = reader->quoted.length;
}

static void
csv_add_row(int character, void *context)
{
	struct csv_reader *reader = context;

	(void)character;
	reader->rows++;
}

static void
csv_place_cells(struct csv_reader *reader)
{
	size_t begin = 0;

	for (size_t i = 0; i < reader->count; i++) {
		reader->cells[i] = slice_from(text_slice(
		    &reader->quoted).text + begin,
		    reader->quoted_ends[i] - begin);
		begin = reader->quoted_ends[i];
	}
}

static enum csv_result
csv_fail(struct csv_reader *reader, enum csv_result result, const char *code,
    struct error *error, const char *message)
{
	(void)error_set_code(error, FAULT_INPUT, code, "%s", message);
	(void)error_locate(error, NULL, reader->line);
	return result;
}

static enum csv_result
csv_too_long(struct csv_reader *reader, struct error *error)
{
	return csv_fail(reader, CSV_READER_FAILED, "format-error", error,
	    "the record is longer than 16 MiB; is a quote not closed?");
}

static struct slice
csv_without_return(struct slice line)
{
	if (line.length > 0 && line.text[line.length - 1] == '\r')
		line.length--;
	return line;
}

static enum csv_result
csv_binary(struct csv_reader *reader, struct error *error)
{
	return csv_fail(reader, CSV_READER_FAILED, "encoding-error", error,
	    "a zero byte: this is a binary file or UTF-16 "
	    "(\"iconv -f UTF-16 -t UTF-8\" converts that)");
}

/*
 * The row is wrong: take only its first line, so that what follows is read
 * anew and nothing is lost with it.  A zero byte in it says more: the file is
 * no text.
 */
static enum csv_result
csv_wrong_line(struct csv_reader *reader, struct window *window,
    const char *message, struct error *error)
{
	const char *begin = window->buffer + window->start;
	size_t length = slice_find(slice_from(begin,
	    window->end - window->start), '\n');

	csv_parser_begin(reader);
	if (memchr(begin, 0, length) != NULL)
		return csv_binary(reader, error);
	reader->raw = csv_without_return(slice_from(begin, length));
	reader->next_line = reader->line + 1;
	window->start += length;
	window->start += window->start < window->end;
	return csv_fail(reader, CSV_READER_WRONG, "format-error", error,
	    message);
}

/* Make the window hold the line which begins so far behind its start. */
static bool
csv_find_line(struct window *window, size_t offset, size_t *length,
    bool *too_long, struct error *error)
{
	for (;;) {
		struct slice rest = slice_from(window->buffer + window->start +
		    offset, window->end - window->start - offset);

		*length = slice_find(rest, '\n');
		*too_long = offset + *length > STREAM_LINE_MAX;
		if (*length < rest.length) {
			++*length;
			return true;
		}
		if (*too_long || window->ended)
			return true;
		if (!window_more(window, error))
			return false;
	}
}

static enum csv_result
csv_check_utf8(struct csv_reader *reader, struct error *error)
{
	unsigned column = 0;

	if (slice_is_utf8(reader->raw))
		return CSV_READER_ROW;
	for (unsigned i = 0; i < reader->count && column == 0; i++)
		if (!slice_is_utf8(reader->cells[i]))
			column = i + 1;
	(void)csv_fail(reader, CSV_READER_WRONG, "encoding-error", error,
	    "not UTF-8; \"iconv -f WINDOWS-1252 -t UTF-8\" converts a file, "
	    "if that is what it is in");
	error->column = column;
	return CSV_READER_WRONG;
}

/* Give libcsv lines until it has ended a row; *length is that of them all. */
static enum csv_result
csv_feed_lines(struct csv_reader *reader, struct window *window,
    size_t *length, struct error *error)
{
	size_t line;
	bool too_long;

	*length = 0;
	while (reader->rows == 0 &&
	    (!window->ended || window->start + *length < window->end)) {
		if (!csv_find_line(window, *length, &line, &too_long, error))
			return CSV_READER_FAILED;
		if (too_long)
			return csv_too_long(reader, error);
		if (csv_parse(&reader->parser, window->buffer +
		    window->start + *length, line, csv_add_cell, csv_add_row,
		    reader) != line)
			return csv_wrong_line(reader, window,
			    "a quote stands inside a field, or one before "
			    "it is not closed", error);
		*length += line;
		reader->next_line++;
	}
	return CSV_READER_ROW;
}

/* A row with a quote in it, which may go over several lines. */
static enum csv_result
csv_next_quoted(struct csv_reader *reader, struct window *window,
    struct error *error)
{
	size_t length;
	enum csv_result result;
	bool ended, open;

	text_clear(&reader->quoted);
	reader->count = 0;
	reader->rows = 0;
	result = csv_feed_lines(reader, window, &length, error);
	if (result != CSV_READER_ROW)
		return result;
	ended = reader->rows > 0;
	open = csv_fini(&reader->parser, csv_add_cell, csv_add_row,
	    reader) != 0;
	if (open && !ended)
		return csv_wrong_line(reader, window,
		    "a quote is opened and not closed", error);
	reader->raw = slice_from(window->buffer + window->start, length);
	if (reader->raw.text[length - 1] == '\n')
		reader->raw.length--;
	reader->raw = csv_without_return(reader->raw);
	if (memchr(reader->raw.text, 0, reader->raw.length) != NULL)
		return csv_binary(reader, error);
	/* To libcsv a return alone ends a row, and two are one. */
	if (open || reader->rows > 1 || (reader->raw.length > 0 &&
	    reader->raw.text[reader->raw.length - 1] == '\r'))
		return csv_wrong_line(reader, window,
		    "a carriage return stands inside a line", error);
	window->start += length;
	csv_place_cells(reader);
	return csv_check_utf8(reader, error);
}

static enum csv_result
csv_wrong_return(struct csv_reader *reader, struct window *window,
    struct error *error)
{
	size_t length;
	bool too_long;

	if (!csv_find_line(window, 0, &length, &too_long, error))
		return CSV_READER_FAILED;
	if (too_long)
		return csv_too_long(reader, error);
	return csv_wrong_line(reader, window,
	    "a carriage return stands inside a line", error);
}

/*
 * Take the plain line which was scanned up to stop; false when it is not
 * a whole line and more must be read.
 */
static bool
csv_take_plain(struct csv_reader *reader, struct window *window,
    const char *stop)
{
	const char *end = window->buffer + window->end;
	const char *begin = window->buffer + window->start;
	const char *after = stop + (stop < end && *stop == '\r');

	if (after >= end && !window->ended)
		return false;
	reader->raw = slice_from(begin, (size_t)(stop - begin));
	reader->next_line++;
	window->start += (size_t)(after - begin);
	window->start += window->start < window->end;
	return true;
}

/* Does the window end within the line, so that its quotes cannot be judged? */
static bool
csv_is_cut(const struct window *window, const char *stop)
{
	const char *end = window->buffer + window->end;

	return !window->ended &&
	    window->end - window->start < WINDOW_FIRST_BYTES / 2 &&
	    memchr(stop, '\n', (size_t)(end - stop)) == NULL;
}

static enum csv_result
csv_next_plain(struct csv_reader *reader, struct window *window,
    struct error *error)
{
	bool wide;

	for (;;) {
		const char *begin = window->buffer + window->start;
		const char *stop = csv_scan(reader->cells,
		    &reader->count, begin, reader->delimiter, &wide);
		const char *end = window->buffer + window->end;

		if (stop - begin > STREAM_LINE_MAX)
			return csv_too_long(reader, error);
		if (stop < end && *stop == '\0')
			return csv_binary(reader, error);
		if (reader->always_libcsv ? stop > begin || *stop == '"' :
		    stop < end && *stop == '"' && !csv_is_cut(window, stop))
			return csv_next_quoted(reader, window, error);
		if (stop + 1 < end && *stop == '\r' && stop[1] != '\n')
			return csv_wrong_return(reader, window, error);
		if (*stop != '"' && csv_take_plain(reader, window, stop))
			return wide ? csv_check_utf8(reader, error) :
			    CSV_READER_ROW;
		if (!window_more(window, error))
			return CSV_READER_FAILED;
	}
}

enum csv_result
csv_reader_next(struct csv_reader *reader, struct window *window,
    struct error *error)
{
	for (;;) {
		enum csv_result result;

		if (window->start == window->end && !window->ended &&
		    !window_more(window, error))
			return CSV_READER_FAILED;
		if (window->start == window->end)
			return CSV_READER_END;
		reader->line = reader->next_line;
		result = csv_next_plain(reader, window, error);
		if (result != CSV_READER_ROW || reader->raw.length > 0)
			return result;
	}
}

void
csv_reader_release(struct csv_reader *reader)
{
	if (reader->parser_ready)
		csv_free(&reader->parser);
	memory_free(reader->cells);
	memory_free(reader->quoted_ends);
	text_release(&reader->quoted);
}
