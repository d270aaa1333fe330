/* The records behind a figure. */
#include "kpi.h"

#include "base/memory.h"
#include "domain/measurement.h"
#include "schema/indicator_record.h"
#include "stored.h"

enum { ADDED_MAX = 3 };	/* columns */

struct drilling {
	struct cli *cli;
	struct indicators *set;		/* of the one indicator */
	struct figure_period period;
	struct {
		uint16_t field;
		struct slice value;
	} wanted[INDICATOR_BY_MAX];
	size_t wanted_count;
	void *record;
	struct formula_value *scratch;
	struct sink *out;
	size_t extra_count;
	uint64_t counted;
	uint64_t filtered;
	uint64_t absent;
};

static bool
load(struct drilling *drilling, struct error *error)
{
	struct cli *cli = drilling->cli;
	const char *path = kpi_pack(cli, cli_text(cli, "pack"), error);
	const char *code = cli_operand(cli, 0);
	struct stream *in;

	return path != NULL && cli_open(&in, cli, &schema_indicator_record,
	    path, error) && indicators_load(&drilling->set, in,
	    slice_of(""), &code, 1, error);
}

/* COLUMN=VALUE of a field by which the indicator makes groups. */
static bool
want_group(struct drilling *drilling, struct slice text,
    struct error *error)
{
	const struct indicator_grouping *grouping =
	    &drilling->set->groupings[0];
	struct slice name = slice_cut(&text, '=');

	for (size_t i = 0; i < grouping->by_count; i++) {
		size_t at = drilling->wanted_count;

		if (!slice_is(name, drilling->set->schema->fields[
		    grouping->by[i]].name))
			continue;
		if (at == INDICATOR_BY_MAX)
			return error_set(error, FAULT_USAGE,
			    "--group is given too often");
		drilling->wanted[at].field = grouping->by[i];
		drilling->wanted[at].value = text;
		drilling->wanted_count++;
		return true;
	}
	return error_set(error, FAULT_USAGE,
	    "--group: \"%.*s\" is not a field by which %.*s has figures",
	    SLICE_PRINT(name), SLICE_PRINT(drilling->set->items[0].code));
}

static bool
want(struct drilling *drilling, struct error *error)
{
	struct cli *cli = drilling->cli;
	const char *period = cli_text(cli, "period");

	for (size_t i = 0; i < cli_list_count(cli, "group"); i++)
		if (!want_group(drilling, slice_of(cli_list(cli, "group",
		    i)), error))
			return false;
	if (period == NULL)
		return true;
	if (!figure_period_parse(&drilling->period, slice_of(period),
	    error)) {
		error->fault = FAULT_USAGE;
		return error_in_field(error, "--period", 0);
	}
	return drilling->period.kind == drilling->set->groupings[0].period ||
	    error_set(error, FAULT_USAGE,
	    "--period: %.*s has no figures of periods like \"%s\"",
	    SLICE_PRINT(drilling->set->items[0].code), period);
}

static bool
is_wanted(const struct drilling *drilling,
    const struct measurement *measurement)
{
	if (drilling->period.kind != INDICATOR_NO_PERIOD &&
	    (measurement->state == MEASUREMENT_NO_DATE ||
	    measurement->period.number != drilling->period.number))
		return false;
	for (size_t i = 0; i < drilling->wanted_count; i++)
		if (!slice_equal(drilling->wanted[i].value, measurement_text(
		    drilling->set, drilling->wanted[i].field,
		    drilling->record)))
			return false;
	return true;
}

static bool
has_per(const struct drilling *drilling)
{
	return drilling->set->items[0].aggregate == INDICATOR_RATIO;
}

static bool
open_output(struct drilling *drilling, const struct stream *in,
    struct error *error)
{
	struct slice names[STREAM_COLUMNS_MAX + ADDED_MAX];
	size_t count = in != NULL ? stream_extra_count(in) : 0;

	for (size_t i = 0; i < count; i++)
		names[i] = stream_extras(in)[i];
	drilling->extra_count = count;
	names[count++] = slice_of("counted_measure");
	if (has_per(drilling))
		names[count++] = slice_of("counted_per");
	if (cli_flag(drilling->cli, "all"))
		names[count++] = slice_of("counted_not");
	return cli_output_columns(&drilling->out, drilling->cli,
	    drilling->set->schema, names, count, error);
}

static void
put_number(struct drilling *drilling, bool there, int64_t value)
{
	char text[DECIMAL_TEXT_MAX];

	sink_text(drilling->out, there ? slice_from(text, decimal_format(
	    text, measurement_number(drilling->set, 0, value))) :
	    slice_of(""));
}

static bool
put(struct drilling *drilling, const struct measurement *measurement,
    const struct record *record, struct error *error)
{
	static const char *const why[] = { [MEASUREMENT_COUNTS] = "",
		[MEASUREMENT_NO_DATE] = "no-date",
		[MEASUREMENT_FILTERED] = "filter",
		[MEASUREMENT_NO_VALUE] = "no-value" };
	bool counts = measurement->state == MEASUREMENT_COUNTS;

	sink_fields(drilling->out, drilling->record);
	for (size_t i = 0; i < drilling->extra_count; i++)
		sink_text(drilling->out, record->extras[i]);
	if (slice_is_empty(measurement->text))
		put_number(drilling, counts, measurement->value);
	else
		sink_text(drilling->out, measurement->text);
	if (has_per(drilling))
		put_number(drilling, counts, measurement->per);
	if (cli_flag(drilling->cli, "all"))
		sink_text(drilling->out, slice_of(why[measurement->state]));
	return sink_end(drilling->out, error);
}

static bool
look_at(struct drilling *drilling, const struct record *record,
    struct error *error)
{
	struct measurement measurement;

	if (!measurement_take(&measurement, drilling->set, 0,
	    drilling->record, drilling->scratch, error))
		return false;
	if (!is_wanted(drilling, &measurement))
		return true;
	drilling->counted += measurement.state == MEASUREMENT_COUNTS;
	drilling->filtered += measurement.state == MEASUREMENT_FILTERED;
	drilling->absent += measurement.state == MEASUREMENT_NO_DATE ||
	    measurement.state == MEASUREMENT_NO_VALUE;
	return (measurement.state != MEASUREMENT_COUNTS &&
	    !cli_flag(drilling->cli, "all")) ||
	    put(drilling, &measurement, record, error);
}

/* Columns which the indicator is made of must be there. */
static bool
check_columns(const struct drilling *drilling, const struct stream *in,
    struct error *error)
{
	const struct indicators *set = drilling->set;
	uint16_t needs[INDICATOR_NEEDS_MAX];
	size_t count = indicators_need(needs, set, 0);

	for (size_t i = 0; i < count; i++)
		if (!stream_has(in, needs[i]))
			return error_set_code(error, FAULT_INPUT,
			    "missing-label", "the indicator \"%.*s\" needs "
			    "the column \"%s\", which the input has not",
			    SLICE_PRINT(set->items[0].code),
			    set->schema->fields[needs[i]].name);
	return true;
}

static bool
drill_input(struct drilling *drilling, struct error *error)
{
	struct record record;
	struct stream *in;

	if (!cli_input(&in, drilling->cli, drilling->set->schema, 1,
	    error) || !check_columns(drilling, in, error) ||
	    !open_output(drilling, in, error))
		return false;
	while (stream_decode(in, drilling->record, &record, error))
		if (!look_at(drilling, &record, error) &&
		    !stream_reject(in, &record, error))
			return false;
	return error->fault == FAULT_NONE;
}

static bool
drill_store(struct drilling *drilling, struct error *error)
{
	struct cli *cli = drilling->cli;
	const struct stored_span span = { cli_period(cli, "since"),
		cli_period(cli, "until") };
	struct stored *stored;
	struct store *store;

	if (cli_operand_count(cli) > 1)
		return error_set(error, FAULT_USAGE,
		    "--stored takes no file");
	if (!cli_store(&store, cli, STORE_READ, error) ||
	    !stored_open(&stored, store, drilling->set->schema, span, error))
		return false;
	if (open_output(drilling, NULL, error))
		while (stored_next(stored, drilling->record, error) &&
		    look_at(drilling, NULL, error))
			continue;
	stored_close(stored);
	return error->fault == FAULT_NONE;
}

/* A figure of no records is an answer; that nothing was of it is none. */
static void
say_count(const struct drilling *drilling)
{
	uint64_t all = drilling->counted + drilling->filtered +
	    drilling->absent;

	cli_say(drilling->cli, "%llu records count, the filter leaves out "
	    "%llu, without a value are %llu",
	    (unsigned long long)drilling->counted,
	    (unsigned long long)drilling->filtered,
	    (unsigned long long)drilling->absent);
	if (all == 0)
		cli_answer_no(drilling->cli);
}

bool
kpi_drill(struct cli *cli, struct error *error)
{
	struct drilling drilling = { .cli = cli };
	bool done;

	if (!load(&drilling, error))
		return false;
	drilling.record = memory_new(drilling.set->schema->size);
	drilling.scratch = memory_new(drilling.set->schema->count *
	    sizeof(*drilling.scratch));
	done = want(&drilling, error) && (cli_flag(cli, "stored") ?
	    drill_store(&drilling, error) : drill_input(&drilling, error));
	if (done)
		say_count(&drilling);
	memory_free(drilling.record);
	memory_free(drilling.scratch);
	indicators_free(drilling.set);
	return done;
}
