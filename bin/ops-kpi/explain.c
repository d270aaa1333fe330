#include "kpi.h"

#include "schema/clock_day.h"

enum {
	DAY_SECONDS = CALENDAR_DAY_SECONDS,
	/* "00:00-24:00 ", so many times */
	HOURS_TEXT_MAX = 12 * CALENDAR_SPANS_MAX + 1
};

static const char *const weekdays[] = { "Monday", "Tuesday", "Wednesday",
	"Thursday", "Friday", "Saturday", "Sunday" };

static const char *const reasons[] = {
	[CALENDAR_WEEKDAY] = "weekday", [CALENDAR_SHIFT] = "shift",
	[CALENDAR_BREAK] = "break", [CALENDAR_HOLIDAY] = "holiday"
};

struct explanation {
	struct working_time *working;
	const struct calendar *calendar;
	struct clock_pauses pauses;
	struct instant start;
	struct instant stop;
	int64_t elapsed;
};

static bool
time_option(struct instant *out, const struct cli *cli, const char *option,
    const struct zone *zone, struct error *error)
{
	if (zone_time_parse(out, zone, slice_of(cli_text(cli, option)),
	    kpi_lenient(cli), error))
		return true;
	error->fault = FAULT_USAGE;
	return false;
}

static bool
explanation_read(struct explanation *one, const struct cli *cli,
    const struct calendar_book *book, struct error *error)
{
	const struct zone *zone;

	if (!calendar_book_get(&one->working, &one->calendar, book,
	    slice_of(cli_text(cli, "calendar")), error))
		return false;
	zone = calendar_zone(one->calendar);
	if (!time_option(&one->start, cli, "start", zone, error) ||
	    !time_option(&one->stop, cli, "stop", zone, error))
		return false;
	if (one->stop.seconds < one->start.seconds)
		return error_set(error, FAULT_USAGE,
		    "--stop is before --start");
	for (size_t i = 0; i < cli_list_count(cli, "pause"); i++) {
		struct clock_pauses pause = { 0 };
		bool right = kpi_pauses(&pause, zone,
		    slice_of(cli_list(cli, "pause", i)), kpi_lenient(cli),
		    error);

		for (size_t j = 0; right && j < pause.count; j++)
			right = clock_pause(&one->pauses, pause.spans[j].from,
			    pause.spans[j].to, error);
		clock_release(&pause);
		if (!right) {
			error->fault = FAULT_USAGE;
			return false;
		}
	}
	return true;
}

static struct slice
hours_text(char buffer[HOURS_TEXT_MAX], const struct calendar_hours *hours)
{
	size_t length = 0;

	for (size_t i = 0; i < hours->count; i++) {
		const int32_t times[] = { hours->spans[i].from,
			hours->spans[i].to };

		length += (size_t)snprintf(buffer + length,
		    HOURS_TEXT_MAX - length, "%s%02d:%02d-%02d:%02d",
		    i > 0 ? " " : "", times[0] / 3600, times[0] / 60 % 60,
		    times[1] / 3600, times[1] / 60 % 60);
	}
	return slice_from(buffer, length);
}

/* The part of a civil day which lies between start and stop. */
static bool
day_count(struct clock_day *out, struct explanation *one, struct date date,
    struct error *error)
{
	const struct zone *zone = calendar_zone(one->calendar);
	struct instant from = zone_instant(zone,
	    (int64_t)date.days * DAY_SECONDS);
	struct instant until = zone_instant(zone,
	    ((int64_t)date.days + 1) * DAY_SECONDS);
	int64_t counted;

	if (from.seconds < one->start.seconds)
		from = one->start;
	if (until.seconds > one->stop.seconds)
		until = one->stop;
	if (!working_time_elapsed(&out->open, one->working, from, until,
	    error) || !clock_elapsed(&counted, one->working, from, until,
	    &one->pauses, error))
		return false;
	out->paused = out->open - counted;
	one->elapsed += counted;
	out->elapsed = one->elapsed;
	return true;
}

static bool
explain_days(struct explanation *one, struct sink *out, struct error *error)
{
	const struct zone *zone = calendar_zone(one->calendar);
	const struct instant first = { zone_local(zone, one->start) };
	const struct instant last = { zone_local(zone, one->stop) };
	struct date until = instant_date(last);
	char text[HOURS_TEXT_MAX];

	for (struct date date = instant_date(first);
	    date_compare(date, until) <= 0; date = date_add_days(date, 1)) {
		struct clock_day day = { .date = date };
		struct calendar_hours hours;

		day.reason = slice_of(reasons[calendar_day(&hours, &day.name,
		    one->calendar, date)]);
		day.weekday = slice_of(weekdays[date_weekday(date) - 1]);
		day.hours = hours_text(text, &hours);
		if (!day_count(&day, one, date, error) ||
		    !clock_day_put(out, &day, error))
			return false;
	}
	return true;
}

bool
kpi_explain(struct cli *cli, struct error *error)
{
	struct calendar_book book = { 0 };
	struct explanation one = { 0 };
	struct sink *out;
	bool done;

	done = kpi_calendars(&book, cli, error) &&
	    explanation_read(&one, cli, &book, error) &&
	    cli_output(&out, cli, &schema_clock_day, NULL, error) &&
	    explain_days(&one, out, error);
	clock_release(&one.pauses);
	calendar_book_release(&book);
	return done;
}
