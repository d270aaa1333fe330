#include "value/working_table.h"

#include "base/assert.h"
#include "base/memory.h"

enum {
	DAY_SECONDS = CALENDAR_DAY_SECONDS,
	YEAR_FIRST = 2,
	YEAR_LAST = 9998,
	/* Local days begin less than this many days from those of UTC. */
	ZONE_DAYS = 2,
	YEAR_DAYS_MAX = 366
};

void
working_table_init(struct working_table *table,
    const struct calendar *calendar)
{
	*table = (struct working_table){ .calendar = calendar,
	    .year_first = YEAR_LAST + 1 };
}

void
working_table_release(struct working_table *table)
{
	memory_free(table->open);
	memory_free(table->first);
}

static void
table_add(struct working_table *table, int64_t from, int64_t to)
{
	struct working_open *last;
	int64_t before = 0;

	table->open = memory_grow(table->open, &table->open_capacity,
	    table->open_count, sizeof(*table->open));
	if (table->open_count > 0) {
		last = &table->open[table->open_count - 1];
		if (from < last->to)
			from = last->to;
		if (from >= to)
			return;
		if (from == last->to) {
			last->to = to;
			return;
		}
		before = last->before + last->to - last->from;
	}
	table->open[table->open_count++] =
	    (struct working_open){ from, to, before };
}

static void
table_end(struct working_table *table)
{
	struct working_open *last;
	int64_t before = 0;

	if (table->open_count > 0) {
		last = &table->open[table->open_count - 1];
		before = last->before + last->to - last->from;
	}
	table->open = memory_grow(table->open, &table->open_capacity,
	    table->open_count, sizeof(*table->open));
	table->open[table->open_count] =
	    (struct working_open){ INT64_MAX, INT64_MAX, before };
}

static void
table_index(struct working_table *table)
{
	uint32_t at = 0;

	ENSURE(table->open_count < UINT32_MAX);
	if (table->first_capacity < table->day_count) {
		table->first_capacity = table->day_count;
		table->first = memory_resize(table->first,
		    table->first_capacity, sizeof(*table->first));
	}
	for (size_t i = 0; i < table->day_count; i++) {
		int64_t midnight = (table->day_first + (int64_t)i) *
		    DAY_SECONDS;

		while (table->open[at].to <= midnight)
			at++;
		table->first[i] = at;
	}
}

static struct date
first_day(int year)
{
	struct error never = { 0 };
	struct date date = DATE_NONE;

	ENSURE(date_from_parts(&date, (struct date_parts){ year, 1, 1 },
	    &never));
	return date;
}

/* Work out all years from first to last. */
static void
table_fill(struct working_table *table, int first, int last)
{
	struct working_span spans[CALENDAR_SPANS_MAX];
	int32_t from = first_day(first).days;
	int32_t until = first_day(last + 1).days;

	table->year_first = first;
	table->year_last = last;
	table->day_first = from;
	table->day_count = (size_t)(until - from);
	table->open_count = 0;
	for (int32_t day = from - ZONE_DAYS; day < until + ZONE_DAYS; day++) {
		size_t count = working_time_day(spans, table->calendar,
		    (struct date){ day });

		for (size_t i = 0; i < count; i++)
			table_add(table, spans[i].from.seconds,
			    spans[i].to.seconds);
	}
	table_end(table);
	table_index(table);
}

static bool
table_too_far(struct error *error)
{
	return error_set_code(error, FAULT_INPUT, "constraint-error",
	    "the times lie more than %d years apart, or outside the years "
	    "%d to %d", WORKING_TIME_YEARS_MAX, YEAR_FIRST, YEAR_LAST);
}

/* See that the years are worked out, those before them kept. */
static bool
table_reach(struct working_table *table, int first, int last,
    struct error *error)
{
	if (table->year_first <= table->year_last) {
		if (first > table->year_first)
			first = table->year_first;
		if (last < table->year_last)
			last = table->year_last;
	}
	if (first < YEAR_FIRST || last > YEAR_LAST ||
	    last - first >= WORKING_TIME_YEARS_MAX)
		return table_too_far(error);
	if (first < table->year_first || last > table->year_last)
		table_fill(table, first, last);
	return true;
}

static int64_t
table_day(struct instant instant)
{
	return instant.seconds / DAY_SECONDS -
	    (instant.seconds % DAY_SECONDS < 0);
}

bool
working_table_find(size_t *out, struct working_table *table,
    struct instant instant, struct error *error)
{
	int64_t day = table_day(instant) - table->day_first;
	size_t at;

	if (day < 0 || (uint64_t)day >= table->day_count) {
		int year;

		if (instant.seconds / DAY_SECONDS / YEAR_DAYS_MAX >
		    YEAR_LAST || instant.seconds / DAY_SECONDS <
		    first_day(YEAR_FIRST).days)
			return table_too_far(error);
		year = date_parts(instant_date(instant)).year;
		if (!table_reach(table, year, year, error))
			return false;
		day = table_day(instant) - table->day_first;
	}
	at = table->first[day];
	while (table->open[at].to <= instant.seconds)
		at++;
	*out = at;
	return true;
}

bool
working_table_count(int64_t *out, struct working_table *table,
    struct instant instant, struct error *error)
{
	const struct working_open *open;
	size_t at;

	if (!working_table_find(&at, table, instant, error))
		return false;
	open = &table->open[at];
	*out = open->before;
	if (instant.seconds > open->from)
		*out += instant.seconds - open->from;
	return true;
}

bool
working_table_never(struct error *error)
{
	return error_set_code(error, FAULT_INPUT, "constraint-error",
	    "the calendar has not so much working time within %d years",
	    WORKING_TIME_YEARS_MAX);
}

bool
working_table_further(struct working_table *table, bool after,
    struct error *error)
{
	int years = table->year_last - table->year_first + 1;
	int first = table->year_first, last = table->year_last;

	if (years >= WORKING_TIME_YEARS_MAX)
		return working_table_never(error);
	if (years > WORKING_TIME_YEARS_MAX - years)
		years = WORKING_TIME_YEARS_MAX - years;
	if (after)
		last = last + years < YEAR_LAST ? last + years : YEAR_LAST;
	else
		first = first - years > YEAR_FIRST ? first - years :
		    YEAR_FIRST;
	if (last - first + 1 == table->year_last - table->year_first + 1)
		return working_table_never(error);
	return table_reach(table, first, last, error);
}
