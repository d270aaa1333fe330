#include "value/fraction.h"

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

static struct fraction
fraction(const char *text)
{
	struct fraction out;

	fraction_set_decimal(&out, number(text));
	return out;
}

static bool
rounds(const struct fraction *value, unsigned places, enum rounding rounding,
    const char *expected)
{
	struct decimal out;

	error_clear(&error);
	return fraction_round(&out, value, places, rounding, &error) &&
	    out.units == number(expected).units;
}

static void
nothing_is_lost_between_two_roundings(void)
{
	struct fraction value = fraction("100000"), term;

	/* annual / 12 * multiplier / 100, with a multiplier of 49.7 */
	term = fraction("12");
	(void)fraction_divide(&value, &value, &term, &error);
	term = fraction("49.7");
	(void)fraction_multiply(&value, &value, &term, &error);
	term = fraction("100");
	(void)fraction_divide(&value, &value, &term, &error);
	tap_ok(rounds(&value, 2, ROUND_HALF_AWAY, "4141.67"), "4141.67");
	term = fraction("12");
	(void)fraction_multiply(&value, &value, &term, &error);
	tap_ok(rounds(&value, 12, ROUND_NEVER, "49700"),
	    "12 twelfths are the whole");
}

static void
a_third_three_times_is_one(void)
{
	struct fraction sum, third, term;

	fraction_set_integer(&sum, 1);
	fraction_set_integer(&term, 3);
	(void)fraction_divide(&third, &sum, &term, &error);
	(void)fraction_add(&sum, &third, &third, &error);
	(void)fraction_add(&sum, &sum, &third, &error);
	tap_ok(rounds(&sum, 0, ROUND_NEVER, "1"), "one");
	(void)fraction_subtract(&sum, &sum, &sum, &error);
	tap_ok(fraction_sign(&sum) == 0, "itself less itself is zero");
}

static void
division_by_zero_is_an_error(void)
{
	struct fraction one = fraction("1"), zero = fraction("0"), out;

	tap_ok(!fraction_divide(&out, &one, &zero, &error), "%s",
	    error.message);
}

static void
roundings_have_ties(void)
{
	static const struct {
		const char *text, *away, *even, *zero;
	} cases[] = {
		{ "0.5", "1", "0", "0" }, { "1.5", "2", "2", "1" },
		{ "-0.5", "-1", "0", "0" }, { "-2.5", "-3", "-2", "-2" },
		{ "2.500000000001", "3", "3", "2" }
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct fraction value = fraction(cases[i].text);

		tap_ok(rounds(&value, 0, ROUND_HALF_AWAY, cases[i].away) &&
		    rounds(&value, 0, ROUND_HALF_EVEN, cases[i].even) &&
		    rounds(&value, 0, ROUND_TOWARD_ZERO, cases[i].zero) &&
		    !rounds(&value, 0, ROUND_NEVER, "0"), "%s",
		    cases[i].text);
	}
}

static void
what_does_not_fit_is_an_error(void)
{
	struct fraction value = fraction("999999999999999999.999999999999");
	struct fraction factor = value, kept;
	unsigned products = 0;

	error_clear(&error);
	while (products < 100) {
		kept = value;
		if (!fraction_multiply(&value, &value, &factor, &error))
			break;
		products++;
	}
	/* 30 digits are 100 bits, over 10^12: the tops pass 512 at the 6th. */
	tap_ok(products == 4 && error.fault == FAULT_INPUT,
	    "%u products: %s", products, error.message);
	tap_ok(fraction_compare(&value, &kept) == 0, "nothing was written");
	tap_ok(!rounds(&value, 2, ROUND_HALF_AWAY, "0"),
	    "10^90 is no decimal");
	for (; products > 0; products--)
		(void)fraction_divide(&value, &value, &factor, &error);
	tap_ok(rounds(&value, 12, ROUND_NEVER,
	    "999999999999999999.999999999999"), "and back");
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

static struct decimal
random_decimal(void)
{
	unsigned digits = (unsigned)(random_word() % 31);
	__int128 units = 0;

	for (unsigned i = 0; i < digits; i++)
		units = units * 10 + (int)(random_word() % 10);
	if (random_word() % 2)
		for (unsigned i = 0; i < 10 && units != 0; i++)
			units = units * 10 % (DECIMAL_ONE * DECIMAL_ONE);
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

static void
set_decimal(mpq_t out, struct decimal value)
{
	set_wide(mpq_numref(out), value.units);
	mpz_set_ui(mpq_denref(out), 1000000000000);
	mpq_canonicalize(out);
}

/* Half even, as a number of 10^-12, into the numerator of value. */
static void
reference_round(mpq_t value)
{
	mpz_t twice, rest;

	mpz_inits(twice, rest, NULL);
	mpz_mul_ui(mpq_numref(value), mpq_numref(value), 1000000000000);
	mpz_mul_2exp(twice, mpq_numref(value), 1);
	mpz_add(twice, twice, mpq_denref(value));
	mpz_mul_2exp(rest, mpq_denref(value), 1);
	mpz_fdiv_qr(mpq_numref(value), twice, twice, rest);
	if (mpz_sgn(twice) == 0 && mpz_odd_p(mpq_numref(value)))
		mpz_sub_ui(mpq_numref(value), mpq_numref(value), 1);
	mpz_clears(twice, rest, NULL);
}

static bool
same(const struct fraction *value, mpq_t expected)
{
	struct decimal out;
	mpz_t units;
	bool equal;

	mpz_init(units);
	reference_round(expected);
	if (fraction_round(&out, value, 12, ROUND_HALF_EVEN, &error)) {
		set_wide(units, out.units);
		equal = mpz_cmp(units, mpq_numref(expected)) == 0;
	} else {
		mpz_ui_pow_ui(units, 10, 30);
		equal = mpz_cmpabs(mpq_numref(expected), units) >= 0;
	}
	mpz_clear(units);
	return equal;
}

/* One random step on both; false when the fraction would not fit. */
static bool
step(struct fraction *value, mpq_t expected, mpq_t term)
{
	struct decimal other = random_decimal();
	struct fraction operand;

	fraction_set_decimal(&operand, other);
	set_decimal(term, other);
	switch (random_word() % 4) {
	case 0:
		mpq_add(expected, expected, term);
		return fraction_add(value, value, &operand, &error);
	case 1:
		mpq_sub(expected, expected, term);
		return fraction_subtract(value, value, &operand, &error);
	case 2:
		mpq_mul(expected, expected, term);
		return fraction_multiply(value, value, &operand, &error);
	default:
		if (fraction_sign(&operand) == 0)
			return true;
		mpq_div(expected, expected, term);
		return fraction_divide(value, value, &operand, &error);
	}
}

static bool
too_wide(mpq_t expected)
{
	return mpz_sizeinbase(mpq_numref(expected), 2) > 512 ||
	    mpz_sizeinbase(mpq_denref(expected), 2) > 512;
}

static void
random_formulas_agree_with_gmp(void)
{
	enum { FORMULAS = 20000, STEPS = 10 };
	unsigned agreed = 0, wide = 0, refused = 0;
	mpq_t expected, term, before;

	mpq_inits(expected, term, before, NULL);
	for (unsigned i = 0; i < FORMULAS; i++) {
		struct fraction value;
		bool fine = true;

		fraction_set_integer(&value, (int64_t)i);
		mpq_set_ui(expected, i, 1);
		for (unsigned j = 0; j < STEPS && fine; j++) {
			struct fraction kept = value;
			int order, sign;

			mpq_set(before, expected);
			fine = step(&value, expected, term);
			order = fraction_compare(&value, &kept);
			sign = mpq_cmp(expected, before);
			if (fine && order != (sign > 0) - (sign < 0))
				agreed -= 1;
		}
		wide += fine && value.wide;
		refused += !fine;
		agreed += fine ? same(&value, expected) : too_wide(expected);
	}
	mpq_clears(expected, term, before, NULL);
	tap_ok(agreed == FORMULAS,
	    "%u of %d formulas (%u wide, %u refused)", agreed, FORMULAS, wide,
	    refused);
	tap_ok(wide > 1000 && refused > 0, "all widths were met");
}

static void
integers_of_all_sizes_are_kept(void)
{
	struct fraction least, most, sum, out;

	fraction_set_integer(&least, INT64_MIN);
	fraction_set_integer(&most, INT64_MAX);
	(void)fraction_add(&sum, &least, &most, &error);
	tap_ok(rounds(&sum, 0, ROUND_NEVER, "-1"), "the ends add up to -1");
	(void)fraction_multiply(&out, &least, &least, &error);
	(void)fraction_divide(&out, &out, &least, &error);
	tap_ok(fraction_compare(&out, &least) == 0, "squared and divided");
	(void)fraction_subtract(&out, &least, &most, &error);
	tap_ok(fraction_compare(&out, &least) < 0 &&
	    fraction_sign(&out) < 0, "below the least");
}

int
main(void)
{
	tap_begin();
	nothing_is_lost_between_two_roundings();
	a_third_three_times_is_one();
	division_by_zero_is_an_error();
	roundings_have_ties();
	what_does_not_fit_is_an_error();
	integers_of_all_sizes_are_kept();
	random_formulas_agree_with_gmp();
	return tap_end();
}
