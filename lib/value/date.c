#include "value/date.h"

#include "base/assert.h"

/* What is shown of a wrong value in a message. */
enum { SHOWN_MAX = 40 };

enum {
	NO_DIGITS = 128,	/* a bit which no two digits have */
	YEAR_MIN = 1,
	YEAR_MAX = 9999,
	ERA_DAYS = 146097,	/* of 400 years */
	ERA_TO_1970 = 719468	/* from 0000-03-01 to 1970-01-01 */
};

/*
 * Days since 1970-01-01.  Years are counted from March so that the leap day
 * is the last of its year; months since March begin on day
 * (153 * month + 2) / 5.
 */
static int32_t
days_of(int year, unsigned month, unsigned day)
{
	unsigned from_march = month > 2 ? month - 3 : month + 9;
	unsigned y = (unsigned)(month <= 2 ? year - 1 : year);
	unsigned era = y / 400, of_era = y % 400;
	unsigned of_year = (153 * from_march + 2) / 5 + day - 1;

	return (int32_t)(era * ERA_DAYS + of_era * 365 + of_era / 4 -
	    of_era / 100 + of_year) - ERA_TO_1970;
}

static bool
is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

unsigned
date_days_in_month(int year, unsigned month)
{
	static const uint8_t days[] = {
		31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
	};

	ENSURE(month >= 1 && month <= 12);
	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

static bool
exists(int year, unsigned month, unsigned day)
{
	return year >= YEAR_MIN && year <= YEAR_MAX && month >= 1 &&
	    month <= 12 && day >= 1 &&
	    (day <= 28 || day <= date_days_in_month(year, month));
}

/* The number of two digits, or a large one. */
static inline unsigned
two_digits(const char *text)
{
	unsigned tens = (unsigned char)text[0] - (unsigned)'0';
	unsigned ones = (unsigned char)text[1] - (unsigned)'0';

	return tens > 9 || ones > 9 ? NO_DIGITS : tens * 10 + ones;
}

static bool
refuse(struct slice text, const char *why, struct error *error)
{
	int length = (int)(text.length < SHOWN_MAX ? text.length : SHOWN_MAX);

	return error_set_code(error, FAULT_INPUT, "type-error", "\"%.*s\" %s",
	    length, text.length > 0 ? text.text : "", why);
}

enum reading { READ, READ_NO_DATE, READ_NO_DAY };

static inline enum reading
read_date(struct date *out, const char *text)
{
	unsigned century = two_digits(text), of_century = two_digits(text + 2);
	unsigned month = two_digits(text + 5), day = two_digits(text + 8);
	int year = (int)(century * 100 + of_century);

	if (text[4] != '-' || text[7] != '-' ||
	    (century | of_century | month | day) >= NO_DIGITS)
		return READ_NO_DATE;
	if (!exists(year, month, day))
		return READ_NO_DAY;
	out->days = days_of(year, month, day);
	return READ;
}

bool
date_read(struct date *out, const char *text)
{
	return read_date(out, text) == READ;
}

bool
date_parse(struct date *out, struct slice text, struct error *error)
{
	enum reading reading = text.length == DATE_TEXT_MAX - 1 ?
	    read_date(out, text.text) : READ_NO_DATE;

	if (reading == READ)
		return true;
	return refuse(text, reading == READ_NO_DATE ?
	    "is not a date (YYYY-MM-DD)" : "is a day which does not exist",
	    error);
}

static void
put_digits(char *at, unsigned value, int count)
{
	while (count-- > 0) {
		at[count] = (char)('0' + value % 10);
		value /= 10;
	}
}

size_t
date_format(char buffer[DATE_TEXT_MAX], struct date date)
{
	struct date_parts parts;

	if (date_is_none(date)) {
		buffer[0] = '\0';
		return 0;
	}
	parts = date_parts(date);
	put_digits(buffer, (unsigned)parts.year, 4);
	buffer[4] = '-';
	put_digits(buffer + 5, parts.month, 2);
	buffer[7] = '-';
	put_digits(buffer + 8, parts.day, 2);
	buffer[10] = '\0';
	return DATE_TEXT_MAX - 1;
}

bool
date_from_parts(struct date *out, struct date_parts parts,
    struct error *error)
{
	if (!exists(parts.year, parts.month, parts.day))
		return error_set(error, FAULT_INPUT,
		    "%04d-%02u-%02u is a day which does not exist",
		    parts.year, parts.month, parts.day);
	out->days = days_of(parts.year, parts.month, parts.day);
	return true;
}

struct date_parts
date_parts(struct date date)
{
	unsigned shifted, era, of_era, year, of_year, month;
	struct date_parts parts;

	ENSURE(date.days >= -ERA_TO_1970 && date.days <= 2932896);
	shifted = (unsigned)(date.days + ERA_TO_1970);
	era = shifted / ERA_DAYS;
	of_era = shifted % ERA_DAYS;
	year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) /
	    365;
	of_year = of_era - (365 * year + year / 4 - year / 100);
	month = (5 * of_year + 2) / 153;
	parts.day = of_year - (153 * month + 2) / 5 + 1;
	parts.month = month < 10 ? month + 3 : month - 9;
	parts.year = (int)(year + era * 400) + (parts.month <= 2);
	return parts;
}

unsigned
date_weekday(struct date date)
{
	/* 1970-01-01 was a Thursday; 0001-01-01 is -719162, a Monday. */
	return (unsigned)((date.days + 719162) % 7) + 1;
}

struct date
date_add_months(struct date date, int months)
{
	struct date_parts parts = date_parts(date);
	int month = parts.year * 12 + (int)parts.month - 1 + months;
	unsigned longest;

	ENSURE(month >= YEAR_MIN * 12 && month < (YEAR_MAX + 1) * 12);
	parts.year = month / 12;
	parts.month = (unsigned)(month % 12) + 1;
	longest = date_days_in_month(parts.year, parts.month);
	if (parts.day > longest)
		parts.day = longest;
	return (struct date){ days_of(parts.year, parts.month, parts.day) };
}
