#include "mining.h"

#include <strings.h>

#include "record/zone_file.h"

enum { PART_NAMES = 3 };

/* The columns which are taken when none is named. */
static const struct {
	const char *option;
	bool required;
	const char *names[PART_NAMES];
} parts[MINING_PARTS] = {
	[MINING_CASE] = { "case", true,
	    { "case", "case_id", "case:concept:name" } },
	[MINING_ACTIVITY] = { "activity", true,
	    { "activity", "concept:name", NULL } },
	[MINING_TIME] = { "time", true,
	    { "time", "timestamp", "time:timestamp" } },
	[MINING_RESOURCE] = { "resource", false,
	    { "resource", "org:resource", NULL } },
	[MINING_TRANSITION] = { "transition", false,
	    { "transition", "lifecycle:transition", NULL } }
};

static bool
find_part(struct mining *mining, enum mining_part part, struct error *error)
{
	const char *option = parts[part].option;
	bool *has = &mining->has[part];

	*has = cli_has(mining->cli, option);
	if (*has)
		return mining_input_column(&mining->columns[part], mining,
		    cli_text(mining->cli, option), option, error);
	for (size_t i = 0; i < PART_NAMES && !*has; i++)
		*has = parts[part].names[i] != NULL && mining_input_find(
		    &mining->columns[part], mining, parts[part].names[i]);
	return *has || !parts[part].required || error_set_code(error,
	    FAULT_INPUT, "missing-label", "the input has no column \"%s\"; "
	    "name another with --%s", parts[part].names[0], option);
}

static bool
read_calendar(struct mining *mining, struct error *error)
{
	const struct calendar *calendar;
	struct cli *cli = mining->cli;

	if (!cli_has(cli, "calendar"))
		return !cli_has(cli, "calendars") || error_set(error,
		    FAULT_USAGE, "--calendars needs --calendar");
	if (!kpi_calendars(&mining->book, cli, error) ||
	    !calendar_book_get(&mining->working, &calendar, &mining->book,
	    slice_of(cli_text(cli, "calendar")), error))
		return false;
	mining->form.zone = calendar_zone(calendar);
	return true;
}

static bool
read_zone(struct mining *mining, struct error *error)
{
	const char *name = cli_text(mining->cli, "zone");

	if (name == NULL || zone_file_read(&mining->form.zone,
	    &mining->arena, slice_of(name), error))
		return true;
	if (error->fault == FAULT_INPUT)
		error->fault = FAULT_USAGE;
	return false;
}

static bool
read_options(struct mining *mining, unsigned use, struct error *error)
{
	static const char *const orders[] = { "ymd", "dmy", "mdy", "seconds",
		"milliseconds", NULL };
	static const char *const readings[] = { "all", "complete", "pairs",
		NULL };
	static const char *const overlaps[] = { "refuse", "pair", NULL };
	const struct cli *cli = mining->cli;

	mining->form.order = (enum timestamp_order)mining_figures_choice(cli,
	    "time-format", orders);
	mining->form.lenient = kpi_lenient(cli);
	mining->log.reading = (enum event_reading)mining_figures_choice(cli,
	    "transitions", readings);
	mining->log.overlaps = mining_figures_choice(cli, "overlaps",
	    overlaps) > 0;
	mining->log.sorted = cli_flag(cli, "sorted");
	mining->missing_count = cli_list_count(cli, "missing");
	if (mining->missing_count > MINING_MISSING_MAX)
		return error_set(error, FAULT_USAGE,
		    "--missing is given more than %d times",
		    MINING_MISSING_MAX);
	for (size_t i = 0; i < mining->missing_count; i++)
		mining->missing[i] = slice_of(cli_list(cli, "missing", i));
	return ((use & MINING_FIGURES) == 0 ||
	    mining_figures_read(mining, error)) &&
	    ((use & MINING_DURATIONS) == 0 ||
	    read_calendar(mining, error)) && read_zone(mining, error);
}

bool
mining_open(struct mining *mining, struct cli *cli, unsigned use,
    struct error *error)
{
	mining->cli = cli;
	event_log_init(&mining->log);
	if (!read_options(mining, use, error) ||
	    !mining_input_open(mining, error))
		return false;
	for (size_t i = 0; i < MINING_PARTS; i++)
		if (!find_part(mining, (enum mining_part)i, error))
			return false;
	return mining->log.reading == EVENT_READ_ALL ||
	    mining->has[MINING_TRANSITION] || error_set(error, FAULT_INPUT,
	    "--transitions %s needs a column of transitions; name it with "
	    "--transition", cli_text(cli, "transitions"));
}

bool
mining_need_resource(const struct mining *mining, struct error *error)
{
	return mining->has[MINING_RESOURCE] || error_set_code(error,
	    FAULT_INPUT, "missing-label", "the input has no column \"%s\"; "
	    "name another with --%s", parts[MINING_RESOURCE].names[0],
	    parts[MINING_RESOURCE].option);
}

bool
mining_class(struct event_class *out, const struct mining *mining,
    const char *option, const struct table *names, struct error *error)
{
	out->names = names;
	out->count = cli_list_count(mining->cli, option);
	if (out->count > EVENT_CLASS_PATTERNS_MAX)
		return error_set(error, FAULT_USAGE,
		    "--%s is given more than %d times", option,
		    EVENT_CLASS_PATTERNS_MAX);
	for (size_t i = 0; i < out->count; i++)
		out->patterns[i] = cli_list(mining->cli, option, i);
	return true;
}

/* A cell which an event must have. */
static bool
required(struct slice *out, const struct mining *mining,
    const struct record *record, enum mining_part part, struct error *error)
{
	*out = mining_input_cell(mining, record, mining->columns[part]);
	if (out->length > 0)
		return true;
	(void)error_set_code(error, FAULT_INPUT, "constraint-error",
	    "is required and empty");
	return mining_input_in(mining, mining->columns[part], error);
}

/* The names of IEEE 1849 are written in small letters, some logs shout. */
static enum event_transition
transition_of(struct slice text)
{
	if (text.length == 0 || (text.length == 8 &&
	    strncasecmp(text.text, "complete", 8) == 0))
		return EVENT_COMPLETE;
	return text.length == 5 && strncasecmp(text.text, "start", 5) == 0 ?
	    EVENT_START : EVENT_OTHER;
}

static bool
read_cells(struct event_cells *out, const struct mining *mining,
    const struct record *record, struct error *error)
{
	struct slice time;

	*out = (struct event_cells){ .origin = record->origin,
	    .line = record->line, .resource = { "", 0 } };
	if (!required(&out->trace, mining, record, MINING_CASE, error) ||
	    !required(&out->activity, mining, record, MINING_ACTIVITY,
	    error) || !required(&time, mining, record, MINING_TIME, error))
		return false;
	if (!timestamp_parse(&out->time, &mining->form, time, error))
		return mining_input_in(mining, mining->columns[MINING_TIME],
		    error);
	if (mining->has[MINING_RESOURCE])
		out->resource = mining_input_cell(mining, record,
		    mining->columns[MINING_RESOURCE]);
	if (mining->has[MINING_TRANSITION])
		out->transition = transition_of(mining_input_cell(mining,
		    record, mining->columns[MINING_TRANSITION]));
	return true;
}

/* A trace may have no events which count, as when none was completed. */
static bool
give(struct mining *mining, const struct trace *trace, struct error *error)
{
	if (trace->count > 0)
		return mining->take(mining->context, trace, error);
	mining->skipped++;
	return true;
}

static bool
give_sorted(struct mining *mining, struct error *error)
{
	struct trace trace;

	return event_log_take(&trace, &mining->log, error) &&
	    give(mining, &trace, error);
}

static bool
add(struct mining *mining, const struct record *record,
    const struct event_cells *cells, struct error *error)
{
	uint32_t trace;

	if (mining->check != NULL && !mining->check(mining->context, record,
	    error))
		return false;
	if (!event_log_add(&mining->log, cells, &trace, error))
		return mining_input_in(mining, mining->columns[MINING_TIME],
		    error);
	/* What is no event of its own has no part in its case. */
	if (mining->note != NULL && (mining->log.reading == EVENT_READ_ALL ||
	    cells->transition == EVENT_COMPLETE))
		mining->note(mining->context, record, cells, trace);
	return true;
}

static bool
read_all(struct mining *mining, struct error *error)
{
	struct event_cells cells;
	struct record record;

	while (mining_input_next(mining, &record, error)) {
		bool right = read_cells(&cells, mining, &record, error);

		if (right && mining->log.sorted &&
		    event_log_ends(&mining->log, cells.trace) &&
		    !give_sorted(mining, error))
			return false;
		if ((!right || !add(mining, &record, &cells, error)) &&
		    !mining_input_reject(mining, &record, error))
			return false;
	}
	return error->fault == FAULT_NONE;
}

static void
say_left_out(const struct mining *mining)
{
	if (mining->skipped > 0)
		cli_say(mining->cli, "%llu cases have no event which is "
		    "complete, and are left out",
		    (unsigned long long)mining->skipped);
	if (mining->log.unfinished > 0)
		cli_say(mining->cli, "%llu activities were started and not "
		    "completed, and are left out",
		    (unsigned long long)mining->log.unfinished);
}

bool
mining_each(struct mining *mining, struct error *error)
{
	struct event_log *log = &mining->log;
	struct trace trace;

	if (!read_all(mining, error) || !mining_input_settle(mining, error))
		return false;
	if (log->sorted) {
		if (log->current >= 0 && !give_sorted(mining, error))
			return false;
	} else {
		event_log_order(log);
		for (size_t i = 0; i < log->traces.count; i++)
			if (!event_log_trace(&trace, log, (uint32_t)i,
			    error) || !give(mining, &trace, error))
				return false;
	}
	say_left_out(mining);
	return true;
}

void
mining_release(struct mining *mining)
{
	mining_input_release(mining);
	event_log_release(&mining->log);
	calendar_book_release(&mining->book);
	arena_release(&mining->arena);
}
