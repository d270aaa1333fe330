/*
 * timed.h - the working time of records, counted as they are read
 *
 * What "ops-kpi clock" would put into the field elapsed, put into the C
 * structure of a record whose kind has that field.  The plan is made once;
 * each thread has a struct timed of its own.
 */
#ifndef OPS_KPI_TIMED_H
#define OPS_KPI_TIMED_H

#include "base/table.h"
#include "kpi.h"

struct timed_plan {
	bool on;			/* a calendar was asked for */
	struct calendar_book book;
	const struct schema *schema;
	struct slice code;		/* of the one calendar */
	int calendar;			/* else the field which says it */
	int start;
	int stop;
	int elapsed;
	unsigned stop_column;		/* of the input */
	unsigned calendar_column;
	bool has_now;
	struct instant now;		/* until when running clocks count */
};

struct timed {
	const struct timed_plan *plan;
	struct table workings;		/* struct working_time, by code */
	struct slice last_code;
	struct working_time *last;
};

/* From the options; off without a calendar. */
bool timed_plan_make(struct timed_plan *plan, struct cli *cli,
    const struct schema *schema, struct error *error);

/* Has the input what is needed, and not what is made? */
bool timed_plan_check(struct timed_plan *plan, const struct stream *in,
    struct error *error);
void timed_plan_release(struct timed_plan *plan);

void timed_begin(struct timed *timed, const struct timed_plan *plan);
void timed_release(struct timed *timed);

/* Set the elapsed time of the record, or that it has none yet. */
bool timed_set(struct timed *timed, void *record, struct error *error);

#endif
