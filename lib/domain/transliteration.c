#include "domain/transliteration.h"

#include "base/arena.h"
#include "base/memory.h"
#include "base/table.h"

enum { CODE_POINT_MAX = 0x10FFFF };

struct transliteration {
	struct table entries;	/* key: the UTF-8 bytes of the character */
	struct arena arena;
};

struct transliteration *
transliteration_new(void)
{
	return memory_new(sizeof(struct transliteration));
}

void
transliteration_free(struct transliteration *table)
{
	if (table == NULL)
		return;
	table_release(&table->entries);
	arena_release(&table->arena);
	memory_free(table);
}

/* A bit for each character below 128. */
#define BIT(character) (UINT64_C(1) << ((character) & 63))
#define LETTERS UINT64_C(0x7FFFFFE)	/* from 1 on, as A is 65 */

static const uint64_t permitted[2] = {
	BIT(' ') | BIT('/') | BIT('-') | BIT('?') | BIT(':') | BIT('(') |
	    BIT(')') | BIT('.') | BIT(',') | BIT('\'') | BIT('+') |
	    UINT64_C(0x3FF) << '0',
	LETTERS | LETTERS << 32
};

static bool
is_permitted(char character)
{
	unsigned char byte = (unsigned char)character;

	return byte < 128 && (permitted[byte >> 6] >> (byte & 63) & 1) != 0;
}

/* How many characters are permitted from the first on. */
static size_t
plain_length(struct slice text)
{
	size_t at = 0;

	while (at < text.length && is_permitted(text.text[at]))
		at++;
	return at;
}

bool
transliteration_is_plain(struct slice text)
{
	return plain_length(text) == text.length;
}

static bool
parse_code_point(uint32_t *out, struct slice text, struct error *error)
{
	uint32_t value = 0;
	bool right = text.length >= 6 && text.length <= 8 &&
	    slice_starts_with(text, slice_of("U+"));

	for (size_t i = 2; right && i < text.length; i++) {
		const char *digits = "0123456789ABCDEF";
		const char *at = strchr(digits, text.text[i]);

		right = at != NULL && text.text[i] != '\0';
		if (right)
			value = value * 16 + (uint32_t)(at - digits);
	}
	if (!right || value == 0 || value > CODE_POINT_MAX)
		return error_set(error, FAULT_INPUT,
		    "\"%.*s\" is not a code point such as U+00E4",
		    SLICE_PRINT(text));
	*out = value;
	return true;
}

static size_t
encode(char bytes[4], uint32_t point)
{
	if (point < 0x80) {
		bytes[0] = (char)point;
		return 1;
	}
	if (point < 0x800) {
		bytes[0] = (char)(0xC0 | point >> 6);
		bytes[1] = (char)(0x80 | (point & 0x3F));
		return 2;
	}
	if (point < 0x10000) {
		bytes[0] = (char)(0xE0 | point >> 12);
		bytes[1] = (char)(0x80 | (point >> 6 & 0x3F));
		bytes[2] = (char)(0x80 | (point & 0x3F));
		return 3;
	}
	bytes[0] = (char)(0xF0 | point >> 18);
	bytes[1] = (char)(0x80 | (point >> 12 & 0x3F));
	bytes[2] = (char)(0x80 | (point >> 6 & 0x3F));
	bytes[3] = (char)(0x80 | (point & 0x3F));
	return 4;
}

bool
transliteration_add(struct transliteration *table, struct slice character,
    struct slice replacement, struct error *error)
{
	struct slice *value;
	uint32_t point = 0;
	char bytes[4];
	struct slice key = { bytes, 0 };

	if (!parse_code_point(&point, character, error))
		return false;
	if (!transliteration_is_plain(replacement))
		return error_set(error, FAULT_INPUT,
		    "the replacement \"%.*s\" of %.*s has characters which "
		    "banks do not take", SLICE_PRINT(replacement),
		    SLICE_PRINT(character));
	key.length = encode(bytes, point);
	value = table_get(&table->entries, key);
	if (value != NULL && !slice_equal(*value, replacement))
		return error_set(error, FAULT_INPUT,
		    "%.*s has two replacements", SLICE_PRINT(character));
	if (value == NULL) {
		value = arena_new(&table->arena, sizeof(*value));
		*value = arena_copy(&table->arena, replacement);
		table_set(&table->entries, key, value);
	}
	return true;
}

/* Bytes of the character at the start; 1 where it is ill-formed. */
static size_t
character_length(struct slice text)
{
	unsigned char first = (unsigned char)text.text[0];
	size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 :
	    first >= 0xC0 ? 2 : 1;

	if (length > text.length ||
	    !slice_is_utf8(slice_from(text.text, length)))
		return 1;
	return length;
}

size_t
transliteration_apply(const struct transliteration *table, struct slice from,
    struct text *out)
{
	size_t lost = 0;

	text_clear(out);
	while (from.length > 0) {
		struct slice one = slice_from(from.text, plain_length(from));
		const struct slice *found = NULL;

		if (one.length > 0) {
			text_add(out, one);
		} else {
			one.length = character_length(from);
			if (table != NULL)
				found = table_get(&table->entries, one);
			if (found == NULL)
				lost++;
			text_add(out, found != NULL ? *found : slice_of("?"));
		}
		from.text += one.length;
		from.length -= one.length;
	}
	return lost;
}
