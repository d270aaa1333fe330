#include "value/money.h"

#include "../currency_of.h"
#include "../tap.h"

static struct error error;

static struct money
money(const char *text, const char *code)
{
	struct money out = { 0, CURRENCY_NONE };

	error_clear(&error);
	(void)money_parse(&out, slice_of(text), currency_of(code), &error);
	return out;
}

static struct decimal
number(const char *text)
{
	struct decimal out = DECIMAL_ZERO;

	(void)decimal_parse(&out, slice_of(text), &error);
	return out;
}

static bool
reads(const char *text, const char *code, const char *expected)
{
	char buffer[MONEY_TEXT_MAX];
	struct money amount;

	error_clear(&error);
	return money_parse(&amount, slice_of(text), currency_of(code), &error) &&
	    money_format(buffer, amount) == strlen(expected) &&
	    strcmp(buffer, expected) == 0;
}

static void
texts_have_the_places_of_the_currency(void)
{
	tap_ok(reads("12.3", "USD", "12.30"), "one place of two");
	tap_ok(reads("-0.05", "USD", "-0.05"), "between -1 and 0");
	tap_ok(reads("0", "USD", "0.00"), "zero");
	tap_ok(reads("-0", "USD", "0.00"), "minus zero");
	tap_ok(reads("007", "JPY", "7"), "yen have none");
	tap_ok(reads("1.5", "KWD", "1.500"), "dinars have three");
	tap_ok(reads("1.2345", "CLF", "1.2345"), "units of account four");
	tap_ok(reads("92233720368547758.07", "USD", "92233720368547758.07"),
	    "the largest");
	tap_ok(reads("-92233720368547758.07", "USD",
	    "-92233720368547758.07"), "the smallest");
	tap_ok(reads("999999999999.99", "USD", "999999999999.99"),
	    "at the end of the short loop");
}

static void
other_texts_are_refused(void)
{
	static const char *const wrong[] = {
		"", "-", ".", "1.", ".5", "1,5", "1.2.3", "1.-2", "--1", "+1",
		" 1", "1 ", "1e3", "x", "12.345", "1.230", "100000000000000000",
		"92233720368547758.08", "1.2x", "12345678901234.567"
	};

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		tap_ok(!reads(wrong[i], "USD", "") &&
		    error.fault == FAULT_INPUT, "\"%s\": %s", wrong[i],
		    error.message);
	tap_ok(!reads("1.0", "JPY", ""), "yen with places: %s",
	    error.message);
}

static void
every_cent_of_small_amounts_comes_back(void)
{
	char buffer[MONEY_TEXT_MAX];
	struct money amount = { 0, currency_of("USD") }, again;
	bool same = true;

	for (amount.units = -100000; amount.units <= 100000; amount.units++) {
		size_t length = money_format(buffer, amount);

		same = same && money_parse(&again,
		    slice_from(buffer, length), amount.currency, &error) &&
		    again.units == amount.units;
	}
	tap_ok(same, "200,001 amounts");
}

static void
different_currencies_do_not_add_up(void)
{
	struct money out = { 77, CURRENCY_NONE };

	tap_ok(!money_add(&out, money("1", "USD"), money("1", "EUR"),
	    &error) && out.units == 77, "%s", error.message);
	tap_ok(!money_subtract(&out, money("1", "USD"), money("1", "EUR"),
	    &error) && out.units == 77, "%s", error.message);
	tap_ok(money_add(&out, money("1.10", "USD"), money("2.20", "USD"),
	    &error) && out.units == 330, "1.10 + 2.20");
	tap_ok(money_subtract(&out, money("1.10", "USD"),
	    money("2.20", "USD"), &error) && out.units == -110,
	    "1.10 - 2.20");
}

static void
overflow_is_an_error(void)
{
	struct money most = { INT64_MAX, currency_of("USD") };
	struct money least = { INT64_MIN, currency_of("USD") };
	struct money cent = { 1, currency_of("USD") }, out = { 77, { 0 } };
	int64_t weight = 1;

	tap_ok(!money_add(&out, most, cent, &error) && out.units == 77,
	    "sum: %s", error.message);
	tap_ok(!money_subtract(&out, least, cent, &error), "difference");
	tap_ok(!money_negate(&out, least, &error), "opposite");
	tap_ok(!money_scale(&out, most, number("1.1"), ROUND_HALF_AWAY,
	    &error), "product");
	tap_ok(!money_split(&out, &weight, 1, least, &error), "split");
	tap_ok(money_negate(&out, most, &error) && out.units == -INT64_MAX,
	    "the largest has an opposite");
}

static void
scaling_rounds_once_in_full_width(void)
{
	struct money out;

	tap_ok(money_scale(&out, money("0.05", "USD"), number("0.5"),
	    ROUND_HALF_AWAY, &error) && out.units == 3, "2.5 cents away");
	tap_ok(money_scale(&out, money("0.05", "USD"), number("0.5"),
	    ROUND_HALF_EVEN, &error) && out.units == 2, "2.5 cents even");
	tap_ok(money_scale(&out, money("-0.05", "USD"), number("0.5"),
	    ROUND_HALF_AWAY, &error) && out.units == -3, "below zero");
	tap_ok(money_scale(&out, money("-0.05", "USD"), number("0.5"),
	    ROUND_TOWARD_ZERO, &error) && out.units == -2, "toward zero");
	tap_ok(!money_scale(&out, money("0.05", "USD"), number("0.5"),
	    ROUND_NEVER, &error), "never: %s", error.message);
	tap_ok(money_scale(&out, money("90000000000000000", "USD"),
	    number("0.999999999999"), ROUND_NEVER, &error) &&
	    out.units == 8999999999991000000, "a product of 157 bits");
	tap_ok(money_from_decimal(&out, number("1.005"), currency_of("USD"),
	    ROUND_HALF_AWAY, &error) && out.units == 101, "1.005 is 1.01");
	tap_ok(money_to_decimal(money("-1.50", "USD")).units ==
	    number("-1.5").units, "to a decimal");
}

/*
 * Largest remainders by definition: no share is a unit or more from its
 * exact part, and nobody who got a unit had a smaller remainder than, or the
 * same as and a later place than, somebody who got none.
 */
static bool
is_fair(const struct money shares[], const int64_t weights[], size_t count,
    int64_t amount)
{
	int64_t total = 0, sum = 0, sign = amount < 0 ? -1 : 1;

	for (size_t i = 0; i < count; i++)
		total += weights[i];
	for (size_t i = 0; i < count; i++) {
		int64_t exact = sign * amount * weights[i];
		int64_t got = sign * shares[i].units - exact / total;

		sum += shares[i].units;
		if (got < 0 || got > 1 || (got == 1 && exact % total == 0))
			return false;
		for (size_t j = 0; j < count; j++) {
			int64_t other = sign * amount * weights[j];
			int64_t has = sign * shares[j].units - other / total;

			if (got == 1 && has == 0 &&
			    (exact % total < other % total ||
			    (exact % total == other % total && i > j)))
				return false;
		}
	}
	return sum == amount;
}

static void
every_split_of_small_amounts_is_fair(void)
{
	struct money shares[4], amount = { 0, currency_of("USD") };
	unsigned wrong = 0, count = 0;

	for (amount.units = -25; amount.units <= 25; amount.units++)
		for (int64_t code = 1; code < 6 * 6 * 6 * 6; code++) {
			int64_t weights[] = { code % 6, code / 6 % 6,
			    code / 36 % 6, code / 216 };

			wrong += !money_split(shares, weights, 4, amount,
			    &error) || !is_fair(shares, weights, 4,
			    amount.units);
			count++;
		}
	tap_ok(wrong == 0, "%u of %u splits are wrong", wrong, count);
}

static void
large_splits_sum_to_the_whole(void)
{
	enum { COUNT = 1000 };
	static struct money shares[COUNT];
	static int64_t weights[COUNT];
	struct money amount = { INT64_MAX, currency_of("USD") };
	int64_t sum = 0, least = INT64_MAX, most = 0;

	for (size_t i = 0; i < COUNT; i++)
		weights[i] = INT64_MAX;
	tap_ok(money_split(shares, weights, COUNT, amount, &error),
	    "weights which sum to more than 64 bits");
	for (size_t i = 0; i < COUNT; i++) {
		sum += shares[i].units;
		if (shares[i].units < least)
			least = shares[i].units;
		if (shares[i].units > most)
			most = shares[i].units;
	}
	tap_ok(sum == INT64_MAX && most - least == 1 &&
	    shares[0].units == most && shares[COUNT - 1].units == least,
	    "earlier shares get the units left over");
}

static void
weights_must_make_sense(void)
{
	struct money shares[2], amount = money("1", "USD");
	int64_t zero[] = { 0, 0 }, below[] = { 2, -1 };

	tap_ok(!money_split(shares, zero, 2, amount, &error), "%s",
	    error.message);
	tap_ok(!money_split(shares, below, 2, amount, &error), "%s",
	    error.message);
	tap_ok(!money_split(shares, zero, 0, amount, &error), "no shares");
}

static void
a_fraction_is_the_same_amount(void)
{
	static const char *const codes[] = { "JPY", "USD", "KWD" };
	bool right = true;

	for (size_t i = 0; i < 3; i++)
		for (int64_t units = -1001; units <= 1001; units++) {
			struct money amount = { units, CURRENCY_NONE };
			struct fraction one, other;

			(void)currency_parse(&amount.currency,
			    slice_of(codes[i]), &error);
			money_to_fraction(&one, amount);
			fraction_set_decimal(&other, money_to_decimal(amount));
			right = right && fraction_compare(&one, &other) == 0;
		}
	tap_ok(right, "as a fraction and as a decimal");
}

static void
scaling_by_too_much_is_an_error(void)
{
	struct money most = { INT64_MAX, CURRENCY_NONE };
	struct money out = { 7, CURRENCY_NONE };
	struct error wrong = { 0 };
	struct decimal factor;

	(void)currency_parse(&most.currency, slice_of("USD"), &wrong);
	(void)decimal_parse(&factor, slice_of("999999999999999999.999999999999"),
	    &wrong);
	tap_ok(!money_scale(&out, most, factor, ROUND_HALF_AWAY, &wrong) &&
	    out.units == 7, "%s", wrong.message);
	error_clear(&wrong);
	factor.units = -factor.units;
	tap_ok(!money_scale(&out, most, factor, ROUND_HALF_AWAY, &wrong) &&
	    out.units == 7, "%s", wrong.message);
}

int
main(void)
{
	tap_begin();
	texts_have_the_places_of_the_currency();
	other_texts_are_refused();
	every_cent_of_small_amounts_comes_back();
	different_currencies_do_not_add_up();
	overflow_is_an_error();
	scaling_rounds_once_in_full_width();
	scaling_by_too_much_is_an_error();
	every_split_of_small_amounts_is_fair();
	large_splits_sum_to_the_whole();
	weights_must_make_sense();
	a_fraction_is_the_same_amount();
	return tap_end();
}
