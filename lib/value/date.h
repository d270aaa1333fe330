/*
 * date.h - civil days
 *
 * A day of the proleptic Gregorian calendar, without time or zone, counted
 * from 1970-01-01.  Years 0001 to 9999.  Dates are small values.
 */
#ifndef VALUE_DATE_H
#define VALUE_DATE_H

#include <stdint.h>

#include "base/error.h"
#include "base/slice.h"

struct date {
	int32_t days;		/* since 1970-01-01; DATE_NONE_DAYS is absent */
};

#define DATE_NONE_DAYS INT32_MIN
#define DATE_NONE ((struct date){ DATE_NONE_DAYS })

enum { DATE_TEXT_MAX = 11 };

struct date_parts {
	int year;
	unsigned month;		/* 1 to 12 */
	unsigned day;		/* 1 to 31 */
};

/* ISO 8601 calendar date: "2026-10-31" and nothing else. */
bool date_parse(struct date *out, struct slice text, struct error *error);
/* The same of DATE_TEXT_MAX - 1 bytes, and nothing is said if it is none. */
bool date_read(struct date *out, const char *text);
size_t date_format(char buffer[DATE_TEXT_MAX], struct date date);

/* A day which does not exist is an error. */
bool date_from_parts(struct date *out, struct date_parts parts,
    struct error *error);
struct date_parts date_parts(struct date date);

unsigned date_days_in_month(int year, unsigned month);

/* 1 is Monday, 7 is Sunday (ISO 8601). */
unsigned date_weekday(struct date date);

/* The same day so many months later, or the last of a shorter month. */
struct date date_add_months(struct date date, int months);

static inline struct date
date_add_days(struct date date, int32_t days)
{
	return (struct date){ date.days + days };
}

static inline bool
date_is_none(struct date date)
{
	return date.days == DATE_NONE_DAYS;
}

static inline int
date_compare(struct date one, struct date other)
{
	return (one.days > other.days) - (one.days < other.days);
}

#endif
