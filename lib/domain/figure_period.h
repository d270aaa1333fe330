/*
 * figure_period.h - the months, quarters and years which figures are of
 *
 * A period is a kind and a number which counts on by one, so that what comes
 * before it, and a gap between two, are sums.  Nothing allocates.
 */
#ifndef DOMAIN_FIGURE_PERIOD_H
#define DOMAIN_FIGURE_PERIOD_H

#include "domain/indicator.h"

struct figure_period {
	enum indicator_period kind;
	int32_t number;		/* months since the year 0, quarters, years */
};

enum { FIGURE_PERIOD_TEXT_MAX = 16 };

/* "2026-10", "2026-Q4", "2026"; empty is of no period. */
bool figure_period_parse(struct figure_period *out, struct slice text,
    struct error *error);
size_t figure_period_format(char buffer[FIGURE_PERIOD_TEXT_MAX],
    struct figure_period period);

/* For people: "Oct 2026", "Q4 2026", "2026". */
size_t figure_period_title(char buffer[FIGURE_PERIOD_TEXT_MAX],
    struct figure_period period);

/* The period of a day. */
struct figure_period figure_period_of(struct date date,
    enum indicator_period kind);

/* How many periods of the kind make a year; 0 of none. */
int32_t figure_period_year(enum indicator_period kind);

#endif
