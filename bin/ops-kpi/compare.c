/* Figures of two periods or groups against each other. */
#include "compare.h"

#include "base/memory.h"
#include "kpi.h"

/* A field of the source which makes groups. */
static bool
find_field(uint16_t *out, const struct compare *compare, const char *option,
    const char *name, struct error *error)
{
	const struct schema *schema = compare->set->schema;
	int field = schema_find(schema, slice_of(name));
	enum field_type type;

	if (field == FIELD_ABSENT)
		return error_set(error, FAULT_USAGE,
		    "--%s: \"%s\" is not a field of %s", option, name,
		    schema->name);
	type = schema->fields[field].type;
	*out = (uint16_t)field;
	return type == FIELD_TEXT || type == FIELD_CODE ||
	    type == FIELD_COUNTRY || type == FIELD_CURRENCY ||
	    error_set(error, FAULT_USAGE,
	    "--%s: \"%s\": only texts and codes make groups", option, name);
}

static bool
find_by(struct compare *compare, struct error *error)
{
	struct cli *cli = compare->cli;
	size_t count = cli_list_count(cli, "by");

	if (count > INDICATOR_BY_MAX)
		return error_set(error, FAULT_USAGE,
		    "--by: more than %d fields", INDICATOR_BY_MAX);
	for (size_t i = 0; i < count; i++)
		if (!find_field(&compare->by[i], compare, "by",
		    cli_list(cli, "by", i), error))
			return false;
	compare->by_count = count;
	return true;
}

static bool
find_way(struct compare *compare, struct error *error)
{
	const struct cli *cli = compare->cli;
	const char *periods = cli_text(cli, "periods");
	const char *entities = cli_text(cli, "entities");
	bool around = cli_has(cli, "around");

	if ((periods != NULL) + (entities != NULL) + around != 1)
		return error_set(error, FAULT_USAGE,
		    "one of --periods, --entities and --around is needed");
	if (cli_flag(cli, "each") && entities == NULL)
		return error_set(error, FAULT_USAGE,
		    "--each is for --entities");
	compare->way = around ? COMPARE_AROUND : periods == NULL ?
	    (cli_flag(cli, "each") ? COMPARE_EACH : COMPARE_OTHERS) :
	    strcmp(periods, "year") == 0 ? COMPARE_YEARS : COMPARE_PERIODS;
	compare->around = around ? cli_date(cli, "around") : DATE_NONE;
	return kpi_level(&compare->level, cli, error) &&
	    (entities == NULL || find_field(&compare->field, compare,
	    "entities", entities, error));
}

/* Why the indicator cannot be compared, or NULL. */
static const char *
lacking(const struct compare *compare, const struct stream *in,
    size_t indicator)
{
	const struct indicators *set = compare->set;
	const struct indicator_grouping *grouping =
	    &set->groupings[set->items[indicator].grouping];
	uint16_t needs[INDICATOR_NEEDS_MAX];
	size_t count = indicators_need(needs, set, indicator);

	if (compare->way != COMPARE_OTHERS && compare->way != COMPARE_EACH &&
	    grouping->period == INDICATOR_NO_PERIOD)
		return "a period";
	for (size_t i = 0; i < count; i++)
		if (!stream_has(in, needs[i]))
			return set->schema->fields[needs[i]].name;
	return NULL;
}

static bool
check_columns(struct compare *compare, bool left_out[],
    const struct stream *in, struct error *error)
{
	bool chosen = cli_list_count(compare->cli, "indicator") > 0;
	size_t left = 0;

	for (size_t i = 0; i < compare->set->count; i++) {
		struct slice code = compare->set->items[i].code;
		const char *what = lacking(compare, in, i);

		left_out[i] = what != NULL;
		left += what != NULL;
		if (what != NULL && chosen)
			return error_set_code(error, FAULT_INPUT,
			    "missing-label", "\"%.*s\" cannot be compared: "
			    "it lacks %s", SLICE_PRINT(code), what);
		if (what != NULL)
			cli_say(compare->cli, "\"%.*s\" is left out: it "
			    "lacks %s", SLICE_PRINT(code), what);
	}
	return left < compare->set->count || error_set_code(error,
	    FAULT_INPUT, "missing-label", "nothing can be compared");
}

static bool
take(struct compare *compare, struct error *error)
{
	bool left_out[INDICATORS_MAX] = { false };
	struct record record;
	struct stream *in;

	if (!cli_input(&in, compare->cli, compare->set->schema, 0, error) ||
	    !check_columns(compare, left_out, in, error))
		return false;
	while (stream_decode(in, compare->record, &record, error))
		if (!compare_take(compare, left_out, error) &&
		    !stream_reject(in, &record, error))
			return false;
	return error->fault == FAULT_NONE;
}

static void
release(struct compare *compare)
{
	for (size_t i = 0; i < compare->count; i++)
		observed_release(&compare->parts[i].sample);
	memory_free(compare->parts);
	memory_free(compare->record);
	memory_free(compare->scratch);
	table_release(&compare->keys);
	arena_release(&compare->arena);
	text_release(&compare->key);
	text_release(&compare->label);
	indicators_free(compare->set);
}

bool
kpi_compare(struct cli *cli, struct error *error)
{
	struct compare compare = { .cli = cli };
	bool done;

	if (!kpi_indicators(&compare.set, cli, error))
		return false;
	compare.record = memory_new(compare.set->schema->size);
	compare.scratch = memory_new(compare.set->schema->count *
	    sizeof(*compare.scratch));
	done = find_way(&compare, error) && find_by(&compare, error) &&
	    take(&compare, error);
	if (done) {
		compare_sort(&compare);
		done = compare_write(&compare, error);
	}
	release(&compare);
	return done;
}
