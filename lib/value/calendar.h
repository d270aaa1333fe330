/*
 * calendar.h - when work is done: hours by weekday, holidays, other days
 *
 * A calendar says for each civil day of its time zone at which hours work is
 * done.  The hours are those of the weekday, unless the day has hours of its
 * own (a shift).  Breaks of the day are taken away from either.  A holiday has
 * no hours, whatever else was said of it.
 *
 * Hours are local times of day.  What the clock does to them on the days when
 * it is changed is told in zone.h; hours which vanish then are left out.
 *
 * A calendar has versions: what is set and added after calendar_begin holds
 * from its day until the day of the next one.  Days and names are copied.  A
 * calendar is filled first and used then (value/working_time.h); nothing may
 * be added after that.
 */
#ifndef VALUE_CALENDAR_H
#define VALUE_CALENDAR_H

#include "value/zone.h"

enum {
	CALENDAR_SPANS_GIVEN_MAX = 12,	/* spans of hours in a text */
	CALENDAR_SPANS_MAX = 24,	/* each break can cut one in two */
	CALENDAR_DAY_SECONDS = 86400
};

/* Half-open, in seconds after local midnight; to is at most 24:00. */
struct calendar_span {
	int32_t from;
	int32_t to;
};

/* Ascending, and no two of them meet. */
struct calendar_hours {
	struct calendar_span spans[CALENDAR_SPANS_MAX];
	size_t count;
};

/* "09:00-12:30 13:30-18:00", "00:00-24:00"; empty is no hours. */
bool calendar_hours_parse(struct calendar_hours *out, struct slice text,
    struct error *error);

struct calendar;

/* The zone must live as long as the calendar, which has no hours yet. */
struct calendar *calendar_new(const struct zone *zone);
void calendar_free(struct calendar *calendar);		/* NULL is allowed */
const struct zone *calendar_zone(const struct calendar *calendar);

/* Begin a version without hours; days of versions ascend. */
void calendar_begin(struct calendar *calendar, struct date from);

/* weekday from 1, Monday, to 7 (ISO 8601). */
void calendar_set_weekday(struct calendar *calendar, unsigned weekday,
    const struct calendar_hours *hours);

/*
 * "2026-12-25" or, every year, "12-25"; the name is for explanations.
 * 02-29 is kept in leap years only.
 */
bool calendar_add_holiday(struct calendar *calendar, struct slice day,
    struct slice name, struct error *error);
bool calendar_check_holiday(struct slice day, struct error *error);

void calendar_set_shift(struct calendar *calendar, struct date date,
    const struct calendar_hours *hours);
void calendar_set_breaks(struct calendar *calendar, struct date date,
    const struct calendar_hours *breaks);

/* Why a day has the hours it has. */
enum calendar_reason {
	CALENDAR_WEEKDAY,
	CALENDAR_SHIFT,
	CALENDAR_BREAK,		/* the hours of either, less its breaks */
	CALENDAR_HOLIDAY
};

/* The hours of a day; *name (may be NULL) is that of the holiday, or empty. */
enum calendar_reason calendar_day(struct calendar_hours *out,
    struct slice *name, const struct calendar *calendar, struct date date);

#endif
