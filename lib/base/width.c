#include "base/width.h"

#include <stdint.h>

struct range {
	uint32_t first;
	uint32_t last;
};

/* Blocks of combining marks and of characters without width. */
static const struct range zero_width[] = {
	{ 0x0000, 0x001f }, { 0x007f, 0x009f }, { 0x0300, 0x036f },
	{ 0x0483, 0x0489 }, { 0x0591, 0x05bd }, { 0x0610, 0x061a },
	{ 0x064b, 0x065f }, { 0x06d6, 0x06dc }, { 0x0900, 0x0902 },
	{ 0x093c, 0x093c }, { 0x0941, 0x0948 }, { 0x0e31, 0x0e31 },
	{ 0x0e34, 0x0e3a }, { 0x0e47, 0x0e4e }, { 0x1ab0, 0x1aff },
	{ 0x1dc0, 0x1dff }, { 0x200b, 0x200f }, { 0x202a, 0x202e },
	{ 0x20d0, 0x20ff }, { 0xfe00, 0xfe0f }, { 0xfe20, 0xfe2f },
	{ 0xfeff, 0xfeff }
};

/* Wide and full-width blocks. */
static const struct range double_width[] = {
	{ 0x1100, 0x115f }, { 0x2e80, 0x303e }, { 0x3041, 0x33ff },
	{ 0x3400, 0x4dbf }, { 0x4e00, 0x9fff }, { 0xa000, 0xa4cf },
	{ 0xac00, 0xd7a3 }, { 0xf900, 0xfaff }, { 0xfe30, 0xfe4f },
	{ 0xff00, 0xff60 }, { 0xffe0, 0xffe6 }, { 0x1f300, 0x1f64f },
	{ 0x1f900, 0x1f9ff }, { 0x20000, 0x3fffd }
};

static bool
width_in(const struct range *ranges, size_t count, uint32_t character)
{
	for (size_t i = 0; i < count; i++)
		if (character >= ranges[i].first &&
		    character <= ranges[i].last)
			return true;
	return false;
}

static size_t
width_of_character(uint32_t character)
{
	if (character >= 0x20 && character < 0x7f)
		return 1;
	if (width_in(zero_width, sizeof(zero_width) / sizeof(*zero_width),
	    character))
		return 0;
	return width_in(double_width,
	    sizeof(double_width) / sizeof(*double_width), character) ? 2 : 1;
}

/* The character at the beginning of a not empty text, and its length. */
static uint32_t
width_decode(struct slice text, size_t *length)
{
	unsigned char first = (unsigned char)text.text[0];
	uint32_t character = first;
	size_t more = first < 0xc0 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;

	if (more > 0)
		character = first & (0x3fU >> more);
	*length = 1;
	while (*length <= more && *length < text.length)
		character = character << 6 |
		    ((unsigned char)text.text[(*length)++] & 0x3fU);
	return character;
}

struct slice
width_cut(struct slice text, size_t columns)
{
	size_t at = 0, used = 0;

	while (at < text.length) {
		size_t length;
		uint32_t character = width_decode(
		    slice_from(text.text + at, text.length - at), &length);
		size_t width = width_of_character(character);

		if (used + width > columns)
			break;
		used += width;
		at += length;
	}
	return slice_from(text.text, at);
}

size_t
width_of(struct slice text)
{
	size_t at = 0, used = 0;

	while (at < text.length) {
		size_t length;

		used += width_of_character(width_decode(
		    slice_from(text.text + at, text.length - at), &length));
		at += length;
	}
	return used;
}
