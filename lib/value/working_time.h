/*
 * working_time.h - durations and deadlines in the hours of a calendar
 *
 * Time is open while the calendar has hours: from their beginning, up to but
 * not including their end.  Working time is counted in seconds of open time
 * between instants, so a day on which the clock is changed has as many as
 * really passed.  Days are stepped by date, never by 86,400 seconds.
 *
 * The years which were asked for are kept worked out: a duration costs two
 * look-ups, whatever lies between.  An instant more than
 * WORKING_TIME_YEARS_MAX years from another one which was asked for, or
 * outside the years 2 to 9998, is an error of input.
 */
#ifndef VALUE_WORKING_TIME_H
#define VALUE_WORKING_TIME_H

#include "value/calendar.h"

enum { WORKING_TIME_YEARS_MAX = 250 };

struct working_time;

/* The calendar must live as long, and must not change any more. */
struct working_time *working_time_new(const struct calendar *calendar);
void working_time_free(struct working_time *working);

/* Half-open. */
struct working_span {
	struct instant from;
	struct instant to;
};

/* Open seconds in [from, until); 0 if until is not after from. */
bool working_time_elapsed(int64_t *seconds, struct working_time *working,
    struct instant from, struct instant until, struct error *error);

/*
 * The earliest instant at which so many open seconds have passed since start,
 * which can be a closing time.  For 0 it is start itself if it is open, else
 * the next opening.
 */
bool working_time_add(struct instant *out, struct working_time *working,
    struct instant start, int64_t seconds, struct error *error);

/*
 * The latest instant from which so many open seconds pass until end.  For 0 it
 * is end itself if it is open or a closing time, else the closing before it.
 */
bool working_time_subtract(struct instant *out, struct working_time *working,
    struct instant end, int64_t seconds, struct error *error);

/*
 * The same local time so many dates with hours later or earlier (days
 * negative); where that is not open, the next opening, or going back the
 * closing before it.
 */
bool working_time_add_days(struct instant *out, struct working_time *working,
    struct instant start, int32_t days, struct error *error);

bool working_time_is_open(bool *out, struct working_time *working,
    struct instant instant, struct error *error);

/* The open time at the instant or the next after it; not before the instant. */
bool working_time_next(struct working_span *out,
    struct working_time *working, struct instant instant,
    struct error *error);

/* The open spans of one date as instants; gives their number. */
size_t working_time_day(struct working_span spans[CALENDAR_SPANS_MAX],
    const struct calendar *calendar, struct date date);

#endif
