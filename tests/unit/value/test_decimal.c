#include "value/decimal.h"

#include <gmp.h>

#include "../tap.h"

static struct error error;

static struct decimal
number(const char *text)
{
	struct decimal out = { 77 };

	(void)decimal_parse(&out, slice_of(text), &error);
	return out;
}

static bool
reads(const char *text, const char *expected)
{
	char buffer[DECIMAL_TEXT_MAX];
	struct decimal value = DECIMAL_ZERO;

	error_clear(&error);
	return decimal_parse(&value, slice_of(text), &error) &&
	    decimal_format(buffer, value) == strlen(expected) &&
	    strcmp(buffer, expected) == 0;
}

/* Refused, with this in the message, and nothing written. */
static bool
refuses(const char *text, const char *why)
{
	struct decimal value = { 77 };

	error_clear(&error);
	return !decimal_parse(&value, slice_of(text), &error) &&
	    value.units == 77 && error.fault == FAULT_INPUT &&
	    strstr(error.message, why) != NULL;
}

static void
texts_are_read_exactly(void)
{
	tap_ok(reads("0", "0"), "0");
	tap_ok(reads("-0", "0"), "minus zero is zero");
	tap_ok(reads("00123.4500", "123.45"), "zeros at both ends");
	tap_ok(reads("000000000000000000000000000001", "1"), "many zeros");
	tap_ok(reads("0.000000000001", "0.000000000001"), "the least");
	tap_ok(reads("-1.5", "-1.5"), "below zero");
	tap_ok(reads("-0.5", "-0.5"), "between -1 and 0");
	tap_ok(reads("999999999999999999.999999999999",
	    "999999999999999999.999999999999"), "the largest");
	tap_ok(reads("-999999999999999999.999999999999",
	    "-999999999999999999.999999999999"), "the smallest");
}

static void
other_texts_are_refused_with_the_reason(void)
{
	static const char *const wrong[] = {
		"", "-", ".", "-.", ".5", "5.", "+1", "--1", "1-", " 1", "1 ",
		"1.2.3", "x", "1x", "0x10", "inf", "nan", "1..2", "00x", "0.",
		"0.0000000000001", "1000000000000000000", "\xd9\xa1"
	};

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		tap_ok(refuses(wrong[i], ""), "\"%s\" is refused: %s",
		    wrong[i], error.message);
	tap_ok(refuses("1,5", "comma"), "a decimal comma is named");
	tap_ok(refuses("1,234.50", "comma"), "grouping is named");
	tap_ok(refuses("1 234", "blanks"), "blanks are named");
	tap_ok(refuses("1e6", "exponent"), "an exponent is named");
	tap_ok(refuses("1.2345678901234", "more digits"),
	    "too many digits are named");
	tap_ok(refuses("1234567890123456789", "more digits"),
	    "before the point too");
}

static bool
rounds(const char *text, unsigned places, enum rounding rounding,
    const char *expected)
{
	char buffer[DECIMAL_TEXT_MAX];

	error_clear(&error);
	return decimal_format_places(buffer, number(text), places, rounding,
	    &error) && strcmp(buffer, expected) == 0;
}

static void
every_rounding_does_what_its_name_says(void)
{
	static const struct {
		const char *text, *away, *even, *zero;
	} cases[] = {
		{ "0.5", "1", "0", "0" }, { "1.5", "2", "2", "1" },
		{ "2.5", "3", "2", "2" }, { "0.4", "0", "0", "0" },
		{ "0.6", "1", "1", "0" }, { "-0.5", "-1", "0", "0" },
		{ "-1.5", "-2", "-2", "-1" }, { "-2.5", "-3", "-2", "-2" },
		{ "-0.4", "0", "0", "0" }, { "-0.6", "-1", "-1", "0" },
		{ "0.500000000001", "1", "1", "0" },
		{ "0.499999999999", "0", "0", "0" },
		{ "7", "7", "7", "7" }, { "0", "0", "0", "0" }
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		tap_ok(rounds(cases[i].text, 0, ROUND_HALF_AWAY,
		    cases[i].away), "%s half away", cases[i].text);
		tap_ok(rounds(cases[i].text, 0, ROUND_HALF_EVEN,
		    cases[i].even), "%s half even", cases[i].text);
		tap_ok(rounds(cases[i].text, 0, ROUND_TOWARD_ZERO,
		    cases[i].zero), "%s toward zero", cases[i].text);
	}
	tap_ok(rounds("1.005", 2, ROUND_HALF_AWAY, "1.01"), "1.005 is exact");
	tap_ok(rounds("1.25", 2, ROUND_NEVER, "1.25"), "never, not needed");
	tap_ok(!rounds("1.255", 2, ROUND_NEVER, ""), "never, needed");
	tap_ok(rounds("3", 2, ROUND_NEVER, "3.00"), "places are filled");
	tap_ok(!rounds("999999999999999999.5", 0, ROUND_HALF_AWAY, ""),
	    "rounding up past the largest is an error");
}

static void
sums_are_exact_or_errors(void)
{
	struct decimal most = number("999999999999999999.999999999999");
	struct decimal least = number("0.000000000001"), out = { 77 };

	tap_ok(decimal_add(&out, number("0.1"), number("0.2"), &error) &&
	    out.units == number("0.3").units, "0.1 + 0.2 = 0.3");
	tap_ok(decimal_subtract(&out, number("1"), least, &error) &&
	    out.units == number("0.999999999999").units, "1 - 10^-12");
	out.units = 77;
	tap_ok(!decimal_add(&out, most, least, &error) && out.units == 77,
	    "past the largest");
	tap_ok(!decimal_subtract(&out, number(
	    "-999999999999999999.999999999999"), least, &error),
	    "past the smallest");
	tap_ok(decimal_subtract(&out, most, most, &error) && out.units == 0,
	    "the largest less itself");
}

static bool
times(const char *one, const char *other, const char *expected)
{
	char buffer[DECIMAL_TEXT_MAX];
	struct decimal out;

	error_clear(&error);
	return decimal_multiply(&out, number(one), number(other), 12,
	    ROUND_HALF_EVEN, &error) && decimal_format(buffer, out) > 0 &&
	    strcmp(buffer, expected) == 0;
}

static void
products_are_exact_before_they_are_rounded(void)
{
	/* Of 60 digits; cutting any of them off first changes the last. */
	tap_ok(times("999999999999999999.999999999999", "0.999999999999",
	    "999999999998999999.999999999999"), "full width by 12 places");
	tap_ok(times("999999999.999999999999", "999999999.999999999999",
	    "999999999999999999.998"), "nearly 10^18");
	tap_ok(!times("999999999999999999.999999999999",
	    "999999999999999999.999999999999", ""), "10^36 does not fit");
	tap_ok(times("-0.000001", "0.0000005", "0") &&
	    times("0.000001", "0.0000015", "0.000000000002"), "ties to even");
	tap_ok(times("1000000000", "999999999.999999999999",
	    "999999999999999999.999"), "by a power of ten");
}

static unsigned long long random_state = 20261031;

static unsigned long long
random_word(void)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 7;
	random_state ^= random_state << 17;
	return random_state;
}

/* Up to so many decimal digits. */
static struct decimal
random_decimal(unsigned digits)
{
	__int128 units = 0;

	for (unsigned i = 0; i < digits; i++)
		units = units * 10 + (int)(random_word() % 10);
	return (struct decimal){ random_word() % 2 ? -units : units };
}

static void
set_wide(mpz_t out, __int128 value)
{
	unsigned __int128 size = value < 0 ? -(unsigned __int128)value :
	    (unsigned __int128)value;

	mpz_set_ui(out, (unsigned long)(size >> 64));
	mpz_mul_2exp(out, out, 64);
	mpz_add_ui(out, out, (unsigned long)size);
	if (value < 0)
		mpz_neg(out, out);
}

/* top / bottom rounded half away from zero, by GMP's integers. */
static void
half_away(mpz_t top, mpz_t bottom)
{
	int sign = mpz_sgn(top) * mpz_sgn(bottom);

	mpz_abs(top, top);
	mpz_abs(bottom, bottom);
	mpz_mul_2exp(top, top, 1);
	mpz_add(top, top, bottom);
	mpz_mul_2exp(bottom, bottom, 1);
	mpz_tdiv_q(top, top, bottom);
	if (sign < 0)
		mpz_neg(top, top);
}

/* The result agrees with GMP's; too large for us is 10^30 or more there. */
static bool
agrees(bool made, struct decimal out, mpz_t top, mpz_t bottom,
    unsigned places)
{
	mpz_t limit;
	bool same;

	mpz_init(limit);
	half_away(top, bottom);
	mpz_ui_pow_ui(limit, 10, 12 - places);
	mpz_mul(top, top, limit);
	mpz_ui_pow_ui(limit, 10, 30);
	if (made) {
		set_wide(limit, out.units);
		same = mpz_cmp(limit, top) == 0;
	} else
		same = mpz_cmpabs(top, limit) >= 0;
	mpz_clear(limit);
	return same;
}

static void
random_products_and_quotients_agree_with_gmp(void)
{
	mpz_t top, bottom, term;
	unsigned products = 0, quotients = 0;
	enum { ROUNDS = 100000 };

	mpz_inits(top, bottom, term, NULL);
	for (unsigned i = 0; i < ROUNDS; i++) {
		unsigned one_digits = (unsigned)(random_word() % 31);
		unsigned other_digits = (unsigned)(random_word() % 31);
		unsigned places = (unsigned)(random_word() % 13);
		struct decimal one = random_decimal(one_digits);
		struct decimal other = random_decimal(other_digits);
		struct decimal out = DECIMAL_ZERO;
		bool made = decimal_multiply(&out, one, other, places,
		    ROUND_HALF_AWAY, &error);

		set_wide(top, one.units);
		set_wide(term, other.units);
		mpz_mul(top, top, term);
		mpz_ui_pow_ui(bottom, 10, 24 - places);
		products += agrees(made, out, top, bottom, places);
		if (other.units == 0)
			other.units = 1;
		made = decimal_divide(&out, one, other, places,
		    ROUND_HALF_AWAY, &error);
		set_wide(top, one.units);
		mpz_ui_pow_ui(bottom, 10, places);
		mpz_mul(top, top, bottom);
		set_wide(bottom, other.units);
		quotients += agrees(made, out, top, bottom, places);
	}
	mpz_clears(top, bottom, term, NULL);
	tap_ok(products == ROUNDS, "%u products", products);
	tap_ok(quotients == ROUNDS, "%u quotients", quotients);
}

static void
division_by_zero_is_an_error(void)
{
	struct decimal out = { 77 };

	tap_ok(!decimal_divide(&out, number("1"), DECIMAL_ZERO, 2,
	    ROUND_HALF_AWAY, &error) && out.units == 77, "%s",
	    error.message);
	tap_ok(decimal_divide(&out, number("1"), number("3"), 4,
	    ROUND_HALF_AWAY, &error) && out.units == number("0.3333").units,
	    "1/3 to four places");
	tap_ok(!decimal_divide(&out, number("1"), number("3"), 12,
	    ROUND_NEVER, &error), "1/3 without rounding");
}

static void
places_are_those_the_value_needs(void)
{
	tap_ok(decimal_places(number("1.50")) == 1, "1.50 needs 1");
	tap_ok(decimal_places(number("100")) == 0, "100 needs none");
	tap_ok(decimal_places(number("0.000000000001")) == 12, "all 12");
	tap_ok(decimal_compare(number("1.5"), number("1.50")) == 0 &&
	    decimal_compare(number("-2"), number("1")) < 0, "comparison");
}

int
main(void)
{
	tap_begin();
	texts_are_read_exactly();
	other_texts_are_refused_with_the_reason();
	every_rounding_does_what_its_name_says();
	sums_are_exact_or_errors();
	products_are_exact_before_they_are_rounded();
	random_products_and_quotients_agree_with_gmp();
	division_by_zero_is_an_error();
	places_are_those_the_value_needs();
	return tap_end();
}
