#include "timed.h"

/* A field of the kind, of one of two types. */
static bool
find_field(int *out, const struct schema *schema, const char *name,
    enum field_type type, enum field_type or, const char *option,
    struct error *error)
{
	*out = schema_find(schema, slice_of(name));
	if (*out != FIELD_ABSENT && (schema->fields[*out].type == type ||
	    schema->fields[*out].type == or))
		return true;
	return error_set(error, FAULT_USAGE, "\"%s\" is not a field of %s "
	    "with %s (--%s)", name, schema->name, type == FIELD_INTEGER ?
	    "whole numbers" : type == FIELD_TIME ? "times" : "codes", option);
}

static const char *
option_or(const struct cli *cli, const char *option, const char *otherwise)
{
	return cli_has(cli, option) ? cli_text(cli, option) : otherwise;
}

static bool
make_now(struct timed_plan *plan, const struct cli *cli, struct error *error)
{
	plan->has_now = cli_has(cli, "now");
	if (!plan->has_now ||
	    instant_parse(&plan->now, slice_of(cli_text(cli, "now")), error))
		return true;
	error->fault = FAULT_USAGE;
	return false;
}

/* The one calendar is there, whatever records come. */
static bool
make_book(struct timed_plan *plan, struct cli *cli, struct error *error)
{
	struct working_time *working;

	return kpi_calendars(&plan->book, cli, error) &&
	    (plan->calendar != FIELD_ABSENT || calendar_book_get(&working,
	    NULL, &plan->book, plan->code, error));
}

static bool
make_off(const struct cli *cli, struct error *error)
{
	static const char *const names[] = { "start", "stop", "now",
		"calendars", "as-of" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (cli_has(cli, names[i]))
			return error_set(error, FAULT_USAGE, "--%s needs "
			    "--calendar or --calendar-column", names[i]);
	return true;
}

bool
timed_plan_make(struct timed_plan *plan, struct cli *cli,
    const struct schema *schema, struct error *error)
{
	plan->on = cli_has(cli, "calendar") ||
	    cli_has(cli, "calendar-column");
	plan->schema = schema;
	plan->calendar = plan->elapsed = FIELD_ABSENT;
	if (!plan->on)
		return make_off(cli, error);
	if (cli_has(cli, "calendar") && cli_has(cli, "calendar-column"))
		return error_set(error, FAULT_USAGE,
		    "give --calendar or --calendar-column");
	if (cli_has(cli, "calendar"))
		plan->code = slice_of(cli_text(cli, "calendar"));
	else if (!find_field(&plan->calendar, schema,
	    cli_text(cli, "calendar-column"), FIELD_CODE, FIELD_TEXT,
	    "calendar-column", error))
		return false;
	return find_field(&plan->start, schema, option_or(cli, "start",
	    "opened"), FIELD_TIME, FIELD_TIME, "start", error) &&
	    find_field(&plan->stop, schema, option_or(cli, "stop",
	    "closed"), FIELD_TIME, FIELD_TIME, "stop", error) &&
	    find_field(&plan->elapsed, schema, "elapsed", FIELD_INTEGER,
	    FIELD_INTEGER, "calendar", error) &&
	    make_now(plan, cli, error) &&
	    make_book(plan, cli, error);
}

static bool
check_column(unsigned *out, const struct timed_plan *plan,
    const struct stream *in, int field, struct error *error)
{
	if (field == FIELD_ABSENT)
		return true;
	*out = stream_column(in, field);
	return *out != 0 || error_set_code(error, FAULT_INPUT,
	    "missing-label", "the working time needs the column \"%s\", "
	    "which the input has not", plan->schema->fields[field].name);
}

bool
timed_plan_check(struct timed_plan *plan, const struct stream *in,
    struct error *error)
{
	unsigned start;

	if (!plan->on)
		return true;
	if (stream_column(in, plan->elapsed) != 0)
		return error_set(error, FAULT_INPUT, "the input has a column "
		    "\"elapsed\" already; rename it first");
	return check_column(&start, plan, in, plan->start, error) &&
	    check_column(&plan->stop_column, plan, in, plan->stop, error) &&
	    check_column(&plan->calendar_column, plan, in, plan->calendar,
	    error);
}

void
timed_plan_release(struct timed_plan *plan)
{
	calendar_book_release(&plan->book);
}

void
timed_begin(struct timed *timed, const struct timed_plan *plan)
{
	*timed = (struct timed){ .plan = plan };
}

void
timed_release(struct timed *timed)
{
	for (size_t i = 0; i < timed->workings.count; i++)
		working_time_free(timed->workings.entries[i].value);
	table_release(&timed->workings);
}

/* The calendars are shared; what is worked out of them is not. */
static bool
find_working(struct timed *timed, struct slice code, struct error *error)
{
	const struct calendar *calendar;
	struct working_time *shared;
	size_t number;
	bool added;

	if (timed->last != NULL && slice_equal(code, timed->last_code))
		return true;
	if (!calendar_book_get(&shared, &calendar, &timed->plan->book, code,
	    error))
		return false;
	number = table_put(&timed->workings, code, &added);
	if (added)
		timed->workings.entries[number].value =
		    working_time_new(calendar);
	timed->last = timed->workings.entries[number].value;
	timed->last_code = timed->workings.entries[number].key;
	return true;
}

static void *
field_at(const struct timed *timed, void *record, int field)
{
	return (char *)record + timed->plan->schema->fields[field].offset;
}

static bool
refuse_stop(const struct timed_plan *plan, struct instant start,
    struct error *error)
{
	char text[INSTANT_TEXT_MAX];

	(void)instant_format(text, start);
	(void)error_set_code(error, FAULT_INPUT, "constraint-error",
	    "it stops before it starts, at %s", text);
	return error_in_field(error, plan->schema->fields[plan->stop].name,
	    plan->stop_column);
}

static bool
set_calendar(struct timed *timed, void *record, struct error *error)
{
	const struct timed_plan *plan = timed->plan;

	if (plan->calendar == FIELD_ABSENT)
		return find_working(timed, plan->code, error);
	return find_working(timed, *(const struct slice *)field_at(timed,
	    record, plan->calendar), error) || error_in_field(error,
	    plan->schema->fields[plan->calendar].name,
	    plan->calendar_column);
}

bool
timed_set(struct timed *timed, void *record, struct error *error)
{
	const struct timed_plan *plan = timed->plan;
	struct instant start =
	    *(const struct instant *)field_at(timed, record, plan->start);
	struct instant stop =
	    *(const struct instant *)field_at(timed, record, plan->stop);
	int64_t *elapsed = field_at(timed, record, plan->elapsed);

	*elapsed = 0;
	if (!set_calendar(timed, record, error))
		return false;
	if (start.seconds == INSTANT_NONE.seconds) {
		(void)error_set_code(error, FAULT_INPUT, "constraint-error",
		    "is required and empty");
		return error_in_field(error,
		    plan->schema->fields[plan->start].name, 0);
	}
	if (stop.seconds == INSTANT_NONE.seconds) {
		if (!plan->has_now)
			return true;
		stop = plan->now;
	} else if (stop.seconds < start.seconds) {
		return refuse_stop(plan, start, error);
	}
	if (!working_time_elapsed(elapsed, timed->last, start, stop, error))
		return false;
	if (*elapsed == 0)
		schema_give_zero(plan->schema, (size_t)plan->elapsed, record);
	return true;
}
