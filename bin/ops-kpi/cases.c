/* ops-kpi cases - one record a case */
#include "mining.h"

#include <stdio.h>

#include "base/memory.h"

enum {
	KEPT_MAX = 64,
	KEPT_NAME_MAX = 256,
	KEPT_GROUP = 0,			/* places of those which are fields */
	KEPT_OUTCOME = 1,
	KEPT_FIELDS = 2
};

/* A column whose value a case keeps. */
struct kept {
	bool asked;
	size_t column;
	bool first;			/* of the first event, else the last */
	uint32_t *values;		/* of each case: numbers of texts */
	char name[KEPT_NAME_MAX];
};

/* What is kept of a case besides its events. */
struct noted {
	int64_t first;			/* times of the events */
	int64_t last;
	int64_t since;			/* as the columns of the last say */
	int64_t until;
	uint32_t line;			/* of the last */
	const char *origin;
};

struct casing {
	struct mining mining;
	struct event_cases cases;
	struct kept kept[KEPT_FIELDS + KEPT_MAX];
	size_t kept_count;
	struct table texts;
	struct noted *noted;
	struct noted read;		/* of the record at hand: the columns */
	size_t noted_capacity;
	bool has_since;
	bool has_until;
	size_t since;
	size_t until;
	struct sink *out;
};

static bool
keep(struct casing *casing, const char *option, const char *name,
    size_t place, struct error *error)
{
	struct kept *kept = &casing->kept[place];

	kept->asked = true;
	kept->first = strcmp(option, "keep-first") == 0;
	(void)snprintf(kept->name, sizeof(kept->name), "%s%s",
	    kept->first ? "first_" : "", name);
	if (!mining_input_column(&kept->column, &casing->mining, name, option,
	    error))
		return false;
	for (size_t i = KEPT_FIELDS; i < casing->kept_count; i++)
		if (strcmp(casing->kept[i].name, kept->name) == 0)
			return error_set(error, FAULT_USAGE,
			    "the column \"%s\" is kept twice", name);
	return place < KEPT_FIELDS || schema_find(&schema_process_case,
	    slice_of(kept->name)) == FIELD_ABSENT || error_set(error,
	    FAULT_USAGE, "the result has a column \"%s\" of its own",
	    kept->name);
}

static bool
keep_list(struct casing *casing, const char *option, struct error *error)
{
	const struct cli *cli = casing->mining.cli;
	size_t count = cli_list_count(cli, option);

	for (size_t i = 0; i < count; i++) {
		if (casing->kept_count == KEPT_FIELDS + KEPT_MAX)
			return error_set(error, FAULT_USAGE,
			    "more than %d columns are kept", KEPT_MAX);
		if (!keep(casing, option, cli_list(cli, option, i),
		    casing->kept_count, error))
			return false;
		casing->kept_count++;
	}
	return true;
}

static bool
keep_all(struct casing *casing, struct error *error)
{
	const struct cli *cli = casing->mining.cli;

	casing->kept_count = KEPT_FIELDS;
	return (!cli_has(cli, "group") || keep(casing, "group",
	    cli_text(cli, "group"), KEPT_GROUP, error)) &&
	    (!cli_has(cli, "outcome") || keep(casing, "outcome",
	    cli_text(cli, "outcome"), KEPT_OUTCOME, error)) &&
	    keep_list(casing, "keep", error) &&
	    keep_list(casing, "keep-first", error);
}

static bool
time_column(bool *has, size_t *out, struct casing *casing,
    const char *option, const char *other, struct error *error)
{
	const struct cli *cli = casing->mining.cli;

	*has = cli_has(cli, option);
	if (*has && cli_list_count(cli, other) > 0)
		return error_set(error, FAULT_USAGE,
		    "--%s and --%s exclude each other", other, option);
	return !*has || mining_input_column(out, &casing->mining,
	    cli_text(cli, option), option, error);
}

static bool
casing_terms(struct casing *casing, struct error *error)
{
	struct mining *mining = &casing->mining;
	struct event_cases *cases = &casing->cases;

	cases->log = &mining->log;
	cases->working = mining->working;
	cases->since_last = cli_flag(mining->cli, "since-last");
	cases->until_last = cli_flag(mining->cli, "until-last");
	return time_column(&casing->has_since, &casing->since, casing,
	    "since-column", "since", error) &&
	    time_column(&casing->has_until, &casing->until, casing,
	    "until-column", "until", error) &&
	    mining_class(&cases->since, mining, "since",
	    &mining->log.activities, error) &&
	    mining_class(&cases->until, mining, "until",
	    &mining->log.activities, error) &&
	    mining_class(&cases->wrong, mining, "wrong",
	    &mining->log.activities, error) &&
	    mining_class(&cases->automatic, mining, "automatic",
	    &mining->log.resources, error);
}

static struct noted *
note_case(struct casing *casing, uint32_t trace)
{
	while (trace >= casing->noted_capacity) {
		size_t before = casing->noted_capacity;

		casing->noted = memory_grow(casing->noted,
		    &casing->noted_capacity, before, sizeof(*casing->noted));
		for (size_t i = before; i < casing->noted_capacity; i++)
			casing->noted[i] = (struct noted){ .first = INT64_MAX,
			    .last = INT64_MIN };
		for (size_t i = 0; i < casing->kept_count; i++)
			casing->kept[i].values = memory_resize(
			    casing->kept[i].values, casing->noted_capacity,
			    sizeof(*casing->kept[i].values));
	}
	return &casing->noted[trace];
}

static bool
note_time(int64_t *out, const struct casing *casing, bool has,
    const struct record *record, size_t column, struct error *error)
{
	struct slice cell;

	*out = TIMESTAMP_NONE;
	if (!has)
		return true;
	cell = mining_input_cell(&casing->mining, record, column);
	return slice_is_empty(cell) || timestamp_parse(out,
	    &casing->mining.form, cell, error) ||
	    mining_input_in(&casing->mining, column, error);
}

static bool
check(void *context, const struct record *record, struct error *error)
{
	struct casing *casing = context;

	return note_time(&casing->read.since, casing, casing->has_since,
	    record, casing->since, error) && note_time(&casing->read.until,
	    casing, casing->has_until, record, casing->until, error);
}

/* Of events at the same time the last is the last. */
static void
note(void *context, const struct record *record,
    const struct event_cells *cells, uint32_t trace)
{
	struct casing *casing = context;
	struct noted *noted = note_case(casing, trace);
	bool first = cells->time < noted->first;
	bool last = cells->time >= noted->last, added;

	if (last) {
		noted->last = cells->time;
		noted->since = casing->read.since;
		noted->until = casing->read.until;
		noted->line = (uint32_t)cells->line;
		noted->origin = cells->origin;
	}
	if (first)
		noted->first = cells->time;
	for (size_t i = 0; i < casing->kept_count; i++) {
		struct kept *kept = &casing->kept[i];

		if (kept->asked && (kept->first ? first : last))
			kept->values[trace] = (uint32_t)table_put(
			    &casing->texts, mining_input_cell(&casing->mining,
			    record, kept->column), &added);
	}
}

static struct slice
kept_value(const struct casing *casing, size_t place, uint32_t trace)
{
	const struct kept *kept = &casing->kept[place];

	return kept->asked ? casing->texts.entries[kept->values[trace]].key :
	    slice_of("");
}

/* By the times which the last event has in columns. */
static bool
measure(struct process_case *one, struct casing *casing,
    const struct trace *trace, struct error *error)
{
	const struct noted *noted;
	int64_t since, until;

	if (!casing->has_since && !casing->has_until)
		return true;
	noted = &casing->noted[trace->number];
	since = casing->has_since ? noted->since :
	    event_case_since(&casing->cases, trace);
	until = casing->has_until ? noted->until :
	    event_case_until(&casing->cases, trace);
	if (since != TIMESTAMP_NONE && until != TIMESTAMP_NONE &&
	    until < since) {
		(void)error_set_code(error, FAULT_INPUT, "constraint-error",
		    "the case \"%.*s\" ends before it begins",
		    SLICE_PRINT(trace->id));
		(void)mining_input_in(&casing->mining, casing->has_until ?
		    casing->until : casing->since, error);
		return error_locate(error, noted->origin, noted->line);
	}
	return event_case_measure(one, &casing->cases, since, until, error) ||
	    error_locate(error, noted->origin, noted->line);
}

static bool
take(void *context, const struct trace *trace, struct error *error)
{
	struct casing *casing = context;
	struct process_case one;

	if (!event_case_make(&one, &casing->cases, trace, error) ||
	    !measure(&one, casing, trace, error))
		return false;
	one.group = kept_value(casing, KEPT_GROUP, trace->number);
	one.outcome = kept_value(casing, KEPT_OUTCOME, trace->number);
	sink_fields(casing->out, &one);
	for (size_t i = KEPT_FIELDS; i < casing->kept_count; i++)
		sink_text(casing->out, kept_value(casing, i, trace->number));
	return sink_end(casing->out, error);
}

static bool
open_output(struct casing *casing, struct error *error)
{
	struct slice names[KEPT_MAX];

	for (size_t i = KEPT_FIELDS; i < casing->kept_count; i++)
		names[i - KEPT_FIELDS] = slice_of(casing->kept[i].name);
	return cli_output_columns(&casing->out, casing->mining.cli,
	    &schema_process_case, names, casing->kept_count - KEPT_FIELDS,
	    error);
}

static void
casing_release(struct casing *casing)
{
	for (size_t i = 0; i < casing->kept_count; i++)
		memory_free(casing->kept[i].values);
	memory_free(casing->noted);
	table_release(&casing->texts);
	event_case_release(&casing->cases);
	mining_release(&casing->mining);
}

bool
kpi_cases(struct cli *cli, struct error *error)
{
	struct casing casing = { .mining.take = take };
	bool done;

	casing.mining.context = &casing;
	done = mining_open(&casing.mining, cli, MINING_DURATIONS, error) &&
	    keep_all(&casing, error) && casing_terms(&casing, error) &&
	    open_output(&casing, error);
	if (casing.kept_count > KEPT_FIELDS || casing.kept[0].asked ||
	    casing.kept[1].asked || casing.has_since || casing.has_until) {
		casing.mining.check = check;
		casing.mining.note = note;
	}
	done = done && mining_each(&casing.mining, error);
	casing_release(&casing);
	return done;
}
