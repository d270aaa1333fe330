#include "record/people.h"

enum { GROUP = 3, GROUPED_FROM = 5 };

void
people_number(struct text *out, struct decimal value, unsigned places)
{
	struct error ignored = { 0 };
	char digits[DECIMAL_TEXT_MAX];
	const char *at = digits;
	size_t whole;

	if (!decimal_format_places(digits, value, places, ROUND_HALF_AWAY,
	    &ignored))
		(void)decimal_format(digits, value);
	if (*at == '-') {
		text_add_string(out, "\u2212");
		at++;
	}
	whole = slice_find(slice_of(at), '.');
	for (size_t i = 0; i < whole; i++) {
		if (i > 0 && whole >= GROUPED_FROM &&
		    (whole - i) % GROUP == 0)
			text_add_string(out, "\u202f");
		text_add_character(out, at[i]);
	}
	text_add_string(out, at + whole);
}
