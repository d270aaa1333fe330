#include "kpi.h"

#include "base/memory.h"
#include "domain/tally.h"
#include "record/stream_spread.h"
#include "parts.h"
#include "stored.h"
#include "timed.h"

static const char default_error[] = "0.5";	/* percent, of sketches */

struct computing {
	struct cli *cli;
	struct indicators *set;
	struct tally_sampling sampling;
	struct tally *tally;
	struct timed_plan timing;
	uint16_t columns[SCHEMA_FIELDS_MAX];	/* fields which group */
	size_t column_count;
	bool left_out[INDICATORS_MAX];
};

/* How the values of percentiles are kept. */
static bool
sample(struct computing *computing, struct error *error)
{
	struct tally_sampling *sampling = &computing->sampling;
	const struct cli *cli = computing->cli;
	const char *percent = cli_text(cli, "sketch");
	bool exact = cli_flag(cli, "exact");

	if (exact && percent != NULL)
		return error_set(error, FAULT_USAGE,
		    "--exact and --sketch exclude each other");
	if (!decimal_parse(&sampling->error, slice_of(percent != NULL ?
	    percent : default_error), error)) {
		error->fault = FAULT_USAGE;
		return error_in_field(error, "--sketch", 0);
	}
	sampling->most = percent != NULL ? 0 : TALLY_VALUES_MAX;
	return exact || sketch_scale_new(&sampling->scale, sampling->error,
	    error);
}

/* The fields by which any of the indicators makes groups. */
static void
find_columns(struct computing *computing)
{
	const struct indicators *set = computing->set;

	for (size_t field = 0; field < set->schema->count; field++) {
		bool groups = false;

		for (size_t i = 0; i < set->grouping_count; i++)
			for (size_t j = 0; j < set->groupings[i].by_count;
			    j++)
				groups |= set->groupings[i].by[j] == field;
		if (groups)
			computing->columns[computing->column_count++] =
			    (uint16_t)field;
	}
}

/* The first column which the indicator needs and the input has not. */
static const char *
lacking(const struct computing *computing, const struct stream *in,
    size_t indicator)
{
	const struct indicators *set = computing->set;
	uint16_t needs[INDICATOR_NEEDS_MAX];
	size_t count = indicators_need(needs, set, indicator);

	for (size_t i = 0; i < count; i++)
		if (!stream_has(in, needs[i]) &&
		    (int)needs[i] != computing->timing.elapsed)
			return set->schema->fields[needs[i]].name;
	return NULL;
}

/* What was asked for must be there; of a whole pack the rest is said. */
static bool
check_columns(struct computing *computing, const struct stream *in,
    struct error *error)
{
	bool chosen = cli_list_count(computing->cli, "indicator") > 0;
	size_t left = 0;

	for (size_t i = 0; i < computing->set->count; i++) {
		struct slice code = computing->set->items[i].code;
		const char *column = lacking(computing, in, i);

		computing->left_out[i] = column != NULL;
		left += column != NULL;
		if (column != NULL && chosen)
			return error_set_code(error, FAULT_INPUT,
			    "missing-label", "the indicator \"%.*s\" needs "
			    "the column \"%s\", which the input has not",
			    SLICE_PRINT(code), column);
		if (column != NULL)
			cli_say(computing->cli, "\"%.*s\" is left out: the "
			    "input has no column \"%s\"", SLICE_PRINT(code),
			    column);
	}
	return left < computing->set->count || error_set_code(error,
	    FAULT_INPUT, "missing-label",
	    "the input has no column of any indicator");
}

static void
say_unused(const struct computing *computing, const struct stream *in)
{
	const struct slice *extras = stream_extras(in);

	for (size_t i = 0; i < stream_extra_count(in); i++)
		cli_say(computing->cli, "the column \"%.*s\" is not of %s and "
		    "is not used", SLICE_PRINT(extras[i]),
		    computing->set->schema->name);
}

/* What a thread counts with. */
struct counter {
	struct tally *tally;
	struct timed timed;
};

static bool
add(void *context, void *value, struct error *error)
{
	struct counter *counter = context;

	return tally_add(counter->tally, value, error);
}

static bool
add_timed(void *context, void *value, struct error *error)
{
	struct counter *counter = context;

	return timed_set(&counter->timed, value, error) &&
	    tally_add(counter->tally, value, error);
}

/* Each thread has a tally of its own; then they are one. */
static bool
spread(struct computing *computing, struct stream *in, struct error *error)
{
	struct stream_spread how = { .count = stream_spread_count(),
	    .take = computing->timing.on ? add_timed : add };
	struct counter counters[STREAM_SPREAD_MAX];
	bool good;

	for (size_t i = 0; i < how.count; i++) {
		counters[i].tally = i == 0 ? computing->tally :
		    tally_new(computing->set, &computing->sampling);
		timed_begin(&counters[i].timed, &computing->timing);
		how.contexts[i] = &counters[i];
	}
	good = stream_spread(in, &how, error);
	for (size_t i = 0; i < how.count; i++) {
		timed_release(&counters[i].timed);
		if (i == 0)
			continue;
		if (good)
			tally_merge(computing->tally, counters[i].tally);
		tally_free(counters[i].tally);
	}
	tally_settle(computing->tally);
	return good;
}

static bool
count(struct computing *computing, struct error *error)
{
	struct stream *in;

	if (!cli_input(&in, computing->cli, computing->set->schema, 0,
	    error) || !timed_plan_check(&computing->timing, in, error) ||
	    !check_columns(computing, in, error))
		return false;
	say_unused(computing, in);
	return spread(computing, in, error);
}

/* What there is no part of was left out where the parts were made. */
static void
leave_out(struct computing *computing)
{
	const struct indicators *set = computing->set;
	bool any = false;

	for (size_t i = 0; i < set->count; i++)
		any = any || tally_part_has(computing->tally, i);
	for (size_t i = 0; any && i < set->count; i++) {
		computing->left_out[i] = !tally_part_has(computing->tally, i);
		if (computing->left_out[i])
			cli_say(computing->cli, "\"%.*s\" is left out: there "
			    "are no parts of it",
			    SLICE_PRINT(set->items[i].code));
	}
}

static bool
count_parts(struct computing *computing, struct error *error)
{
	const struct parts_columns columns = { computing->columns,
		computing->column_count };
	struct stream *in;

	if (computing->timing.on)
		return error_set(error, FAULT_USAGE,
		    "parts have no working time to be counted");
	if (!cli_input(&in, computing->cli, &schema_figure_part, 0, error) ||
	    !parts_read(computing->tally, computing->set, columns, in, error))
		return false;
	leave_out(computing);
	return true;
}

static void
put(struct computing *computing, struct sink *out, size_t indicator,
    size_t group, const struct figure *figure)
{
	sink_fields(out, figure);
	for (size_t i = 0; i < computing->column_count; i++)
		sink_text(out, tally_value(computing->tally, indicator,
		    group, computing->columns[i]));
}

static bool
write(struct computing *computing, struct error *error)
{
	const struct schema *schema = computing->set->schema;
	const struct parts_columns columns = { computing->columns,
		computing->column_count };
	bool parts = cli_flag(computing->cli, "partial");
	struct slice names[SCHEMA_FIELDS_MAX];
	struct figure figure;
	struct sink *out;

	for (size_t i = 0; i < computing->column_count; i++)
		names[i] = slice_of(
		    schema->fields[computing->columns[i]].name);
	if (!cli_output_columns(&out, computing->cli, parts ?
	    &schema_figure_part : &schema_figure, names,
	    computing->column_count, error))
		return false;
	if (parts)
		return parts_write(computing->tally, computing->set,
		    computing->left_out, columns, out, error);
	for (size_t i = 0; i < computing->set->count; i++) {
		size_t groups = computing->left_out[i] ? 0 :
		    tally_groups(computing->tally, i);

		for (size_t j = 0; j < groups; j++) {
			if (!tally_figure(&figure, computing->tally, i, j,
			    error))
				return false;
			put(computing, out, i, j, &figure);
			if (!sink_end(out, error))
				return false;
		}
	}
	return true;
}

/* Take the records from the store. */
static bool
count_stored(struct computing *computing, struct error *error)
{
	struct cli *cli = computing->cli;
	const struct stored_span span = { cli_period(cli, "since"),
		cli_period(cli, "until") };
	void *record = NULL;
	struct stored *stored;
	struct store *store;

	if (cli_operand_count(cli) > 0)
		return error_set(error, FAULT_USAGE,
		    "--stored takes no file");
	if (computing->timing.on)
		return error_set(error, FAULT_USAGE,
		    "--stored has no working time");
	if (span.to.month != 0 && span.to.month < span.from.month)
		return error_set(error, FAULT_USAGE,
		    "--until is before --since");
	if (!cli_store(&store, cli, STORE_READ, error) ||
	    !stored_open(&stored, store, computing->set->schema, span, error))
		return false;
	record = memory_new(computing->set->schema->size);
	while (stored_next(stored, record, error) &&
	    tally_add(computing->tally, record, error))
		continue;
	tally_settle(computing->tally);
	memory_free(record);
	stored_close(stored);
	return error->fault == FAULT_NONE;
}

bool
kpi_compute(struct cli *cli, struct error *error)
{
	struct computing computing = { .cli = cli };
	bool done;

	if (!cli_flag(cli, "stored") && (cli_has(cli, "since") ||
	    cli_has(cli, "until")))
		return error_set(error, FAULT_USAGE,
		    "--since and --until are for --stored");
	if (cli_flag(cli, "stored") && cli_flag(cli, "from-partial"))
		return error_set(error, FAULT_USAGE,
		    "--stored and --from-partial exclude each other");
	if (!kpi_indicators(&computing.set, cli, error))
		return false;
	find_columns(&computing);
	done = sample(&computing, error) && timed_plan_make(&computing.timing,
	    cli, computing.set->schema, error);
	if (done)
		computing.tally = tally_new(computing.set,
		    &computing.sampling);
	done = done && (cli_flag(cli, "stored") ?
	    count_stored(&computing, error) : cli_flag(cli, "from-partial") ?
	    count_parts(&computing, error) : count(&computing, error)) &&
	    write(&computing, error);
	tally_free(computing.tally);
	timed_plan_release(&computing.timing);
	sketch_scale_free(computing.sampling.scale);
	indicators_free(computing.set);
	return done;
}
