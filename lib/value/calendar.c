#include "value/calendar.h"

#include "base/assert.h"
#include "base/memory.h"

enum {
	DAYS_OF_WEEK = 7,
	MONTH_DAYS_MAX = 31,
	MONTHS = 12
};

/* What differs from the weekday. */
struct calendar_exception {
	struct date date;
	bool holiday;
	bool shifted;
	struct slice name;
	struct calendar_hours shift;
	struct calendar_hours breaks;
};

struct calendar_version {
	struct date from;
	struct calendar_hours week[DAYS_OF_WEEK];
	struct slice yearly[MONTHS][MONTH_DAYS_MAX];	/* text NULL: none */
	struct calendar_exception *exceptions;		/* by date */
	size_t count;
	size_t capacity;
};

struct calendar {
	const struct zone *zone;
	struct calendar_version *versions;	/* by day */
	size_t count;
	size_t capacity;
	struct arena arena;			/* names */
};

/* "09:30" in seconds, or -1. */
static int32_t
time_of_day(const char *text)
{
	int hour = 0, minute = 0;

	for (int i = 0; i < 5; i++) {
		int digit = text[i] - '0';

		if (i == 2) {
			if (text[i] != ':')
				return -1;
			continue;
		}
		if (digit < 0 || digit > 9)
			return -1;
		if (i < 2)
			hour = hour * 10 + digit;
		else
			minute = minute * 10 + digit;
	}
	if (hour > 24 || minute > 59 || (hour == 24 && minute > 0))
		return -1;
	return hour * 3600 + minute * 60;
}

static bool
span_parse(struct calendar_span *out, struct slice text, struct error *error)
{
	out->from = out->to = -1;
	if (text.length == 11 && text.text[5] == '-') {
		out->from = time_of_day(text.text);
		out->to = time_of_day(text.text + 6);
	}
	if (out->from < 0 || out->to < 0)
		return error_set_code(error, FAULT_INPUT, "type-error",
		    "\"%.*s\" is not a span of hours (HH:MM-HH:MM)",
		    SLICE_PRINT(text));
	if (out->from >= out->to)
		return error_set_code(error, FAULT_INPUT, "constraint-error",
		    "the hours \"%.*s\" end before they begin",
		    SLICE_PRINT(text));
	return true;
}

bool
calendar_hours_parse(struct calendar_hours *out, struct slice text,
    struct error *error)
{
	struct calendar_hours hours = { .count = 0 };
	struct slice rest = slice_trim(text);

	while (!slice_is_empty(rest)) {
		struct calendar_span *span = &hours.spans[hours.count];

		if (hours.count == CALENDAR_SPANS_GIVEN_MAX)
			return error_set_code(error, FAULT_INPUT,
			    "constraint-error",
			    "\"%.*s\" has more than %d spans of hours",
			    SLICE_PRINT(text),
			    CALENDAR_SPANS_GIVEN_MAX);
		if (!span_parse(span, slice_cut(&rest, ' '), error))
			return false;
		if (hours.count > 0 && span->from < span[-1].to)
			return error_set_code(error, FAULT_INPUT,
			    "constraint-error", "the hours \"%.*s\" overlap "
			    "or are out of order", SLICE_PRINT(text));
		hours.count++;
		rest = slice_trim(rest);
	}
	*out = hours;
	return true;
}

struct calendar *
calendar_new(const struct zone *zone)
{
	struct calendar *calendar = memory_new(sizeof(*calendar));

	calendar->zone = zone;
	return calendar;
}

void
calendar_free(struct calendar *calendar)
{
	if (calendar == NULL)
		return;
	for (size_t i = 0; i < calendar->count; i++)
		memory_free(calendar->versions[i].exceptions);
	memory_free(calendar->versions);
	arena_release(&calendar->arena);
	memory_free(calendar);
}

const struct zone *
calendar_zone(const struct calendar *calendar)
{
	return calendar->zone;
}

void
calendar_begin(struct calendar *calendar, struct date from)
{
	ENSURE(calendar->count == 0 || date_compare(from,
	    calendar->versions[calendar->count - 1].from) > 0);
	calendar->versions = memory_grow(calendar->versions,
	    &calendar->capacity, calendar->count,
	    sizeof(*calendar->versions));
	calendar->versions[calendar->count++] =
	    (struct calendar_version){ .from = from };
}

/* The version which is being filled. */
static struct calendar_version *
version_last(struct calendar *calendar)
{
	ENSURE(calendar->count > 0);
	return &calendar->versions[calendar->count - 1];
}

/* The version of the date; NULL before the first. */
static const struct calendar_version *
version_find(const struct calendar *calendar, struct date date)
{
	size_t at = calendar->count;

	while (at > 0 &&
	    date_compare(calendar->versions[at - 1].from, date) > 0)
		at--;
	return at == 0 ? NULL : &calendar->versions[at - 1];
}

void
calendar_set_weekday(struct calendar *calendar, unsigned weekday,
    const struct calendar_hours *hours)
{
	ENSURE(weekday >= 1 && weekday <= DAYS_OF_WEEK);
	version_last(calendar)->week[weekday - 1] = *hours;
}

/* The place of the date among the exceptions. */
static size_t
exception_place(const struct calendar_version *version, struct date date)
{
	size_t low = 0, high = version->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (date_compare(version->exceptions[middle].date,
		    date) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static const struct calendar_exception *
exception_find(const struct calendar_version *version, struct date date)
{
	size_t place = exception_place(version, date);

	if (place == version->count ||
	    date_compare(version->exceptions[place].date, date) != 0)
		return NULL;
	return &version->exceptions[place];
}

static struct calendar_exception *
exception_get(struct calendar_version *version, struct date date)
{
	size_t place = exception_place(version, date);
	struct calendar_exception *exception;

	if (exception_find(version, date) != NULL)
		return &version->exceptions[place];
	version->exceptions = memory_grow(version->exceptions,
	    &version->capacity, version->count,
	    sizeof(*version->exceptions));
	exception = &version->exceptions[place];
	memmove(exception + 1, exception,
	    (version->count - place) * sizeof(*exception));
	version->count++;
	*exception = (struct calendar_exception){ .date = date };
	return exception;
}

/* MM-DD as a date of a leap year. */
static bool
yearly_parse(struct date *out, struct slice day)
{
	struct error never = { 0 };
	char text[] = "2000-00-00";

	if (day.length != 5)
		return false;
	memcpy(text + 5, day.text, day.length);
	return date_parse(out, slice_of(text), &never);
}

static bool
holiday_parse(struct date *out, bool *yearly, struct slice day,
    struct error *error)
{
	struct error inner = { 0 };

	*yearly = yearly_parse(out, day);
	if (*yearly || date_parse(out, day, &inner))
		return true;
	return error_set_code(error, FAULT_INPUT, "type-error",
	    "\"%.*s\" is neither a date (YYYY-MM-DD) nor a day of every "
	    "year (MM-DD)", SLICE_PRINT(day));
}

bool
calendar_check_holiday(struct slice day, struct error *error)
{
	struct date date;
	bool yearly;

	return holiday_parse(&date, &yearly, day, error);
}

bool
calendar_add_holiday(struct calendar *calendar, struct slice day,
    struct slice name, struct error *error)
{
	struct calendar_version *version = version_last(calendar);
	struct calendar_exception *exception;
	struct slice kept;
	struct date date;
	bool yearly;

	if (!holiday_parse(&date, &yearly, day, error))
		return false;
	kept = arena_copy(&calendar->arena, name);
	if (yearly) {
		struct date_parts parts = date_parts(date);

		version->yearly[parts.month - 1][parts.day - 1] = kept;
		return true;
	}
	exception = exception_get(version, date);
	exception->holiday = true;
	exception->name = kept;
	return true;
}

void
calendar_set_shift(struct calendar *calendar, struct date date,
    const struct calendar_hours *hours)
{
	struct calendar_exception *exception =
	    exception_get(version_last(calendar), date);

	exception->shifted = true;
	exception->shift = *hours;
}

void
calendar_set_breaks(struct calendar *calendar, struct date date,
    const struct calendar_hours *breaks)
{
	exception_get(version_last(calendar), date)->breaks = *breaks;
}

static void
hours_add(struct calendar_hours *hours, int32_t from, int32_t to)
{
	ENSURE(hours->count < CALENDAR_SPANS_MAX);
	if (from < to)
		hours->spans[hours->count++] =
		    (struct calendar_span){ from, to };
}

/* Each break cuts a span at most once in two. */
static void
hours_less(struct calendar_hours *out, const struct calendar_hours *hours,
    const struct calendar_hours *breaks)
{
	out->count = 0;
	for (size_t i = 0; i < hours->count; i++) {
		int32_t from = hours->spans[i].from;
		int32_t to = hours->spans[i].to;

		for (size_t j = 0; j < breaks->count && from < to; j++) {
			const struct calendar_span *pause =
			    &breaks->spans[j];

			if (pause->to <= from || pause->from >= to)
				continue;
			hours_add(out, from, pause->from);
			from = pause->to;
		}
		hours_add(out, from, to);
	}
}

static bool
holiday_find(struct slice *name, const struct calendar_version *version,
    const struct calendar_exception *exception, struct date date)
{
	struct date_parts parts = date_parts(date);
	struct slice yearly = version->yearly[parts.month - 1][parts.day - 1];

	*name = slice_from("", 0);
	if (exception != NULL && exception->holiday)
		*name = exception->name;
	else if (yearly.text != NULL)
		*name = yearly;
	else
		return false;
	return true;
}

enum calendar_reason
calendar_day(struct calendar_hours *out, struct slice *name,
    const struct calendar *calendar, struct date date)
{
	const struct calendar_version *version = version_find(calendar, date);
	const struct calendar_exception *exception;
	const struct calendar_hours *hours;
	struct slice holiday;

	out->count = 0;
	if (name != NULL)
		*name = slice_from("", 0);
	if (version == NULL)
		return CALENDAR_WEEKDAY;
	exception = exception_find(version, date);
	if (holiday_find(&holiday, version, exception, date)) {
		if (name != NULL)
			*name = holiday;
		return CALENDAR_HOLIDAY;
	}
	hours = &version->week[date_weekday(date) - 1];
	if (exception != NULL && exception->shifted)
		hours = &exception->shift;
	if (exception != NULL && exception->breaks.count > 0) {
		hours_less(out, hours, &exception->breaks);
		return CALENDAR_BREAK;
	}
	*out = *hours;
	return exception != NULL && exception->shifted ? CALENDAR_SHIFT :
	    CALENDAR_WEEKDAY;
}
