#include "domain/exchange.h"

#include "../currency_of.h"
#include "../tap.h"

static struct error error;

static struct date
day(const char *text)
{
	struct date out = DATE_NONE;

	(void)date_parse(&out, slice_of(text), &error);
	return out;
}

static bool
add(struct exchange *exchange, const char *code, const char *from,
    const char *value)
{
	struct decimal rate = DECIMAL_ZERO;

	error_clear(&error);
	(void)decimal_parse(&rate, slice_of(value), &error);
	return exchange_add(exchange, currency_of(code), day(from), rate,
	    &error);
}

static bool
converts(const struct exchange *exchange, const char *amount,
    const char *from, const char *to, const char *on, const char *expected)
{
	struct money money = { 0, CURRENCY_NONE }, out = { 0, CURRENCY_NONE };
	char text[MONEY_TEXT_MAX];

	error_clear(&error);
	return money_parse(&money, slice_of(amount), currency_of(from),
	    &error) && exchange_convert(&out, exchange, money, currency_of(to),
	    day(on), ROUND_HALF_AWAY, &error) &&
	    money_format(text, out) > 0 && strcmp(text, expected) == 0;
}

static void
the_newest_rate_on_or_before_the_day_counts(void)
{
	struct exchange *exchange = exchange_new(currency_of("USD"));

	tap_ok(add(exchange, "EUR", "2026-09-01", "0.85") &&
	    add(exchange, "EUR", "2026-11-01", "0.9") &&
	    add(exchange, "EUR", "2026-10-01", "0.88"),
	    "rates are added in any order");
	tap_ok(converts(exchange, "100", "USD", "EUR", "2026-09-30", "85.00"),
	    "the day before a change has the old rate");
	tap_ok(converts(exchange, "100", "USD", "EUR", "2026-10-01", "88.00"),
	    "the day of the change has the new one");
	tap_ok(converts(exchange, "100", "USD", "EUR", "2030-01-01", "90.00"),
	    "the newest rate stays");
	tap_ok(!converts(exchange, "100", "USD", "EUR", "2026-08-31", "") &&
	    error.fault == FAULT_INPUT && strcmp(error.message,
	    "no rate of EUR in USD is in force on 2026-08-31") == 0,
	    "before the first rate: %s", error.message);
	exchange_free(exchange);
}

static void
equal_repeats_collapse_and_unequal_ones_are_errors(void)
{
	struct exchange *exchange = exchange_new(currency_of("USD"));

	tap_ok(add(exchange, "XAF", "2026-10-01", "557.2") &&
	    add(exchange, "XAF", "2026-10-01", "557.20"), "equal repeats");
	tap_ok(!add(exchange, "XAF", "2026-10-01", "557.3") &&
	    strcmp(error.message,
	    "two rates of XAF for 2026-10-01: 557.2 and 557.3") == 0,
	    "unequal repeat: %s", error.message);
	tap_ok(!add(exchange, "EUR", "2026-10-01", "0"), "a rate of zero");
	tap_ok(!add(exchange, "EUR", "2026-10-01", "-1"), "a rate below");
	tap_ok(!add(exchange, "USD", "2026-10-01", "1.1"),
	    "another rate than 1 of the pivot");
	tap_ok(add(exchange, "USD", "2026-10-01", "1"), "1 of the pivot");
	exchange_free(exchange);
}

static void
conversion_goes_through_the_pivot_and_rounds_once(void)
{
	struct exchange *exchange = exchange_new(currency_of("USD"));

	(void)(add(exchange, "EUR", "2026-10-01", "0.853") &&
	    add(exchange, "JPY", "2026-10-01", "159.61") &&
	    add(exchange, "KWD", "2026-10-01", "0.307"));
	/* 100 / 0.853 * 159.61 = 18711.606...; by way of cents 18711.08. */
	tap_ok(converts(exchange, "100", "EUR", "JPY", "2026-10-01", "18712"),
	    "euro to yen");
	tap_ok(converts(exchange, "18712", "JPY", "EUR", "2026-10-01",
	    "100.00"), "and back");
	tap_ok(converts(exchange, "100", "EUR", "KWD", "2026-10-01",
	    "35.991"), "euro to dinars of three places");
	tap_ok(converts(exchange, "12.34", "EUR", "EUR", "1990-01-01",
	    "12.34"), "the same currency needs no rate");
	tap_ok(converts(exchange, "12.34", "USD", "USD", "1990-01-01",
	    "12.34"), "nor does the pivot");
	tap_ok(!converts(exchange, "1", "EUR", "GBP", "2026-10-01", ""),
	    "a currency without a rate");
	exchange_free(exchange);
}

/* Both ends and the middle, in an order which visits all of them. */
static void
a_long_series_stays_in_order(void)
{
	struct exchange *exchange = exchange_new(currency_of("EUR"));
	struct date since = DATE_NONE;
	bool added = true, found = true;
	struct rate rate;

	error_clear(&error);
	for (int32_t i = 0; i < 2003; i++) {
		int32_t place = i * 1000 % 2003;

		added = added && exchange_add(exchange, currency_of("USD"),
		    (struct date){ 2 * place }, decimal_of(place + 1),
		    &error);
	}
	for (int32_t i = 0; i < 4006; i++)
		found = found && exchange_rate(&rate, &since, exchange,
		    currency_of("USD"), (struct date){ i }, &error) &&
		    since.days == i / 2 * 2 &&
		    rate.value.units == decimal_of(i / 2 + 1).units;
	tap_ok(added, "2003 rates in a scattered order");
	tap_ok(found, "every day finds its own");
	exchange_free(exchange);
}

int
main(void)
{
	tap_begin();
	the_newest_rate_on_or_before_the_day_counts();
	equal_repeats_collapse_and_unequal_ones_are_errors();
	conversion_goes_through_the_pivot_and_rounds_once();
	a_long_series_stays_in_order();
	return tap_end();
}
