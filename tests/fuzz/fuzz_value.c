/*
 * Any bytes, as a value: what is taken is written, and read back the same.
 * Two decimals with a line feed between them are also computed with.
 */
#include "fuzz.h"
#include "value/instant.h"
#include "value/money.h"
#include "value/period.h"
#include "value/timestamp.h"

static void
try_decimal(struct slice text)
{
	struct decimal value, back;
	char buffer[DECIMAL_TEXT_MAX];
	struct error error = { 0 };
	size_t length;

	if (!decimal_parse(&value, text, &error))
		return;
	length = decimal_format(buffer, value);
	fuzz_must(length < sizeof(buffer) && length == strlen(buffer));
	fuzz_must(decimal_parse(&back, slice_of(buffer), &error));
	fuzz_must(decimal_compare(value, back) == 0);
	fuzz_must(decimal_format_places(buffer, value,
	    decimal_places(value), ROUND_NEVER, &error));
	fuzz_must(decimal_parse(&back, slice_of(buffer), &error));
	fuzz_must(decimal_compare(value, back) == 0);
}

static void
try_money(struct slice text)
{
	static const char *const codes[] = { "USD", "JPY", "KWD" };
	char buffer[MONEY_TEXT_MAX];

	for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++) {
		struct error error = { 0 };
		struct currency currency;
		struct money value, back;

		fuzz_must(currency_parse(&currency, slice_of(codes[i]),
		    &error));
		if (!money_parse(&value, text, currency, &error))
			continue;
		fuzz_must(money_format(buffer, value) < sizeof(buffer));
		fuzz_must(money_parse(&back, slice_of(buffer), currency,
		    &error));
		fuzz_must(value.units == back.units);
		fuzz_must(money_from_decimal(&back, money_to_decimal(value),
		    currency, ROUND_NEVER, &error));
		fuzz_must(value.units == back.units);
	}
}

/* Whatever its form, the time is one which can be written. */
static void
try_timestamp(struct slice text)
{
	for (int order = TIMESTAMP_YMD; order <= TIMESTAMP_MILLISECONDS;
	    order++) {
		const struct timestamp_form form = {
			.order = (enum timestamp_order)order
		};
		char buffer[INSTANT_TEXT_MAX];
		struct error error = { 0 };
		struct instant back, instant;
		int64_t found;

		if (!timestamp_parse(&found, &form, text, &error))
			continue;
		instant = timestamp_instant(found);
		(void)instant_format(buffer, instant);
		fuzz_must(instant_parse(&back, slice_of(buffer), &error));
		fuzz_must(back.seconds == instant.seconds);
	}
}

/* These have one text each: it comes back byte for byte. */
static void
try_days(struct slice text)
{
	struct error error = { 0 };
	struct date date;
	struct period period;
	struct instant instant;
	char buffer[INSTANT_TEXT_MAX];

	if (date_parse(&date, text, &error)) {
		struct date back = DATE_NONE;

		(void)date_format(buffer, date);
		fuzz_must(slice_is(text, buffer));
		fuzz_must(date_from_parts(&back, date_parts(date), &error));
		fuzz_must(date_compare(date, back) == 0);
	}
	error_clear(&error);
	if (period_parse(&period, text, &error)) {
		(void)period_format(buffer, period);
		fuzz_must(slice_is(text, buffer));
		fuzz_must(period_of(period_first(period)).month ==
		    period_of(period_last(period)).month);
	}
	error_clear(&error);
	if (instant_parse(&instant, text, &error)) {
		(void)instant_format(buffer, instant);
		fuzz_must(slice_is(text, buffer));
	}
}

/* Sums and differences are inverse; the rest must only be defined. */
static void
try_computing(struct slice left, struct slice right)
{
	struct error error = { 0 };
	struct decimal one, other, result, back;

	if (!decimal_parse(&one, left, &error) ||
	    !decimal_parse(&other, right, &error))
		return;
	if (decimal_add(&result, one, other, &error)) {
		fuzz_must(decimal_subtract(&back, result, other, &error));
		fuzz_must(decimal_compare(back, one) == 0);
	}
	for (int rounding = ROUND_HALF_AWAY; rounding <= ROUND_NEVER;
	    rounding++) {
		error_clear(&error);
		(void)decimal_multiply(&result, one, other, 2,
		    (enum rounding)rounding, &error);
		error_clear(&error);
		(void)decimal_divide(&result, one, other, 12,
		    (enum rounding)rounding, &error);
		error_clear(&error);
		(void)decimal_round(&result, one, 2, (enum rounding)rounding,
		    &error);
	}
}

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t size)
{
	struct slice text = fuzz_slice(bytes, size), rest = text;
	struct slice first = slice_cut(&rest, '\n');

	try_decimal(text);
	try_timestamp(text);
	try_money(text);
	try_days(text);
	try_computing(first, rest);
	return 0;
}
