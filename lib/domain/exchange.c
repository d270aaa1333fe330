#include "domain/exchange.h"

#include <string.h>

#include "base/memory.h"

enum { SERIES_CAPACITY_FIRST = 4 };

struct dated {
	struct date valid_from;
	struct decimal value;
};

/*
 * The rates of one currency by day.  There is room at both ends, because
 * files come with the newest day last or with the newest day first.
 */
struct series {
	struct dated *rates;
	size_t first;
	size_t count;
	size_t capacity;
};

struct exchange {
	struct currency pivot;
	struct series *series;	/* one for each currency number */
};

struct exchange *
exchange_new(struct currency pivot)
{
	struct exchange *exchange = memory_new(sizeof(*exchange));

	exchange->pivot = pivot;
	exchange->series = memory_resize(NULL, currency_count() + 1,
	    sizeof(struct series));
	memset(exchange->series, 0,
	    (currency_count() + 1) * sizeof(struct series));
	return exchange;
}

void
exchange_free(struct exchange *exchange)
{
	if (exchange == NULL)
		return;
	for (unsigned i = 0; i <= currency_count(); i++)
		memory_free(exchange->series[i].rates);
	memory_free(exchange->series);
	memory_free(exchange);
}

struct currency
exchange_pivot(const struct exchange *exchange)
{
	return exchange->pivot;
}

/* How many rates of the series hold from the day or earlier. */
static size_t
series_reach(const struct series *series, struct date day)
{
	const struct dated *rates = series->rates + series->first;
	size_t low = 0, high = series->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (date_compare(rates[middle].valid_from, day) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Twice the room, with what there is in the middle of it. */
static void
series_grow(struct series *series)
{
	size_t capacity = series->capacity > 0 ? series->capacity * 2 :
	    SERIES_CAPACITY_FIRST;
	size_t first = (capacity - series->count) / 2;
	struct dated *rates = memory_resize(NULL, capacity, sizeof(*rates));

	if (series->count > 0)
		memcpy(rates + first, series->rates + series->first,
		    series->count * sizeof(*rates));
	memory_free(series->rates);
	series->rates = rates;
	series->first = first;
	series->capacity = capacity;
}

/* Put the rate in the given place, moving the shorter side if it can. */
static void
series_insert(struct series *series, size_t at, struct dated rate)
{
	struct dated *rates;
	bool front, back;

	if (series->first == 0 ||
	    series->first + series->count == series->capacity)
		series_grow(series);
	rates = series->rates + series->first;
	back = series->first + series->count < series->capacity;
	front = series->first > 0 && (at < series->count / 2 || !back);
	if (front) {
		memmove(rates - 1, rates, at * sizeof(*rates));
		series->first--;
		rates--;
	} else
		memmove(rates + at + 1, rates + at,
		    (series->count - at) * sizeof(*rates));
	rates[at] = rate;
	series->count++;
}

bool
exchange_add(struct exchange *exchange, struct currency currency,
    struct date valid_from, struct decimal units_per_pivot,
    struct error *error)
{
	struct series *series = &exchange->series[currency.number];
	char day[DATE_TEXT_MAX], first[DECIMAL_TEXT_MAX];
	char second[DECIMAL_TEXT_MAX];
	const struct dated *earlier;
	size_t at;

	if (units_per_pivot.units <= 0)
		return error_set_code(error, FAULT_INPUT, "constraint-error",
		    "the rate of %s is not above zero",
		    currency_code(currency));
	if (currency_equal(currency, exchange->pivot) &&
	    units_per_pivot.units != DECIMAL_ONE)
		return error_set_code(error, FAULT_INPUT, "constraint-error",
		    "the rate of %s, the pivot itself, is not 1",
		    currency_code(currency));
	at = series_reach(series, valid_from);
	earlier = at > 0 ? &series->rates[series->first + at - 1] : NULL;
	if (earlier == NULL ||
	    date_compare(earlier->valid_from, valid_from) != 0) {
		series_insert(series, at,
		    (struct dated){ valid_from, units_per_pivot });
		return true;
	}
	if (decimal_compare(earlier->value, units_per_pivot) == 0)
		return true;
	(void)date_format(day, valid_from);
	(void)decimal_format(first, earlier->value);
	(void)decimal_format(second, units_per_pivot);
	return error_set_code(error, FAULT_INPUT, "constraint-error",
	    "two rates of %s for %s: %s and %s", currency_code(currency), day,
	    first, second);
}

bool
exchange_rate(struct rate *out, struct date *valid_from,
    const struct exchange *exchange, struct currency currency,
    struct date day, struct error *error)
{
	const struct series *series = &exchange->series[currency.number];
	char text[DATE_TEXT_MAX];
	size_t reach;

	out->base = exchange->pivot;
	out->quote = currency;
	if (currency_equal(currency, exchange->pivot)) {
		out->value = decimal_of(1);
		*valid_from = day;
		return true;
	}
	reach = series_reach(series, day);
	if (reach > 0) {
		const struct dated *rate =
		    &series->rates[series->first + reach - 1];

		out->value = rate->value;
		*valid_from = rate->valid_from;
		return true;
	}
	(void)date_format(text, day);
	return error_set_code(error, FAULT_INPUT, "constraint-error",
	    "no rate of %s in %s is in force on %s", currency_code(currency),
	    currency_code(exchange->pivot), text);
}

bool
exchange_convert(struct money *out, const struct exchange *exchange,
    struct money amount, struct currency target, struct date day,
    enum rounding rounding, struct error *error)
{
	struct rate first, second;
	struct date since;

	if (currency_equal(amount.currency, target)) {
		*out = amount;
		return true;
	}
	if (currency_equal(amount.currency, exchange->pivot))
		return exchange_rate(&second, &since, exchange, target, day,
		    error) &&
		    rate_convert(out, amount, second, rounding, error);
	if (!exchange_rate(&first, &since, exchange, amount.currency, day,
	    error))
		return false;
	if (currency_equal(target, exchange->pivot))
		return rate_convert(out, amount, first, rounding, error);
	return exchange_rate(&second, &since, exchange, target, day, error) &&
	    rate_convert_through(out, amount, first, second, rounding, error);
}
