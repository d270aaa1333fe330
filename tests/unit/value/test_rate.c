#include "value/rate.h"

#include "../currency_of.h"
#include "../tap.h"

static struct error error;

static struct rate
rate(const char *base, const char *quote, const char *value)
{
	struct rate out = { currency_of(base), currency_of(quote), { 0 } };

	(void)decimal_parse(&out.value, slice_of(value), &error);
	return out;
}

static struct money
money(const char *text, const char *code)
{
	struct money out = { 0, CURRENCY_NONE };

	(void)money_parse(&out, slice_of(text), currency_of(code), &error);
	return out;
}

static bool
converts(struct money amount, struct rate by, const char *expected)
{
	char text[MONEY_TEXT_MAX];
	struct money out;

	error_clear(&error);
	return rate_convert(&out, amount, by, ROUND_HALF_AWAY, &error) &&
	    money_format(text, out) > 0 && strcmp(text, expected) == 0;
}

static void
one_way_multiplies_and_the_other_divides(void)
{
	struct rate euro = rate("USD", "EUR", "0.853");

	tap_ok(converts(money("100", "USD"), euro, "85.30"), "multiplies");
	tap_ok(converts(money("85.30", "EUR"), euro, "100.00"), "divides");
	tap_ok(converts(money("-100", "USD"), euro, "-85.30"), "below zero");
	tap_ok(!converts(money("1", "CHF"), euro, ""), "%s", error.message);
	tap_ok(!converts(money("1", "USD"), rate("USD", "EUR", "0"), ""),
	    "%s", error.message);
}

static void
exponents_of_both_currencies_count(void)
{
	tap_ok(converts(money("1.50", "USD"), rate("USD", "JPY", "159.61"),
	    "239"), "cents to yen, 239.415");
	tap_ok(converts(money("239", "JPY"), rate("USD", "JPY", "159.61"),
	    "1.50"), "yen to cents, 1.4974");
	tap_ok(converts(money("1", "USD"), rate("USD", "KWD", "0.307"),
	    "0.307"), "to three places");
	tap_ok(converts(money("0.307", "KWD"), rate("USD", "KWD", "0.307"),
	    "1.00"), "and back");
	tap_ok(converts(money("0.50", "USD"), rate("USD", "JPY", "1"), "1"),
	    "a tie goes away from zero");
}

static void
too_large_a_result_is_an_error(void)
{
	tap_ok(!converts(money("90000000000000000", "USD"),
	    rate("USD", "IRR", "1500000"), ""), "%s", error.message);
	tap_ok(!converts(money("90000000000000000", "EUR"),
	    rate("USD", "EUR", "0.000000000001"), ""), "%s", error.message);
}

/* All four ways in which two rates may be quoted. */
static void
a_pivot_is_passed_without_rounding(void)
{
	struct rate yen = rate("USD", "JPY", "159.61");
	struct rate euro = rate("USD", "EUR", "0.853");
	struct rate dollars = rate("EUR", "USD", "1.17");
	struct rate rupees = rate("INR", "USD", "0.0119");
	struct money out = { 0, CURRENCY_NONE };

	tap_ok(rate_convert_through(&out, money("1000", "EUR"), euro, yen,
	    ROUND_HALF_AWAY, &error) && out.units == 187116,
	    "divides and multiplies");
	tap_ok(rate_convert_through(&out, money("1000", "EUR"), dollars, yen,
	    ROUND_HALF_AWAY, &error) && out.units == 186744,
	    "multiplies and multiplies");
	tap_ok(rate_convert_through(&out, money("1000", "INR"), rupees,
	    dollars, ROUND_HALF_AWAY, &error) && out.units == 1017,
	    "multiplies and divides");
	tap_ok(rate_convert_through(&out, money("1000", "EUR"), euro, rupees,
	    ROUND_HALF_AWAY, &error) && out.units == 9851537,
	    "divides and divides");
	tap_ok(!rate_convert_through(&out, money("1", "CHF"), euro, yen,
	    ROUND_HALF_AWAY, &error), "%s", error.message);
	tap_ok(!rate_convert_through(&out, money("1", "EUR"), euro,
	    rate("CHF", "JPY", "190"), ROUND_HALF_AWAY, &error), "%s",
	    error.message);
}

/* Factors of 63, 80 and 80 bits over one of 80. */
static void
wide_rates_lose_nothing(void)
{
	struct rate one = rate("USD", "EUR", "999999999999.999999999999");
	struct rate other = rate("USD", "JPY", "999999999999.999999999999");
	struct money out = { 0, CURRENCY_NONE };

	tap_ok(rate_convert_through(&out, money("90000000000000000", "EUR"),
	    one, other, ROUND_NEVER, &error) &&
	    out.units == 90000000000000000, "equal rates cancel out exactly");
}

/* The way of a machine word agrees with that through an equal pivot. */
static bool
both_ways_agree(const char *value, int64_t units, enum rounding rounding)
{
	struct rate one = rate("USD", "USD", "1"), by = rate("USD", "EUR",
	    value);
	struct money amount = { units, currency_of("USD") }, plain = { 0 };
	struct money through = { 0 };
	struct error first = { 0 }, second = { 0 };
	bool done = rate_convert(&plain, amount, by, rounding, &first);

	return done == rate_convert_through(&through, amount, one, by,
	    rounding, &second) && plain.units == through.units &&
	    strcmp(first.message, second.message) == 0;
}

static void
words_agree_with_full_width(void)
{
	static const char *const values[] = {
		"0.000000000001", "0.5", "0.853", "1", "1.005", "129.5",
		"18446744.073709551615", "18446744.073709551616", "9223372.1",
		"999999999999.999999999999"
	};
	bool right = true;

	for (size_t i = 0; i < sizeof(values) / sizeof(*values); i++)
		for (int64_t units = -3000; units <= 3000; units++)
			right = right && both_ways_agree(values[i], units,
			    ROUND_HALF_AWAY) && both_ways_agree(values[i],
			    units * 3074457345618258, ROUND_HALF_EVEN) &&
			    both_ways_agree(values[i], units, ROUND_NEVER);
	tap_ok(right, "small and large amounts by small and large rates");
}

/* Products of more than 128 bits which leave exactly half a cent. */
static void
halves_are_seen_in_full_width(void)
{
	struct rate first = rate("GBP", "USD", "500000000000000000");
	struct rate second = rate("CHF", "USD", "999999999999999999");
	struct money out;

	second.value.units = first.value.units * 2;
	error_clear(&error);
	tap_ok(rate_convert_through(&out, money("100000000.01", "GBP"), first,
	    second, ROUND_HALF_EVEN, &error) && out.units == 5000000000,
	    "half to even: %s", error.message);
	tap_ok(rate_convert_through(&out, money("100000000.01", "GBP"), first,
	    second, ROUND_HALF_AWAY, &error) && out.units == 5000000001,
	    "half away: %s", error.message);
	second.value.units = 1;
	tap_ok(!rate_convert_through(&out, money("100000000.01", "GBP"),
	    first, second, ROUND_HALF_AWAY, &error), "%s", error.message);
}

int
main(void)
{
	tap_begin();
	one_way_multiplies_and_the_other_divides();
	exponents_of_both_currencies_count();
	too_large_a_result_is_an_error();
	a_pivot_is_passed_without_rounding();
	wide_rates_lose_nothing();
	halves_are_seen_in_full_width();
	words_agree_with_full_width();
	return tap_end();
}
