#include "kpi.h"

#include "base/memory.h"
#include "base/text.h"
#include "domain/control_chart.h"
#include "record/spool.h"
#include "schema/process_point.h"

enum {
	SPC_POINTS_MAX = 1000000,
	SPC_PLACES = 6
};

/* The points of one value of --by, in the order of the input. */
struct series {
	struct control_point *points;
	size_t count;
	size_t capacity;
	size_t given;		/* back, in the second pass */
};

struct charting {
	struct cli *cli;
	struct stream *in;
	struct spool *spool;
	struct control_terms terms;
	size_t value;		/* columns */
	size_t size;
	size_t by;
	bool sized;
	bool grouped;
	size_t count;
	struct table series;	/* by value of --by */
};

static bool
spc_terms(struct charting *charting, struct error *error)
{
	const struct cli *cli = charting->cli;
	const char *chart = cli_text(cli, "chart");
	const char *rules = cli_text(cli, "rules");
	const char *constants = cli_text(cli, "constants");
	struct control_terms *terms = &charting->terms;

	if (chart != NULL && strcmp(chart, "xmr") != 0)
		terms->kind = strcmp(chart, "p") == 0 ? CONTROL_PROPORTIONS :
		    CONTROL_RATES;
	if (rules != NULL && strcmp(rules, "nelson") != 0)
		terms->rules = strcmp(rules, "none") == 0 ?
		    CONTROL_NO_RULES : CONTROL_WESTERN_ELECTRIC;
	if (constants != NULL && strcmp(constants, "table") == 0)
		terms->constants = CONTROL_TABLE;
	terms->baseline = (size_t)cli_number(cli, "baseline");
	charting->sized = terms->kind != CONTROL_INDIVIDUALS;
	charting->grouped = cli_has(cli, "by");
	if (charting->sized != cli_has(cli, "size"))
		return error_set(error, FAULT_USAGE, charting->sized ?
		    "charts p and u need --size" :
		    "--size is for the charts p and u");
	return true;
}

static bool
spc_open(struct charting *charting, struct error *error)
{
	struct cli *cli = charting->cli;

	return cli_input(&charting->in, cli, NULL, 0, error) &&
	    cli_lacks(charting->in, &schema_process_point, error) &&
	    cli_column(&charting->value, cli, charting->in, "value", error) &&
	    (!charting->sized || cli_column(&charting->size, cli,
	    charting->in, "size", error)) &&
	    (!charting->grouped || cli_column(&charting->by, cli,
	    charting->in, "by", error)) &&
	    spool_open(&charting->spool, error);
}

static struct series *
spc_series(struct charting *charting, const struct record *record)
{
	struct slice key = charting->grouped ?
	    record->extras[charting->by] : slice_from("", 0);
	struct series *series = table_get(&charting->series, key);

	if (series == NULL) {
		series = memory_new(sizeof(*series));
		table_set(&charting->series, key, series);
	}
	return series;
}

static bool
spc_number(struct decimal *out, const struct charting *charting,
    const struct record *record, const char *option, size_t column,
    struct error *error)
{
	return decimal_parse(out, record->extras[column], error) ||
	    error_in_field(error, cli_text(charting->cli, option),
	    (unsigned)column + 1);
}

static bool
spc_take(struct charting *charting, const struct record *record,
    struct error *error)
{
	struct control_point point = { .size = DECIMAL_ZERO };
	struct series *series;

	if (charting->count == SPC_POINTS_MAX)
		return error_set(error, FAULT_INPUT, "more than %d points",
		    SPC_POINTS_MAX);
	if (!spc_number(&point.count, charting, record, "value",
	    charting->value, error) || (charting->sized &&
	    !spc_number(&point.size, charting, record, "size",
	    charting->size, error)))
		return false;
	if (!control_check(&point, charting->terms.kind, error))
		return error_in_field(error, cli_text(charting->cli, "value"),
		    (unsigned)charting->value + 1);
	series = spc_series(charting, record);
	series->points = memory_grow(series->points, &series->capacity,
	    series->count, sizeof(*series->points));
	series->points[series->count++] = point;
	charting->count++;
	return spool_add(charting->spool, record, error);
}

static bool
spc_read(struct charting *charting, struct error *error)
{
	struct record record;

	while (stream_next(charting->in, &record, error))
		if (!spc_take(charting, &record, error) &&
		    !stream_reject(charting->in, &record, error))
			return false;
	return error->fault == FAULT_NONE;
}

static bool
spc_compute(struct charting *charting, struct error *error)
{
	for (size_t i = 0; i < charting->series.count; i++) {
		const struct table_entry *entry = &charting->series.entries[i];
		const struct series *series = entry->value;
		struct error found;

		if (control_chart(series->points, series->count,
		    &charting->terms, error))
			continue;
		if (!charting->grouped)
			return false;
		found = *error;
		error_clear(error);
		return error_set(error, found.fault, "%s \"%.*s\": %s",
		    cli_text(charting->cli, "by"), SLICE_PRINT(entry->key),
		    found.message);
	}
	return true;
}

static bool
spc_decimal(struct sink *out, struct decimal value, struct error *error)
{
	if (!decimal_round(&value, value, SPC_PLACES, ROUND_HALF_AWAY, error))
		return false;
	sink_decimal(out, value);
	return true;
}

static void
spc_signals(struct sink *out, unsigned signals)
{
	struct text names = { 0 };
	const char *name;

	for (unsigned bit = 0; (name = control_signal_name(bit)) != NULL;
	    bit++) {
		if ((signals >> bit & 1) == 0)
			continue;
		if (names.length > 0)
			text_add_character(&names, ' ');
		text_add_string(&names, name);
	}
	sink_text(out, text_slice(&names));
	text_release(&names);
}

static bool
spc_put(struct sink *out, const struct charting *charting,
    const struct control_point *point, bool first,
    const struct record *record, struct error *error)
{
	if (!spc_decimal(out, point->charted, error) ||
	    !spc_decimal(out, point->centre, error) ||
	    !spc_decimal(out, point->lower, error) ||
	    !spc_decimal(out, point->upper, error))
		return false;
	if (charting->sized || first)
		sink_empty(out);
	else if (!spc_decimal(out, point->range, error))
		return false;
	if (charting->sized)
		sink_empty(out);
	else if (!spc_decimal(out, point->range_upper, error))
		return false;
	spc_signals(out, point->signals);
	for (size_t i = 0; i < record->extra_count; i++)
		sink_text(out, record->extras[i]);
	return sink_end(out, error);
}

static bool
spc_write(struct charting *charting, struct error *error)
{
	struct record record;
	struct sink *out;

	if (!cli_output(&out, charting->cli, &schema_process_point,
	    charting->in, error))
		return false;
	while (spool_next(charting->spool, &record, error)) {
		struct series *series = spc_series(charting, &record);
		size_t at = series->given++;

		if (!spc_put(out, charting, &series->points[at], at == 0,
		    &record, error))
			return false;
	}
	return error->fault == FAULT_NONE;
}

static void
spc_release(struct charting *charting)
{
	for (size_t i = 0; i < charting->series.count; i++) {
		struct series *series = charting->series.entries[i].value;

		memory_free(series->points);
		memory_free(series);
	}
	table_release(&charting->series);
	spool_close(charting->spool);
}

bool
kpi_spc(struct cli *cli, struct error *error)
{
	struct charting charting = { .cli = cli };
	bool done;

	done = spc_terms(&charting, error) && spc_open(&charting, error) &&
	    spc_read(&charting, error) && spc_compute(&charting, error) &&
	    spc_write(&charting, error);
	spc_release(&charting);
	return done;
}
