#include "kpi.h"

#include "schema/service_clock.h"
#include "value/duration.h"

/* A part of each record, by the option which names its column. */
enum part {
	PART_CALENDAR,
	PART_START,
	PART_STOP,
	PART_PAUSES,
	PART_TARGET,
	PARTS
};

static const char *const part_options[PARTS] = {
	"calendar-column", "start", "stop", "pauses", "target-column"
};

struct clock_plan {
	struct cli *cli;
	const struct calendar_book *book;
	bool has[PARTS];
	size_t columns[PARTS];
	struct slice calendar;		/* of --calendar */
	bool has_target;
	int64_t target;			/* of --target */
	bool warns;
	int64_t warn_before;
	bool has_now;
	struct instant now;		/* until when running clocks count */
	bool lenient;
	struct clock_pauses pauses;
};

/* What a record says, and what came of it. */
struct clock_case {
	struct working_time *working;
	const struct zone *zone;
	struct instant start;
	struct instant stop;		/* none while it runs */
	bool has_target;
	int64_t target;
	bool has_elapsed;
	int64_t elapsed;
	struct instant deadline;
	struct instant warning;
};

static bool
plan_durations(struct clock_plan *plan, struct error *error)
{
	const struct cli *cli = plan->cli;

	plan->has_target = cli_has(cli, "target");
	plan->warns = cli_has(cli, "warn-before");
	if ((plan->has_target && !duration_parse(&plan->target,
	    slice_of(cli_text(cli, "target")), error)) || (plan->warns &&
	    !duration_parse(&plan->warn_before,
	    slice_of(cli_text(cli, "warn-before")), error))) {
		error->fault = FAULT_USAGE;
		return false;
	}
	return true;
}

static bool
plan_now(struct clock_plan *plan, struct error *error)
{
	const char *now = cli_text(plan->cli, "now");

	plan->has_now = now != NULL;
	if (plan->has_now &&
	    !instant_parse(&plan->now, slice_of(now), error)) {
		error->fault = FAULT_USAGE;
		return false;
	}
	return true;
}

static bool
plan_make(struct clock_plan *plan, const struct stream *in,
    struct error *error)
{
	const struct cli *cli = plan->cli;

	if (cli_has(cli, "calendar") == cli_has(cli, "calendar-column"))
		return error_set(error, FAULT_USAGE,
		    "give --calendar or --calendar-column");
	if (cli_has(cli, "target") && cli_has(cli, "target-column"))
		return error_set(error, FAULT_USAGE,
		    "--target and --target-column exclude each other");
	if (cli_has(cli, "calendar"))
		plan->calendar = slice_of(cli_text(cli, "calendar"));
	plan->lenient = kpi_lenient(cli);
	for (size_t i = 0; i < PARTS; i++) {
		plan->has[i] = cli_has(cli, part_options[i]);
		if (plan->has[i] && !cli_column(&plan->columns[i], cli, in,
		    part_options[i], error))
			return false;
	}
	return plan_durations(plan, error) && plan_now(plan, error) &&
	    cli_lacks(in, &schema_service_clock, error);
}

static bool
in_part(const struct clock_plan *plan, enum part part, struct error *error)
{
	return error_in_field(error, cli_text(plan->cli, part_options[part]),
	    (unsigned)plan->columns[part] + 1);
}

static bool
case_time(struct instant *out, const struct clock_plan *plan,
    const struct zone *zone, const struct record *record, enum part part,
    struct error *error)
{
	struct slice text = record->extras[plan->columns[part]];

	if (slice_is_empty(text))
		(void)error_set_code(error, FAULT_INPUT, "constraint-error",
		    "is required and empty");
	else if (zone_time_parse(out, zone, text, plan->lenient, error))
		return true;
	return in_part(plan, part, error);
}

static bool
case_calendar(struct clock_case *one, const struct clock_plan *plan,
    const struct record *record, struct error *error)
{
	const struct calendar *calendar;
	struct slice code = plan->has[PART_CALENDAR] ?
	    record->extras[plan->columns[PART_CALENDAR]] : plan->calendar;

	if (!calendar_book_get(&one->working, &calendar, plan->book, code,
	    error))
		return plan->has[PART_CALENDAR] &&
		    in_part(plan, PART_CALENDAR, error);
	one->zone = calendar_zone(calendar);
	return true;
}

static bool
case_stop(struct clock_case *one, const struct clock_plan *plan,
    const struct record *record, struct error *error)
{
	if (!plan->has[PART_STOP] ||
	    slice_is_empty(record->extras[plan->columns[PART_STOP]]))
		return true;
	if (!case_time(&one->stop, plan, one->zone, record, PART_STOP,
	    error))
		return false;
	if (one->stop.seconds >= one->start.seconds)
		return true;
	return error_set_code(error, FAULT_INPUT, "constraint-error",
	    "it stops before it starts, at %.*s",
	    SLICE_PRINT(record->extras[plan->columns[PART_START]])) ||
	    in_part(plan, PART_STOP, error);
}

static bool
case_read(struct clock_case *one, struct clock_plan *plan,
    const struct record *record, struct error *error)
{
	const struct slice *cells = record->extras;

	*one = (struct clock_case){ .stop = INSTANT_NONE,
	    .deadline = INSTANT_NONE, .warning = INSTANT_NONE,
	    .has_target = plan->has_target, .target = plan->target };
	if (!case_calendar(one, plan, record, error) ||
	    !case_time(&one->start, plan, one->zone, record, PART_START,
	    error) || !case_stop(one, plan, record, error))
		return false;
	clock_clear(&plan->pauses);
	if (plan->has[PART_PAUSES] && !kpi_pauses(&plan->pauses, one->zone,
	    cells[plan->columns[PART_PAUSES]], plan->lenient, error))
		return in_part(plan, PART_PAUSES, error);
	if (!plan->has[PART_TARGET] ||
	    slice_is_empty(cells[plan->columns[PART_TARGET]]))
		return true;
	one->has_target = true;
	return duration_parse(&one->target, cells[plan->columns[PART_TARGET]],
	    error) || in_part(plan, PART_TARGET, error);
}

static bool
case_count(struct clock_case *one, const struct clock_plan *plan,
    struct error *error)
{
	struct instant until = one->stop;

	if (until.seconds == INSTANT_NONE.seconds && plan->has_now)
		until = plan->now;
	one->has_elapsed = until.seconds != INSTANT_NONE.seconds;
	if (one->has_elapsed && !clock_elapsed(&one->elapsed, one->working,
	    one->start, until, &plan->pauses, error))
		return false;
	if (!one->has_target)
		return true;
	if (!clock_deadline(&one->deadline, one->working, one->start,
	    one->target, &plan->pauses, error))
		return false;
	return !plan->warns || clock_deadline(&one->warning, one->working,
	    one->start, one->target > plan->warn_before ?
	    one->target - plan->warn_before : 0, &plan->pauses, error);
}

static bool
case_is_paused(const struct clock_plan *plan)
{
	const struct clock_pauses *pauses = &plan->pauses;

	return pauses->count > 0 &&
	    pauses->spans[pauses->count - 1].to.seconds ==
	    INSTANT_NONE.seconds;
}

static const char *
case_result(const struct clock_case *one, const struct clock_plan *plan)
{
	bool stopped = one->stop.seconds != INSTANT_NONE.seconds;

	if (one->has_target && one->has_elapsed &&
	    one->elapsed > one->target)
		return "missed";
	if (stopped)
		return one->has_target ? "met" : "stopped";
	return case_is_paused(plan) ? "paused" : "running";
}

static bool
case_put(struct sink *out, const struct clock_case *one,
    const struct clock_plan *plan, const struct record *record,
    struct error *error)
{
	if (one->has_elapsed)
		sink_integer(out, one->elapsed);
	else
		sink_empty(out);
	sink_time(out, one->deadline);
	sink_time(out, one->warning);
	if (one->has_elapsed && one->has_target)
		sink_integer(out, one->target - one->elapsed);
	else
		sink_empty(out);
	sink_text(out, slice_of(case_result(one, plan)));
	for (size_t i = 0; i < record->extra_count; i++)
		sink_text(out, record->extras[i]);
	return sink_end(out, error);
}

static bool
clock_all(struct clock_plan *plan, struct error *error)
{
	struct clock_case one;
	struct record record;
	struct stream *in;
	struct sink *out;

	if (!cli_input(&in, plan->cli, NULL, 0, error) ||
	    !plan_make(plan, in, error) || !cli_output(&out, plan->cli,
	    &schema_service_clock, in, error))
		return false;
	while (stream_next(in, &record, error)) {
		if (!case_read(&one, plan, &record, error) ||
		    !case_count(&one, plan, error)) {
			if (!stream_reject(in, &record, error))
				return false;
			continue;
		}
		if (!case_put(out, &one, plan, &record, error))
			return false;
	}
	return error->fault == FAULT_NONE;
}

bool
kpi_clock(struct cli *cli, struct error *error)
{
	struct calendar_book book = { 0 };
	struct clock_plan plan = { .cli = cli, .book = &book };
	bool done;

	done = kpi_calendars(&book, cli, error) && clock_all(&plan, error);
	clock_release(&plan.pauses);
	calendar_book_release(&book);
	return done;
}
