/*
 * exchange.h - the rates of exchange in force, and conversion through a pivot
 *
 * An exchange holds dated rates of one series, each quoted as units of the
 * currency for one of the pivot (as the UN operational rates and the ECB
 * reference rates are).  The newest rate on or before the day counts.
 * Conversion goes from the quoted rates through the pivot and rounds once.
 */
#ifndef DOMAIN_EXCHANGE_H
#define DOMAIN_EXCHANGE_H

#include "value/rate.h"

struct exchange;

struct exchange *exchange_new(struct currency pivot);
void exchange_free(struct exchange *exchange);	/* NULL is allowed */
struct currency exchange_pivot(const struct exchange *exchange);

/*
 * An equal repeat of a rate for the same day collapses; an unequal one is an
 * error of input.
 */
bool exchange_add(struct exchange *exchange, struct currency currency,
    struct date valid_from, struct decimal units_per_pivot,
    struct error *error);

/*
 * The rate in force (base the pivot, quote the currency) and since when; none
 * on or before the day is an error which names currency and day.  The pivot
 * itself has the rate 1 for ever.
 */
bool exchange_rate(struct rate *out, struct date *valid_from,
    const struct exchange *exchange, struct currency currency,
    struct date day, struct error *error);

/* Rounded once to the minor units of the target currency. */
bool exchange_convert(struct money *out, const struct exchange *exchange,
    struct money amount, struct currency target, struct date day,
    enum rounding rounding, struct error *error);

#endif
