/*
 * payroll_share.h - which part of a month is paid
 */
#ifndef DOMAIN_PAYROLL_SHARE_H
#define DOMAIN_PAYROLL_SHARE_H

#include "domain/payroll.h"

/*
 * The share of the month from from to until (the first day after), less
 * unpaid days, by the basis.  calendar: days by the days of the month;
 * fixed-30: every month has 30 days, the last day completes them;
 * working-21.75: days from Monday to Friday by 21.75, the last day of the
 * month completes them.
 */
bool payroll_share(struct payroll_share *out, enum rules_proration basis,
    struct period period, struct date from, struct date until,
    int64_t unpaid_days, struct error *error);

/* The share of an amount, each cumulative part rounded. */
bool payroll_share_take(struct decimal *out,
    const struct payroll_share *share, const struct fraction *amount,
    unsigned places, enum rounding rounding, struct error *error);

#endif
