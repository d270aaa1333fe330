#include "store/rate.h"

#include <unistd.h>

#include "store_name.h"
#include "tap.h"

static const char *name;

static struct exchange_rate
rate(const char *code, const char *pivot, const char *kind, const char *day,
    const char *value)
{
	struct exchange_rate out = { .kind = slice_of(kind),
		.source = slice_of("test") };
	struct error error = { 0 };

	(void)(currency_parse(&out.currency, slice_of(code), &error) &&
	    currency_parse(&out.pivot, slice_of(pivot), &error) &&
	    date_parse(&out.valid_from, slice_of(day), &error) &&
	    decimal_parse(&out.units_per_pivot, slice_of(value), &error));
	return out;
}

static bool
load(struct store *store, const char *key,
    const struct exchange_rate rates[], size_t count,
    struct rates_batch *batch, bool *repeated, struct error *error)
{
	const struct run_about about = { "ops-fx", "load", "", "rates",
	    slice_of(key) };

	*batch = (struct rates_batch){ 0 };
	error_clear(error);
	if (!run_begin(&batch->run, store, &about, error))
		return false;
	for (size_t i = 0; i < count; i++) {
		rates_digest(batch->run, &rates[i]);
		if (!rates_store(batch, &rates[i], error)) {
			run_abandon(batch->run);
			return false;
		}
	}
	if (!rates_store_end(batch, slice_of(key), error)) {
		run_abandon(batch->run);
		return false;
	}
	return run_commit(batch->run, repeated, error);
}

static void
rates_are_stored_once(struct store *store)
{
	const struct exchange_rate rates[] = {
		rate("EUR", "USD", "operational", "2026-09-01", "0.85"),
		rate("EUR", "USD", "operational", "2026-10-01", "0.853"),
		rate("JPY", "USD", "operational", "2026-10-01", "159.61"),
		rate("USD", "EUR", "ecb", "2026-10-01", "1.17")
	};
	const struct exchange_rate other =
	    rate("EUR", "USD", "operational", "2026-10-01", "0.86");
	const struct exchange_rate astray =
	    rate("CHF", "EUR", "operational", "2026-10-01", "0.93");
	struct error error = { 0 };
	struct rates_batch batch;
	bool repeated = true;

	tap_ok(load(store, "a", rates, 4, &batch, &repeated, &error) &&
	    batch.added == 4 && !repeated, "four rates: %s", error.message);
	tap_ok(load(store, "a", rates, 4, &batch, &repeated, &error) &&
	    repeated, "the same batch repeats");
	tap_ok(load(store, "b", rates + 1, 2, &batch, &repeated, &error) &&
	    batch.added == 0 && batch.unchanged == 2,
	    "the same rates of another batch are left out");
	tap_ok(!load(store, "c", &other, 1, &batch, &repeated, &error) &&
	    error.fault == FAULT_STORE, "an unequal one: %s", error.message);
	tap_ok(!load(store, "d", &astray, 1, &batch, &repeated, &error) &&
	    error.fault == FAULT_STORE, "another pivot: %s", error.message);
}

static void
a_series_is_read_as_an_exchange(struct store *store)
{
	struct exchange *exchange = NULL;
	struct error error = { 0 };
	struct exchange_rate want =
	    rate("EUR", "USD", "operational", "2026-09-30", "0.85");
	struct date since = DATE_NONE;
	struct rate found;

	tap_ok(rates_read(&exchange, store, slice_of("operational"), &error)
	    && exchange_rate(&found, &since, exchange, want.currency,
	    want.valid_from, &error) &&
	    decimal_compare(found.value, want.units_per_pivot) == 0,
	    "the rate of the day: %s", error.message);
	exchange_free(exchange);
	error_clear(&error);
	tap_ok(rates_read_known(&exchange, store, slice_of("operational"), 0,
	    &error) && !exchange_rate(&found, &since, exchange,
	    want.currency, want.valid_from, &error),
	    "before the first run nothing was known");
	exchange_free(exchange);
	error_clear(&error);
	tap_ok(!rates_read(&exchange, store, slice_of("budget"), &error) &&
	    error.fault == FAULT_STORE, "no series: %s", error.message);
}

static unsigned
listed(struct store *store, const char *kind, const char *code,
    const char *day)
{
	struct currency currency = CURRENCY_NONE;
	struct date on = DATE_NONE;
	struct exchange_rate row;
	struct error error = { 0 };
	struct rates_list *list;
	unsigned count = 0;

	if (code[0] != '\0')
		(void)currency_parse(&currency, slice_of(code), &error);
	if (day[0] != '\0')
		(void)date_parse(&on, slice_of(day), &error);
	if (!rates_list_open(&list, store, slice_of(kind), currency, on,
	    RATES_ALL_RUNS, &error))
		return 99;
	while (rates_list_next(list, &row, &error))
		count++;
	rates_list_close(list);
	if (error.fault != FAULT_NONE)
		printf("# %s\n", error.message);
	return error.fault == FAULT_NONE ? count : 99;
}

static void
lists_are_cut_by_series_currency_and_day(struct store *store)
{
	tap_ok(listed(store, "", "", "") == 4, "all");
	tap_ok(listed(store, "ecb", "", "") == 1, "of a series");
	tap_ok(listed(store, "", "EUR", "") == 2, "of a currency");
	tap_ok(listed(store, "", "", "2026-12-31") == 3, "in force");
	tap_ok(listed(store, "", "", "2026-09-30") == 1, "in September");
	tap_ok(listed(store, "", "", "2026-08-31") == 0, "in August");
}

int
main(void)
{
	struct error error = { 0 };
	struct store *store = NULL;

	tap_begin();
	name = store_name_of("build/tests/rate.db");
	(void)unlink(name);
	if (tap_ok(store_open(&store, name, STORE_CREATE, &error),
	    "a store is made: %s", error.message)) {
		rates_are_stored_once(store);
		a_series_is_read_as_an_exchange(store);
		lists_are_cut_by_series_currency_and_day(store);
	}
	store_close(store);
	return tap_end();
}
