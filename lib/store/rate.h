/*
 * rate.h - rates of exchange kept in the store, by series and day
 *
 * A rate which was stored never changes: the same rate again is left out, a
 * different one for the same currency and day is an error of the store.  All
 * rates of a series (kind) are quoted against one pivot.
 */
#ifndef STORE_RATE_H
#define STORE_RATE_H

#include "domain/exchange.h"
#include "schema/exchange_rate.h"
#include "store/run.h"

/* Counts of what is being stored; zeroed but for run at the start. */
struct rates_batch {
	struct run *run;
	int64_t added;
	int64_t unchanged;
};

/* Add the rate to the digest of the run, before anything is stored. */
void rates_digest(struct run *run, const struct exchange_rate *rate);

bool rates_store(struct rates_batch *batch, const struct exchange_rate *rate,
    struct error *error);

/* After the last one: audit the batch, under its key. */
bool rates_store_end(struct rates_batch *batch, struct slice key,
    struct error *error);

/*
 * All rates of the series ("operational") as an exchange, which the caller
 * frees; a series of which there are none is an error of the store.
 */
bool rates_read(struct exchange **out, struct store *store,
    struct slice kind, struct error *error);

/* The same, without what was recorded after the run (see run_known). */
bool rates_read_known(struct exchange **out, struct store *store,
    struct slice kind, int64_t last_run, struct error *error);

/*
 * A cursor over rates in the order of series, currency and day.  An empty
 * kind, no currency and no day mean all; with a day, only the rates in force
 * on it.  What was recorded after the last run (RATES_ALL_RUNS: none) is as
 * if it were not there.
 */
#define RATES_ALL_RUNS INT64_MAX

struct rates_list;

bool rates_list_open(struct rates_list **out, struct store *store,
    struct slice kind, struct currency currency, struct date on,
    int64_t last_run, struct error *error);

/* False at the end or at an error.  Texts live until the next call. */
bool rates_list_next(struct rates_list *list, struct exchange_rate *out,
    struct error *error);
void rates_list_close(struct rates_list *list);	/* NULL allowed */

#endif
