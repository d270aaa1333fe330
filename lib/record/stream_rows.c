#include "record/stream_rows.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "base/memory.h"
#include "record/stream_parts.h"

void
stream_rows_init(struct stream_rows *rows, const struct stream *stream)
{
	const struct schema *schema = stream->header.schema;

	*rows = (struct stream_rows){ .stream = stream,
	    .record = stream->record };
	csv_reader_begin(&rows->csv, stream->csv.delimiter);
	rows->slots = memory_resize(NULL, stream->slot_count + 1,
	    sizeof(*rows->slots));
	for (size_t i = 0; i < stream->slot_count; i++)
		rows->slots[i] = slice_from("", 0);
	rows->record.fields = rows->slots;
	rows->record.extras = rows->slots + stream->header.field_count;
	rows->value = memory_new(schema->size);
	rows->quick = decoder_init(&rows->decoder, &stream->header);
	/* Where no column is, it stays so. */
	for (size_t i = 0; i < schema->count; i++)
		record_put_empty((char *)rows->value +
		    schema->fields[i].offset, schema->fields[i].type);
}

void
stream_rows_release(struct stream_rows *rows)
{
	csv_reader_release(&rows->csv);
	memory_free(rows->slots);
	memory_free(rows->value);
	decoder_release(&rows->decoder);
}

static bool
rows_decode(struct stream_rows *rows, struct error *error)
{
	const struct csv_reader *csv = &rows->csv;

	if (rows->quick &&
	    decoder_take(&rows->decoder, csv->cells, rows->value))
		return true;
	for (size_t i = 0; i < csv->count; i++)
		rows->slots[rows->stream->header.slots[i]] = csv->cells[i];
	rows->record.raw = csv->raw;
	return record_decode(rows->value, &rows->record, error);
}

bool
stream_rows_read(struct stream_rows *rows, const struct window *block,
    bool (*take)(void *context, void *value, struct error *error),
    void *context)
{
	const struct header *header = &rows->stream->header;
	struct window window = *block;
	struct csv_reader *csv = &rows->csv;
	struct error error = { 0 };
	enum csv_result result;

	csv->next_line = 1;
	rows->records = 0;
	while ((result = csv_reader_next(csv, &window, &error)) ==
	    CSV_READER_ROW) {
		if (csv->count != header->count)
			return false;
		if (!rows_decode(rows, &error) ||
		    !take(context, rows->value, &error))
			return false;
		rows->records++;
	}
	rows->lines = csv->next_line - 1;
	return result == CSV_READER_END;
}

#ifdef __SSE2__
static size_t
rows_quotes(const char *at, size_t length)
{
	const __m128i quote = _mm_set1_epi8('"'), one = _mm_set1_epi8(1);
	__m128i sums = _mm_setzero_si128();
	uint64_t halves[2];
	size_t count, i = 0;

	for (; i + sizeof(quote) <= length; i += sizeof(quote)) {
		__m128i bytes = _mm_loadu_si128(
		    (const __m128i *)(const void *)(at + i));

		sums = _mm_add_epi64(sums, _mm_sad_epu8(_mm_and_si128(one,
		    _mm_cmpeq_epi8(bytes, quote)), _mm_setzero_si128()));
	}
	_mm_storeu_si128((__m128i *)(void *)halves, sums);
	count = halves[0] + halves[1];
	for (; i < length; i++)
		count += at[i] == '"';
	return count;
}
#else
static size_t
rows_quotes(const char *at, size_t length)
{
	size_t count = 0;

	for (size_t i = 0; i < length; i++)
		count += at[i] == '"';
	return count;
}
#endif

size_t
stream_rows_cut(struct slice text)
{
	size_t quotes = rows_quotes(text.text, text.length);
	size_t at = text.length;

	for (; at > 0; at--) {
		if (text.text[at - 1] == '\n' && quotes % 2 == 0)
			break;
		quotes -= text.text[at - 1] == '"';
	}
	return at;
}
