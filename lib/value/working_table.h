/*
 * working_table.h - the open time of some years of a calendar, worked out
 *
 * The spans of open time in order, each with the open seconds before it, and
 * for each day the first span which ends after the day begins: what lies
 * between two instants is the difference of two look-ups.  Years are added as
 * they are asked for; the spans move when they are.
 */
#ifndef VALUE_WORKING_TABLE_H
#define VALUE_WORKING_TABLE_H

#include "value/working_time.h"

/* An open span, and the open seconds of all before it. */
struct working_open {
	int64_t from;
	int64_t to;
	int64_t before;
};

struct working_table {
	const struct calendar *calendar;
	int year_first;			/* none while after year_last */
	int year_last;
	int64_t day_first;		/* of UTC, since 1970-01-01 */
	size_t day_count;
	struct working_open *open;	/* the last one never comes */
	size_t open_count;		/* without the last */
	size_t open_capacity;
	uint32_t *first;		/* of each day: ends after it begins */
	size_t first_capacity;
};

void working_table_init(struct working_table *table,
    const struct calendar *calendar);
void working_table_release(struct working_table *table);

/* The open span which ends after the instant; open_count if none yet. */
bool working_table_find(size_t *out, struct working_table *table,
    struct instant instant, struct error *error);

/* Open seconds before the instant since the first which is worked out. */
bool working_table_count(int64_t *out, struct working_table *table,
    struct instant instant, struct error *error);

/* Work out more years after, or before, as many as there are by now. */
bool working_table_further(struct working_table *table, bool after,
    struct error *error);

/* Fails: there is not so much working time. */
bool working_table_never(struct error *error);

#endif
