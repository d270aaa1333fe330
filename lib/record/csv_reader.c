#include "record/csv_reader.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "base/assert.h"
#include "base/memory.h"
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

/*
 * Split the line at begin until something which is not plain: a line end,
 * a quote or a zero byte.  Gives its place; *wide says whether there are bytes
 * beyond ASCII.  Cells beyond the limit are counted, not kept.
 */
#ifdef __SSE2__
static const char *
csv_scan(struct csv_reader *reader, const char *begin, bool *wide)
{
	const __m128i delimiter = _mm_set1_epi8(reader->delimiter);
	const __m128i feed = _mm_set1_epi8('\n'), back = _mm_set1_epi8('\r');
	const __m128i quote = _mm_set1_epi8('"'), zero = _mm_setzero_si128();
	struct slice *cell = reader->cells;
	struct slice *const last = cell + STREAM_COLUMNS_MAX;
	unsigned high = 0;

	for (const char *at = begin;; at += sizeof(__m128i)) {
		__m128i bytes = _mm_loadu_si128((const __m128i *)at);
		unsigned cuts = (unsigned)_mm_movemask_epi8(
		    _mm_cmpeq_epi8(bytes, delimiter));
		unsigned stops = (unsigned)_mm_movemask_epi8(_mm_or_si128(
		    _mm_or_si128(_mm_cmpeq_epi8(bytes, feed),
		    _mm_cmpeq_epi8(bytes, back)),
		    _mm_or_si128(_mm_cmpeq_epi8(bytes, quote),
		    _mm_cmpeq_epi8(bytes, zero))));
		unsigned before = stops != 0 ?
		    (stops & -stops) - 1 : 0xffff;

		high |= (unsigned)_mm_movemask_epi8(bytes) & before;
		for (cuts &= before; cuts != 0; cuts &= cuts - 1) {
			const char *cut = at + __builtin_ctz(cuts);

			*cell = slice_from(begin, (size_t)(cut - begin));
			cell += cell < last;
			begin = cut + 1;
		}
		if (stops == 0)
			continue;
		at += __builtin_ctz(stops);
		*cell = slice_from(begin, (size_t)(at - begin));
		reader->count = (size_t)(cell - reader->cells) + 1;
		*wide = high != 0;
		return at;
	}
}
#else
static const char *
csv_scan(struct csv_reader *reader, const char *begin, bool *wide)
{
	struct slice *cell = reader->cells;
	struct slice *const last = cell + STREAM_COLUMNS_MAX;
	unsigned high = 0;
	const char *at = begin;

	for (;; at++) {
		if (*at == '\n' || *at == '\r' || *at == '"' || *at == '\0')
			break;
		high |= (unsigned char)*at & 0x80u;
		if (*at == reader->delimiter) {
			*cell = slice_from(begin, (size_t)(at - begin));
			cell += cell < last;
			begin = at + 1;
		}
	}
	*cell = slice_from(begin, (size_t)(at - begin));
	reader->count = (size_t)(cell - reader->cells) + 1;
	*wide = high != 0;
	return at;
}
#endif

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

/*
 * The row is wrong: take only its first line, so that what follows is read
 * anew and nothing is lost with it.
 */
static enum csv_result
csv_wrong_line(struct csv_reader *reader, struct window *window,
    const char *message, struct error *error)
{
	const char *begin = window->buffer + window->start;
	size_t length = slice_find(slice_from(begin,
	    window->end - window->start), '\n');

	csv_parser_begin(reader);
	reader->raw = slice_from(begin, length);
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

static enum csv_result
csv_binary(struct csv_reader *reader, struct error *error)
{
	return csv_fail(reader, CSV_READER_FAILED, "encoding-error", error,
	    "a zero byte: this is a binary file or UTF-16 "
	    "(\"iconv -f UTF-16 -t UTF-8\" converts that)");
}

/* A row with a quote in it, which may go over several lines. */
static enum csv_result
csv_next_quoted(struct csv_reader *reader, struct window *window,
    struct error *error)
{
	size_t offset = 0, length;
	bool too_long;

	text_clear(&reader->quoted);
	reader->count = 0;
	reader->rows = 0;
	while (reader->rows == 0) {
		if (!csv_find_line(window, offset, &length, &too_long, error))
			return CSV_READER_FAILED;
		if (too_long)
			return csv_too_long(reader, error);
		if (csv_parse(&reader->parser, window->buffer + window->start +
		    offset, length, csv_add_cell, csv_add_row,
		    reader) != length)
			return csv_wrong_line(reader, window,
			    "a quote stands inside a field, or one before "
			    "it is not closed", error);
		offset += length;
		reader->next_line++;
		if (!window->ended || window->start + offset < window->end ||
		    reader->rows > 0)
			continue;
		if (csv_fini(&reader->parser, csv_add_cell, csv_add_row,
		    reader) != 0)
			return csv_wrong_line(reader, window,
			    "a quote is opened and not closed", error);
		break;
	}
	reader->raw = slice_from(window->buffer + window->start, offset);
	window->start += offset;
	if (reader->raw.length > 0 &&
	    reader->raw.text[reader->raw.length - 1] == '\n')
		reader->raw.length--;
	if (reader->raw.length > 0 &&
	    reader->raw.text[reader->raw.length - 1] == '\r')
		reader->raw.length--;
	csv_place_cells(reader);
	if (memchr(reader->raw.text, 0, reader->raw.length) != NULL)
		return csv_binary(reader, error);
	if (reader->rows > 1)
		return csv_fail(reader, CSV_READER_WRONG, "format-error",
		    error, "a carriage return stands inside a line");
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

static enum csv_result
csv_next_plain(struct csv_reader *reader, struct window *window,
    struct error *error)
{
	bool wide;

	for (;;) {
		const char *begin = window->buffer + window->start;
		const char *stop = csv_scan(reader, begin, &wide);
		const char *end = window->buffer + window->end;

		if (stop - begin > STREAM_LINE_MAX)
			return csv_too_long(reader, error);
		if (stop < end && *stop == '\0')
			return csv_binary(reader, error);
		if ((stop < end && *stop == '"') ||
		    (reader->always_libcsv && stop > begin))
			return csv_next_quoted(reader, window, error);
		if (stop + 1 < end && *stop == '\r' && stop[1] != '\n')
			return csv_wrong_return(reader, window, error);
		if (csv_take_plain(reader, window, stop))
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
