#include "base/slice.h"

#include "../tap.h"

static void
slices_compare_as_bytes(void)
{
	tap_ok(slice_equal(slice_of("abc"), slice_from("abcd", 3)),
	    "equal bytes are equal");
	tap_ok(!slice_equal(slice_of("abc"), slice_of("abcd")),
	    "another length is not equal");
	tap_ok(slice_compare(slice_of("ab"), slice_of("abc")) < 0,
	    "the beginning of a text comes before it");
	tap_ok(slice_compare(slice_of("\xc3\xa9"), slice_of("z")) > 0,
	    "bytes above 127 come after ASCII");
	tap_ok(slice_compare(slice_of(""), slice_of("")) == 0,
	    "empty slices are equal");
}

static void
cutting_goes_through_all_parts(void)
{
	struct slice rest = slice_of("a,,b");

	tap_ok(slice_is(slice_cut(&rest, ','), "a"), "first part");
	tap_ok(slice_is(slice_cut(&rest, ','), ""), "an empty part");
	tap_ok(slice_is(slice_cut(&rest, ','), "b"), "last part");
	tap_ok(slice_is_empty(rest), "nothing is left");
}

static void
trimming_takes_blanks_at_both_ends(void)
{
	tap_ok(slice_is(slice_trim(slice_of(" \ta b\t ")), "a b"),
	    "inner blanks stay");
	tap_ok(slice_is_empty(slice_trim(slice_of(" \t "))),
	    "blanks alone become nothing");
}

/* Every sequence of one and two bytes, against the definition. */
static void
utf8_of_two_bytes_is_decided_exactly(void)
{
	unsigned wrong = 0;

	for (unsigned first = 0; first < 256; first++)
		for (unsigned second = 0; second < 256; second++) {
			char bytes[2] = { (char)first, (char)second };
			bool ascii = first < 0x80 && second < 0x80;
			bool two = first >= 0xc2 && first <= 0xdf &&
			    second >= 0x80 && second <= 0xbf;

			wrong += slice_is_utf8(slice_from(bytes, 2)) !=
			    (ascii || two);
		}
	tap_ok(wrong == 0, "65,536 pairs of bytes, %u decided wrongly",
	    wrong);
}

/* Every code point, and the surrogates which are none. */
static void
utf8_of_every_code_point_is_accepted(void)
{
	unsigned wrong = 0;

	for (unsigned point = 0x800; point <= 0x110fff; point++) {
		char bytes[4] = { (char)(0xf0 | point >> 18),
		    (char)(0x80 | (point >> 12 & 0x3f)),
		    (char)(0x80 | (point >> 6 & 0x3f)),
		    (char)(0x80 | (point & 0x3f)) };
		bool three = point < 0x10000;
		bool valid = !(point >= 0xd800 && point <= 0xdfff) &&
		    point <= 0x10ffff;

		if (three)
			bytes[1] = (char)(0xe0 | point >> 12);
		wrong += slice_is_utf8(three ? slice_from(bytes + 1, 3) :
		    slice_from(bytes, 4)) != valid;
	}
	tap_ok(wrong == 0, "all code points above U+07FF, %u decided wrongly",
	    wrong);
}

static void
utf8_refuses_what_is_not_the_shortest_or_is_cut(void)
{
	tap_ok(!slice_is_utf8(slice_from("\xe0\x9f\xbf", 3)),
	    "three bytes for a point of two");
	tap_ok(!slice_is_utf8(slice_from("\xf0\x8f\xbf\xbf", 4)),
	    "four bytes for a point of three");
	tap_ok(!slice_is_utf8(slice_from("abcdefgh\xe2\x82", 10)),
	    "a sequence cut at the end");
	tap_ok(!slice_is_utf8(slice_of("caf\xe9 cr\xe8me")), "Latin-1");
	tap_ok(slice_is_utf8(slice_of("12345678 caf\xc3\xa9 12345678")),
	    "words of ASCII round another character");
}

int
main(void)
{
	tap_begin();
	slices_compare_as_bytes();
	cutting_goes_through_all_parts();
	trimming_takes_blanks_at_both_ends();
	utf8_of_two_bytes_is_decided_exactly();
	utf8_of_every_code_point_is_accepted();
	utf8_refuses_what_is_not_the_shortest_or_is_cut();
	return tap_end();
}
