/* calendar_of.h - calendars of the published cases, and of tests' own */
#ifndef TESTS_UNIT_VALUE_CALENDAR_OF_H
#define TESTS_UNIT_VALUE_CALENDAR_OF_H

#include <stdio.h>

#include "value/clock.h"

#define CALENDARS "../shared/data/calendar/calendars.csv"

enum { CASE_LINE_MAX = 1024, ZONE_FILE_MAX = 1 << 20 };

static struct arena calendar_arena;

static inline const struct zone *
zone_named(struct slice name)
{
	static char bytes[ZONE_FILE_MAX];
	struct error error = { 0 };
	struct zone *zone = NULL;
	char path[256];
	FILE *file;
	size_t length;

	(void)snprintf(path, sizeof(path), "/usr/share/zoneinfo/%.*s",
	    SLICE_PRINT(name));
	file = fopen(path, "rb");
	if (file == NULL)
		return NULL;
	length = fread(bytes, 1, sizeof(bytes), file);
	(void)fclose(file);
	return zone_parse(&zone, &calendar_arena, slice_from(bytes, length),
	    &error) ? zone : NULL;
}

/* "2006-01-02=10:00-11:30 13:00-14:00;2006-01-03=..." */
static inline bool
calendar_days(struct calendar *calendar, struct slice days,
    void (*set)(struct calendar *, struct date,
    const struct calendar_hours *), struct error *error)
{
	while (!slice_is_empty(days)) {
		struct slice hours = slice_cut(&days, ';');
		struct slice date = slice_cut(&hours, '=');
		struct calendar_hours parsed;
		struct date day;

		if (!date_parse(&day, date, error) ||
		    !calendar_hours_parse(&parsed, hours, error))
			return false;
		set(calendar, day, &parsed);
	}
	return true;
}

/* A row of calendars.csv, without its first field. */
static inline struct calendar *
calendar_of_row(struct slice row)
{
	struct error error = { 0 };
	const struct zone *zone = zone_named(slice_cut(&row, ','));
	struct calendar *calendar;
	struct slice holidays;
	bool right = zone != NULL;

	if (!right)
		return NULL;
	calendar = calendar_new(zone);
	calendar_begin(calendar, (struct date){ -719162 });
	for (unsigned i = 1; i <= 7; i++) {
		struct calendar_hours hours = { .count = 0 };

		right = right && calendar_hours_parse(&hours,
		    slice_cut(&row, ','), &error);
		calendar_set_weekday(calendar, i, &hours);
	}
	holidays = slice_cut(&row, ',');
	while (right && !slice_is_empty(holidays))
		right = calendar_add_holiday(calendar,
		    slice_cut(&holidays, ' '), slice_of("holiday"), &error);
	right = right && calendar_days(calendar, slice_cut(&row, ','),
	    calendar_set_breaks, &error) && calendar_days(calendar,
	    slice_cut(&row, ','), calendar_set_shift, &error);
	if (right)
		return calendar;
	calendar_free(calendar);
	return NULL;
}

/* The published calendar of the name; NULL where there is none. */
static inline struct calendar *
calendar_of(struct slice name)
{
	FILE *file = fopen(CALENDARS, "r");
	char line[CASE_LINE_MAX];
	struct calendar *found = NULL;

	while (file != NULL && found == NULL &&
	    fgets(line, sizeof(line), file) != NULL) {
		struct slice row = slice_of(line);

		if (slice_equal(slice_cut(&row, ','), name))
			found = calendar_of_row(row);
	}
	if (file != NULL)
		(void)fclose(file);
	return found;
}

static inline struct instant
instant_of(const struct calendar *calendar, struct slice text)
{
	struct error error = { 0 };
	struct instant instant = INSTANT_NONE;

	(void)zone_time_parse(&instant, calendar_zone(calendar), text, true,
	    &error);
	return instant;
}

#endif
