#include "store/seal.h"

#include "base/assert.h"
#include "base/memory.h"
#include "store/json.h"

enum {
	SEAL_NULL,
	SEAL_INTEGER,
	SEAL_TEXT,
	SEAL_INTEGER_BYTES = 9,		/* with what says that it is one */
	SEAL_LENGTH_BYTES = 5,
	SEAL_TOTAL_MAX = 44		/* characters of 128 bits and a point */
};

void
seal_init(struct seal *seal)
{
	seal->rows = 0;
	seal->used = 0;
	seal->totals = memory_new((currency_count() + 1) *
	    sizeof(*seal->totals));
	seal->present = memory_new((currency_count() + 1) *
	    sizeof(*seal->present));
	sha256_init(&seal->hash);
}

void
seal_release(struct seal *seal)
{
	memory_free(seal->totals);
	memory_free(seal->present);
	seal->totals = NULL;
	seal->present = NULL;
}

static void
seal_empty(struct seal *seal)
{
	sha256_update(&seal->hash, seal->used, seal->buffer);
	seal->used = 0;
}

/* Small pieces are gathered: the hash works on blocks. */
static uint8_t *
seal_place(struct seal *seal, size_t bytes)
{
	uint8_t *place;

	if (bytes > sizeof(seal->buffer) - seal->used)
		seal_empty(seal);
	place = seal->buffer + seal->used;
	seal->used += bytes;
	return place;
}

static void
seal_put(uint8_t *place, uint64_t value, unsigned bytes)
{
	for (unsigned i = 0; i < bytes; i++)
		place[i] = (uint8_t)(value >> (8 * i));
}

void
seal_integer(struct seal *seal, int64_t value)
{
	uint8_t *place = seal_place(seal, SEAL_INTEGER_BYTES);

	place[0] = SEAL_INTEGER;
	seal_put(place + 1, (uint64_t)value, 8);
}

void
seal_text(struct seal *seal, struct slice text)
{
	bool fits = text.length <= sizeof(seal->buffer) - SEAL_LENGTH_BYTES;
	uint8_t *place = seal_place(seal, SEAL_LENGTH_BYTES +
	    (fits ? text.length : 0));

	ENSURE(text.length <= UINT32_MAX);
	place[0] = SEAL_TEXT;
	seal_put(place + 1, text.length, 4);
	if (fits && text.length > 0)
		memcpy(place + SEAL_LENGTH_BYTES, text.text, text.length);
	if (fits)
		return;
	seal_empty(seal);
	sha256_update(&seal->hash, text.length, (const uint8_t *)text.text);
}

void
seal_null(struct seal *seal)
{
	*seal_place(seal, 1) = SEAL_NULL;
}

void
seal_row(struct seal *seal)
{
	seal->rows++;
}

static void
seal_values(struct seal *seal, const struct bulk_block *block,
    const struct bulk_value *value, size_t count)
{
	const struct bulk_value *end = value + count;

	for (; value < end; value++)
		switch (value->kind) {
		case BULK_NULL:
			seal_null(seal);
			break;
		case BULK_INTEGER:
			seal_integer(seal, value->integer);
			break;
		case BULK_TEXT:
			seal_text(seal, slice_from(block->bytes +
			    value->integer, value->length));
			break;
		}
}

void
seal_block(struct seal *seal, const struct bulk_block *block,
    size_t column_count, size_t sealed_count)
{
	const struct bulk_value *values = block->values;

	if (column_count == sealed_count)
		seal_values(seal, block, values,
		    block->row_count * column_count);
	else
		for (size_t i = 0; i < block->row_count; i++)
			seal_values(seal, block, values + i * column_count,
			    sealed_count);
	seal->rows += (int64_t)block->row_count;
}

void
seal_total(struct seal *seal, struct currency currency, int64_t units)
{
	if (currency.number == CURRENCY_NONE.number)
		return;
	seal->present[currency.number] = true;
	seal->totals[currency.number] += units;
}

/* As money is written, but of any size. */
static struct slice
seal_total_format(char buffer[SEAL_TOTAL_MAX], __int128 units,
    unsigned places)
{
	unsigned __int128 rest = units < 0 ? -(unsigned __int128)units :
	    (unsigned __int128)units;
	size_t at = SEAL_TOTAL_MAX;

	for (unsigned digits = 0; rest > 0 || digits <= places; digits++) {
		if (digits == places && places > 0)
			buffer[--at] = '.';
		buffer[--at] = (char)('0' + (int)(rest % 10));
		rest /= 10;
	}
	if (units < 0)
		buffer[--at] = '-';
	return slice_from(buffer + at, SEAL_TOTAL_MAX - at);
}

static void
seal_add_totals(struct text *out, const struct seal *seal)
{
	char buffer[SEAL_TOTAL_MAX];
	const char *before = ",\"totals\":{";

	for (unsigned i = 1; i <= currency_count(); i++) {
		struct currency currency = { (uint16_t)i };
		struct slice total;

		if (!seal->present[i])
			continue;
		total = seal_total_format(buffer, seal->totals[i],
		    currency_exponent(currency));
		text_add_format(out, "%s\"%s\":\"%.*s\"", before,
		    currency_code(currency), SLICE_PRINT(total));
		before = ",";
	}
	if (before[1] == '\0')
		text_add_character(out, '}');
}

void
seal_image(struct text *out, struct seal *seal)
{
	static const char digits[] = "0123456789abcdef";
	uint8_t hash[SEAL_HASH_BYTES];
	char text[2 * SEAL_HASH_BYTES];

	seal_empty(seal);
	sha256_digest(&seal->hash, sizeof(hash), hash);
	for (size_t i = 0; i < sizeof(hash); i++) {
		text[2 * i] = digits[hash[i] >> 4];
		text[2 * i + 1] = digits[hash[i] & 15];
	}
	json_begin(out);
	json_add_integer(out, "rows", seal->rows);
	seal_add_totals(out, seal);
	json_add_text(out, "sha256", slice_from(text, sizeof(text)));
	json_end(out);
}

/* What stands behind "name": in an image, without quotes. */
static struct slice
seal_member(struct slice image, struct slice name)
{
	for (size_t i = 0; i + name.length + 3 < image.length; i++) {
		struct slice rest = slice_from(image.text + i + 1,
		    image.length - i - 1);
		size_t end;

		if (image.text[i] != '"' || !slice_starts_with(rest, name) ||
		    rest.text[name.length] != '"')
			continue;
		rest.text += name.length + 2;
		rest.length -= name.length + 2;
		if (rest.length > 0 && rest.text[0] == '"')
			rest = slice_from(rest.text + 1, rest.length - 1);
		end = 0;
		while (end < rest.length && rest.text[end] != '"' &&
		    rest.text[end] != ',' && rest.text[end] != '}')
			end++;
		return slice_from(rest.text, end);
	}
	return slice_from("none", 4);
}

static void
seal_compare(struct text *out, struct slice written, struct slice found,
    const char *name)
{
	struct slice was = seal_member(written, slice_of(name));
	struct slice is = seal_member(found, slice_of(name));

	if (slice_equal(was, is))
		return;
	text_add_format(out, "%s%s %.*s instead of %.*s",
	    out->length > 0 ? ", " : "", name, SLICE_PRINT(is),
	    SLICE_PRINT(was));
}

void
seal_difference(struct text *out, struct slice written, struct slice found)
{
	text_clear(out);
	if (slice_equal(written, found))
		return;
	seal_compare(out, written, found, "rows");
	for (unsigned i = 1; i <= currency_count(); i++)
		seal_compare(out, written, found,
		    currency_code((struct currency){ (uint16_t)i }));
	if (out->length == 0)
		text_add_string(out, "other content");
}
