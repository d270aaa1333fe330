#include "value/working_time.h"

#include "base/assert.h"
#include "base/memory.h"
#include "value/working_table.h"

enum {
	DAY_SECONDS = CALENDAR_DAY_SECONDS,
	YEAR_DAYS_MAX = 366
};

struct working_time {
	struct working_table table;
};

struct working_time *
working_time_new(const struct calendar *calendar)
{
	struct working_time *working = memory_new(sizeof(*working));

	working_table_init(&working->table, calendar);
	return working;
}

void
working_time_free(struct working_time *working)
{
	if (working == NULL)
		return;
	working_table_release(&working->table);
	memory_free(working);
}

size_t
working_time_day(struct working_span spans[CALENDAR_SPANS_MAX],
    const struct calendar *calendar, struct date date)
{
	const struct zone *zone = calendar_zone(calendar);
	int64_t midnight = (int64_t)date.days * DAY_SECONDS;
	struct calendar_hours hours;
	size_t count = 0;

	(void)calendar_day(&hours, NULL, calendar, date);
	for (size_t i = 0; i < hours.count; i++) {
		struct working_span span = {
			zone_instant(zone, midnight + hours.spans[i].from),
			zone_instant(zone, midnight + hours.spans[i].to)
		};

		/* Moved by the clock, it can run into the one before. */
		if (count > 0 &&
		    span.from.seconds < spans[count - 1].to.seconds)
			span.from = spans[count - 1].to;
		if (span.from.seconds < span.to.seconds)
			spans[count++] = span;
	}
	return count;
}

bool
working_time_elapsed(int64_t *seconds, struct working_time *working,
    struct instant from, struct instant until, struct error *error)
{
	int64_t first, last;
	size_t at;

	/* Both years must be there before either is counted. */
	if (!working_table_find(&at, &working->table, from, error) ||
	    !working_table_count(&last, &working->table, until, error) ||
	    !working_table_count(&first, &working->table, from, error))
		return false;
	*seconds = until.seconds > from.seconds ? last - first : 0;
	return true;
}

/* The open span in which the count is reached, its end included. */
static size_t
working_reached(const struct working_time *working, int64_t count)
{
	size_t low = 0, high = working->table.open_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct working_open *open = &working->table.open[middle];

		if (open->before + open->to - open->from < count)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The last span which begins at or before the count; SIZE_MAX is none. */
static size_t
working_begun(const struct working_time *working, int64_t count)
{
	size_t low = 0, high = working->table.open_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (working->table.open[middle].before <= count)
			low = middle + 1;
		else
			high = middle;
	}
	return low == 0 ? SIZE_MAX : low - 1;
}

bool
working_time_next(struct working_span *out, struct working_time *working,
    struct instant instant, struct error *error)
{
	const struct working_open *open;
	size_t at;

	if (!working_table_find(&at, &working->table, instant, error))
		return false;
	while (at == working->table.open_count) {
		if (!working_table_further(&working->table, true, error) ||
		    !working_table_find(&at, &working->table, instant, error))
			return false;
	}
	open = &working->table.open[at];
	out->from.seconds = open->from > instant.seconds ? open->from :
	    instant.seconds;
	out->to.seconds = open->to;
	return true;
}

bool
working_time_add(struct instant *out, struct working_time *working,
    struct instant start, int64_t seconds, struct error *error)
{
	struct working_span next;
	int64_t count;
	size_t at;

	ENSURE(seconds >= 0);
	if (!working_time_next(&next, working, start, error))
		return false;
	if (seconds == 0) {
		*out = next.from;
		return true;
	}
	for (;;) {
		if (!working_table_count(&count, &working->table, start, error))
			return false;
		if (seconds > INT64_MAX - count)
			return working_table_never(error);
		at = working_reached(working, count + seconds);
		if (at < working->table.open_count)
			break;
		if (!working_table_further(&working->table, true, error))
			return false;
	}
	out->seconds = working->table.open[at].from + count + seconds -
	    working->table.open[at].before;
	return true;
}

/* The end itself if it is open or a closing time, else the closing before. */
static bool
working_closing(struct instant *out, struct working_time *working,
    struct instant end, struct error *error)
{
	const struct working_open *open;
	size_t at;

	for (;;) {
		if (!working_table_find(&at, &working->table, end, error))
			return false;
		open = &working->table.open[at];
		if (open->from <= end.seconds) {
			*out = end;
			return true;
		}
		if (at > 0) {
			out->seconds = open[-1].to;
			return true;
		}
		if (!working_table_further(&working->table, false, error))
			return false;
	}
}

bool
working_time_subtract(struct instant *out, struct working_time *working,
    struct instant end, int64_t seconds, struct error *error)
{
	const struct working_open *open;
	int64_t count;
	size_t at;

	ENSURE(seconds >= 0);
	if (seconds == 0)
		return working_closing(out, working, end, error);
	for (;;) {
		if (!working_table_count(&count, &working->table, end, error))
			return false;
		at = count < seconds ? SIZE_MAX :
		    working_begun(working, count - seconds);
		if (at != SIZE_MAX)
			break;
		if (!working_table_further(&working->table, false, error))
			return false;
	}
	open = &working->table.open[at];
	out->seconds = open->from + count - seconds - open->before;
	return true;
}

/* The next date with hours, or the one before. */
static bool
working_date(struct date *date, const struct working_time *working,
    int32_t step, struct error *error)
{
	struct working_span spans[CALENDAR_SPANS_MAX];

	for (int i = 0; i < WORKING_TIME_YEARS_MAX * YEAR_DAYS_MAX; i++) {
		*date = date_add_days(*date, step);
		if (working_time_day(spans, working->table.calendar, *date) > 0)
			return true;
	}
	return working_table_never(error);
}

bool
working_time_add_days(struct instant *out, struct working_time *working,
    struct instant start, int32_t days, struct error *error)
{
	const struct zone *zone = calendar_zone(working->table.calendar);
	struct instant local = { zone_local(zone, start) };
	struct date date = instant_date(local);
	int64_t time = local.seconds - (int64_t)date.days * DAY_SECONDS;
	struct instant same;
	size_t at;

	if (!working_table_find(&at, &working->table, start, error))
		return false;
	for (int32_t i = days; i != 0; i += i < 0 ? 1 : -1)
		if (!working_date(&date, working, i < 0 ? -1 : 1, error))
			return false;
	same = zone_instant(zone, (int64_t)date.days * DAY_SECONDS + time);
	if (days < 0)
		return working_closing(out, working, same, error);
	return working_time_add(out, working, same, 0, error);
}

bool
working_time_is_open(bool *out, struct working_time *working,
    struct instant instant, struct error *error)
{
	size_t at;

	if (!working_table_find(&at, &working->table, instant, error))
		return false;
	*out = working->table.open[at].from <= instant.seconds;
	return true;
}
