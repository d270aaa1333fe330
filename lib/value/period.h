/*
 * period.h - half-open spans of days, above all calendar months
 */
#ifndef VALUE_PERIOD_H
#define VALUE_PERIOD_H

#include "value/date.h"

/* A calendar month. */
struct period {
	int32_t month;		/* year * 12 + (month - 1); 0 is absent */
};

#define PERIOD_NONE ((struct period){ 0 })

enum { PERIOD_TEXT_MAX = 8 };

/* "2026-10". */
bool period_parse(struct period *out, struct slice text,
    struct error *error);
size_t period_format(char buffer[PERIOD_TEXT_MAX], struct period period);

struct period period_of(struct date date);
struct date period_first(struct period period);
struct date period_after(struct period period);	/* first day after it */
struct date period_last(struct period period);
unsigned period_days(struct period period);

/* Days from Monday to Friday; holidays are not known here. */
unsigned period_weekdays(struct period period);

/* How many days [from, until) shares with the period. */
unsigned period_overlap(struct period period, struct date from,
    struct date until);

#endif
