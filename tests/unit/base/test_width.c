#include "base/width.h"

#include "../tap.h"

static void
characters_take_none_one_or_two_columns(void)
{
	tap_ok(width_of(slice_of("")) == 0, "nothing takes nothing");
	tap_ok(width_of(slice_of("Ngozi")) == 5, "ASCII");
	tap_ok(width_of(slice_of("S\u00e3o Tom\u00e9")) == 8, "accents");
	tap_ok(width_of(slice_of("e\u0301")) == 1, "a combining accent");
	tap_ok(width_of(slice_of("\u8d22\u52a1")) == 4, "Han characters");
	tap_ok(width_of(slice_of("\u041a\u0438\u0457\u0432")) == 4,
	    "Cyrillic");
}

static void
a_text_is_cut_between_characters(void)
{
	tap_ok(slice_is(width_cut(slice_of("abc"), 2), "ab"), "ASCII");
	tap_ok(slice_is(width_cut(slice_of("\u8d22\u52a1"), 3), "\u8d22"),
	    "half a wide character is not shown");
	tap_ok(slice_is(width_cut(slice_of("ab"), 9), "ab"), "what fits stays");
}

int
main(void)
{
	tap_begin();
	characters_take_none_one_or_two_columns();
	a_text_is_cut_between_characters();
	return tap_end();
}
