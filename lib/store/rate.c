#include "store/rate.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/memory.h"
#include "store/sealed.h"

struct rates_list {
	struct statement *rows;
};

static const char add_series[] =
    "INSERT INTO rate_series (kind, pivot, run) VALUES ($1, $2, $3)"
    " ON CONFLICT (kind) DO NOTHING";

static const char get_pivot[] =
    "SELECT pivot FROM rate_series WHERE kind = $1";

static const char add_rate[] =
    "INSERT INTO exchange_rate (kind, currency, valid_from, units_per_pivot,"
    " source, run) VALUES ($1, $2, $3, $4, $5, $6)";

/* The run, of which rates are asked, was not undone by the other one. */
#define COUNTS(run, last) " AND NOT EXISTS (SELECT 1 FROM run_undone u" \
    " WHERE u.number = " run " AND u.run <= " last ")"

static const char get_rate[] =
    "SELECT units_per_pivot, run FROM exchange_rate r"
    " WHERE kind = $1 AND currency = $2 AND valid_from = $3"
    COUNTS("r.run", "$4");

static const char series_rates[] =
    "SELECT currency, valid_from, units_per_pivot FROM exchange_rate r"
    " WHERE kind = $1 AND run <= $2" COUNTS("r.run", "$2")
    " ORDER BY kind, currency, valid_from";

static const char all_rates[] =
    "SELECT r.kind, r.currency, s.pivot, r.valid_from, r.units_per_pivot,"
    " r.source FROM exchange_rate r JOIN rate_series s ON s.kind = r.kind"
    " WHERE ($1 = '' OR r.kind = $1) AND ($2 = '' OR r.currency = $2)"
    " AND r.run <= $3" COUNTS("r.run", "$3")
    " ORDER BY r.kind, r.currency, r.valid_from /*scan*/";

static const char rates_in_force[] =
    "SELECT r.kind, r.currency, s.pivot, r.valid_from, r.units_per_pivot,"
    " r.source FROM exchange_rate r JOIN rate_series s ON s.kind = r.kind"
    " WHERE ($1 = '' OR r.kind = $1) AND ($2 = '' OR r.currency = $2)"
    " AND r.run <= $3" COUNTS("r.run", "$3") " AND r.valid_from ="
    " (SELECT MAX(n.valid_from) FROM exchange_rate n"
    " WHERE n.kind = r.kind AND n.currency = r.currency"
    " AND n.run <= $3 AND n.valid_from <= $4" COUNTS("n.run", "$3") ")"
    " ORDER BY r.kind, r.currency, r.valid_from /*scan*/";

void
rates_digest(struct run *run, const struct exchange_rate *rate)
{
	char value[DECIMAL_TEXT_MAX], day[DATE_TEXT_MAX], line[128];
	int length;

	(void)date_format(day, rate->valid_from);
	(void)decimal_format(value, rate->units_per_pivot);
	length = snprintf(line, sizeof(line), "\x1f%s %s %s %s\n",
	    currency_code(rate->currency), currency_code(rate->pivot), day,
	    value);
	run_digest(run, rate->kind);
	run_digest(run, slice_from(line, (size_t)length));
}

/* The series is quoted against this pivot, or is now. */
static bool
check_pivot(struct rates_batch *batch, const struct exchange_rate *rate,
    struct error *error)
{
	struct store *store = run_store(batch->run);
	const char *pivot = currency_code(rate->pivot);
	struct statement *statement;
	struct slice known;

	if (!store_prepare(&statement, store, get_pivot, error))
		return false;
	store_bind_text(statement, 1, rate->kind);
	if (store_step(statement, error)) {
		known = store_text(statement, 0);
		if (!slice_is(known, pivot))
			return error_set(error, FAULT_STORE, "rates of the "
			    "series \"%.*s\" are quoted against %.*s, not %s",
			    SLICE_PRINT(rate->kind), SLICE_PRINT(known),
			    pivot);
		return store_run(statement, error);
	}
	if (error->fault != FAULT_NONE ||
	    !store_prepare(&statement, store, add_series, error))
		return false;
	run_seal(batch->run, &sealed_rate_series);
	store_bind_text(statement, 1, rate->kind);
	store_bind_text(statement, 2, slice_of(pivot));
	store_bind_integer(statement, 3, run_number(batch->run));
	return store_run(statement, error);
}

/* If the rate was stored before, it must have been the same. */
static bool
check_stored(bool *stored, struct rates_batch *batch,
    const struct exchange_rate *rate, const char *value, const char *day,
    struct error *error)
{
	const char *code = currency_code(rate->currency);
	struct statement *statement;
	struct slice known;

	if (!store_prepare(&statement, run_store(batch->run), get_rate,
	    error))
		return false;
	store_bind_text(statement, 1, rate->kind);
	store_bind_text(statement, 2, slice_of(code));
	store_bind_text(statement, 3, slice_of(day));
	store_bind_integer(statement, 4, RATES_ALL_RUNS);
	*stored = store_step(statement, error);
	if (!*stored)
		return error->fault == FAULT_NONE;
	known = store_text(statement, 0);
	if (!slice_is(known, value))
		return error_set(error, FAULT_STORE,
		    "the rate of %s for %s was stored as %.*s by run %" PRId64
		    "; it cannot become %s", code, day, SLICE_PRINT(known),
		    store_integer(statement, 1), value);
	batch->unchanged++;
	return store_run(statement, error);
}

bool
rates_store(struct rates_batch *batch, const struct exchange_rate *rate,
    struct error *error)
{
	char value[DECIMAL_TEXT_MAX], day[DATE_TEXT_MAX];
	struct statement *statement;
	bool stored;

	(void)decimal_format(value, rate->units_per_pivot);
	(void)date_format(day, rate->valid_from);
	if (!check_pivot(batch, rate, error) ||
	    !check_stored(&stored, batch, rate, value, day, error))
		return false;
	if (stored)
		return true;
	if (!store_prepare(&statement, run_store(batch->run), add_rate,
	    error))
		return false;
	store_bind_text(statement, 1, rate->kind);
	store_bind_text(statement, 2,
	    slice_of(currency_code(rate->currency)));
	store_bind_text(statement, 3, slice_of(day));
	store_bind_text(statement, 4, slice_of(value));
	store_bind_text(statement, 5, rate->source);
	store_bind_integer(statement, 6, run_number(batch->run));
	batch->added++;
	return store_run(statement, error);
}

bool
rates_store_end(struct rates_batch *batch, struct slice key,
    struct error *error)
{
	char after[128];

	run_seal(batch->run, &sealed_exchange_rate);
	(void)snprintf(after, sizeof(after),
	    "{\"added\":%" PRId64 ",\"unchanged\":%" PRId64 "}",
	    batch->added, batch->unchanged);
	return run_audit(batch->run, "load", "exchange_rate", key,
	    slice_of(""), slice_of(after), error);
}

static bool
read_pivot(struct currency *out, struct store *store, struct slice kind,
    struct error *error)
{
	struct statement *statement;

	if (!store_prepare(&statement, store, get_pivot, error))
		return false;
	store_bind_text(statement, 1, kind);
	if (store_step(statement, error))
		return currency_parse(out, store_text(statement, 0), error) &&
		    store_run(statement, error);
	if (error->fault != FAULT_NONE)
		return false;
	return error_set(error, FAULT_STORE,
	    "there are no rates of the series \"%.*s\" (see ops-fx load)",
	    SLICE_PRINT(kind));
}

static bool
read_rate(struct exchange *exchange, const struct statement *row,
    struct error *error)
{
	struct currency currency;
	struct decimal value;
	struct date from;

	return currency_parse(&currency, store_text(row, 0), error) &&
	    date_parse(&from, store_text(row, 1), error) &&
	    decimal_parse(&value, store_text(row, 2), error) &&
	    exchange_add(exchange, currency, from, value, error);
}

bool
rates_read(struct exchange **out, struct store *store, struct slice kind,
    struct error *error)
{
	return rates_read_known(out, store, kind, RATES_ALL_RUNS, error);
}

bool
rates_read_known(struct exchange **out, struct store *store,
    struct slice kind, int64_t last_run, struct error *error)
{
	struct statement *rows;
	struct exchange *exchange;
	struct currency pivot;

	if (!read_pivot(&pivot, store, kind, error) ||
	    !store_prepare(&rows, store, series_rates, error))
		return false;
	store_bind_text(rows, 1, kind);
	store_bind_integer(rows, 2, last_run);
	exchange = exchange_new(pivot);
	while (store_step(rows, error))
		if (!read_rate(exchange, rows, error))
			break;
	if (error->fault != FAULT_NONE) {
		exchange_free(exchange);
		return false;
	}
	*out = exchange;
	return true;
}

bool
rates_list_open(struct rates_list **out, struct store *store,
    struct slice kind, struct currency currency, struct date on,
    int64_t last_run, struct error *error)
{
	struct statement *rows;

	if (!store_prepare(&rows, store,
	    date_is_none(on) ? all_rates : rates_in_force, error))
		return false;
	store_bind_text(rows, 1, kind);
	store_bind_text(rows, 2, slice_of(currency_code(currency)));
	store_bind_integer(rows, 3, last_run);
	if (!date_is_none(on))
		store_bind_date(rows, 4, on);
	*out = memory_new(sizeof(**out));
	(*out)->rows = rows;
	return true;
}

bool
rates_list_next(struct rates_list *list, struct exchange_rate *out,
    struct error *error)
{
	const struct statement *row = list->rows;

	if (!store_step(list->rows, error))
		return false;
	out->kind = store_text(row, 0);
	out->source = store_text(row, 5);
	return currency_parse(&out->currency, store_text(row, 1), error) &&
	    currency_parse(&out->pivot, store_text(row, 2), error) &&
	    date_parse(&out->valid_from, store_text(row, 3), error) &&
	    decimal_parse(&out->units_per_pivot, store_text(row, 4), error);
}

void
rates_list_close(struct rates_list *list)
{
	memory_free(list);
}
