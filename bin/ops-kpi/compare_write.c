/* Samples against each other. */
#include "compare.h"

#include "schema/comparison.h"

enum { PLACES = 6, SEPARATOR = '\x1f' };

struct writing {
	struct compare *compare;
	struct sink *out;
};

static const struct slice all_others = SLICE("all others");

static void
put_optional(struct sink *out, bool there, struct decimal value)
{
	if (there)
		sink_decimal(out, value);
	else
		sink_empty(out);
}

static const char *
finding(const struct compare *compare, bool known,
    const struct statistic *test)
{
	if (!known)
		return "no-data";
	if (test->method == NULL)
		return "not-tested";
	if (!test->enough)
		return "too-few";
	return decimal_compare(test->p, compare->level) < 0 ? "different" :
	    "not-shown";
}

/* The figures of both, and what they are to each other. */
static bool
put_figures(struct writing *writing, const struct indicator *indicator,
    struct observed *one, struct observed *other, bool *known,
    struct error *error)
{
	struct decimal first, second, difference = DECIMAL_ZERO;
	struct decimal ratio = DECIMAL_ZERO;
	bool has_one, has_other, divides;

	if (!observed_figure(&first, &has_one, one, indicator, error) ||
	    !observed_figure(&second, &has_other, other, indicator, error))
		return false;
	*known = has_one && has_other;
	divides = *known && second.units != 0;
	if (*known && !decimal_subtract(&difference, first, second, error))
		return false;
	if (divides && !decimal_divide(&ratio, first, second, PLACES,
	    ROUND_HALF_AWAY, error))
		return false;
	put_optional(writing->out, has_one, first);
	put_optional(writing->out, has_other, second);
	sink_integer(writing->out, one->records);
	sink_integer(writing->out, other->records);
	put_optional(writing->out, *known, difference);
	put_optional(writing->out, divides, ratio);
	return true;
}

static bool
put(struct writing *writing, const struct compare_part *like,
    struct slice one_label, struct observed *one, struct slice other_label,
    struct observed *other, struct error *error)
{
	const struct compare *compare = writing->compare;
	const struct indicator *indicator =
	    &compare->set->items[like->indicator];
	struct slice rest = like->group;
	struct sink *out = writing->out;
	struct statistic test;
	bool known;

	sink_text(out, indicator->code);
	sink_text(out, indicator->title);
	sink_text(out, one_label);
	sink_text(out, other_label);
	sink_text(out, indicator->unit);
	observed_test(&test, indicator, one, other);
	if (!put_figures(writing, indicator, one, other, &known, error))
		return false;
	sink_text(out, slice_of(test.method != NULL ? test.method : ""));
	put_optional(out, known && test.enough, test.p);
	sink_text(out, slice_of(finding(compare, known, &test)));
	for (size_t i = 0; i < compare->by_count; i++)
		sink_text(out, slice_cut(&rest, SEPARATOR));
	return sink_end(out, error);
}

/* Each with the one so many periods before, if it is there. */
static bool
write_periods(struct writing *writing, struct compare_part parts[],
    size_t count, struct error *error)
{
	const struct compare *compare = writing->compare;
	const struct indicators *set = compare->set;
	enum indicator_period kind = set->groupings[
	    set->items[parts[0].indicator].grouping].period;
	int32_t step = compare->way == COMPARE_YEARS ?
	    figure_period_year(kind) : 1;

	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < i; j++)
			if (parts[j].order == parts[i].order - step &&
			    !put(writing, &parts[i], parts[i].label,
			    &parts[i].sample, parts[j].label,
			    &parts[j].sample, error))
				return false;
	return true;
}

static bool
write_others(struct writing *writing, struct compare_part parts[],
    size_t count, struct error *error)
{
	const struct indicator *indicator =
	    &writing->compare->set->items[parts[0].indicator];

	for (size_t i = 0; count > 1 && i < count; i++) {
		struct observed others = { 0 };
		bool good;

		for (size_t j = 0; j < count; j++)
			if (j != i)
				observed_merge(&others, indicator,
				    &parts[j].sample);
		good = put(writing, &parts[i], parts[i].label,
		    &parts[i].sample, all_others, &others, error);
		observed_release(&others);
		if (!good)
			return false;
	}
	return true;
}

static bool
write_each(struct writing *writing, struct compare_part parts[],
    size_t count, struct error *error)
{
	for (size_t i = 0; i < count; i++)
		for (size_t j = i + 1; j < count; j++)
			if (!put(writing, &parts[i], parts[i].label,
			    &parts[i].sample, parts[j].label,
			    &parts[j].sample, error))
				return false;
	return true;
}

/* One side may have had no record. */
static bool
write_around(struct writing *writing, struct compare_part parts[],
    size_t count, struct error *error)
{
	struct observed none = { 0 };
	struct observed *before = &none, *after = &none;

	for (size_t i = 0; i < count; i++)
		if (parts[i].order > 0)
			after = &parts[i].sample;
		else
			before = &parts[i].sample;
	return put(writing, &parts[0], slice_of("from then on"), after,
	    slice_of("before"), before, error);
}

static bool
write_run(struct writing *writing, struct compare_part parts[],
    size_t count, struct error *error)
{
	switch (writing->compare->way) {
	case COMPARE_PERIODS:
	case COMPARE_YEARS:
		return write_periods(writing, parts, count, error);
	case COMPARE_OTHERS:
		return write_others(writing, parts, count, error);
	case COMPARE_EACH:
		return write_each(writing, parts, count, error);
	case COMPARE_AROUND:
		return write_around(writing, parts, count, error);
	}
	return true;
}

static bool
open_output(struct writing *writing, struct error *error)
{
	const struct compare *compare = writing->compare;
	struct slice names[INDICATOR_BY_MAX];

	for (size_t i = 0; i < compare->by_count; i++)
		names[i] = slice_of(
		    compare->set->schema->fields[compare->by[i]].name);
	return cli_output_columns(&writing->out, compare->cli,
	    &schema_comparison, names, compare->by_count, error);
}

/* A run is of one indicator and one group. */
bool
compare_write(struct compare *compare, struct error *error)
{
	struct writing writing = { compare, NULL };
	size_t from = 0;

	if (!open_output(&writing, error))
		return false;
	for (size_t i = 1; i <= compare->count; i++) {
		const struct compare_part *first = &compare->parts[from];

		if (i < compare->count && compare->parts[i].indicator ==
		    first->indicator && slice_equal(compare->parts[i].group,
		    first->group))
			continue;
		if (!write_run(&writing, &compare->parts[from], i - from,
		    error))
			return false;
		from = i;
	}
	return true;
}
