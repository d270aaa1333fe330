/* ops-kpi summary - figures of a whole event log */
#include "mining.h"

#include <stdio.h>

#include "domain/event_activity.h"
#include "domain/event_step.h"
#include "domain/event_variant.h"
#include "schema/process_measure.h"

enum { VALUE_MAX = 64, MOST_PERCENT = 80 };

struct summing {
	struct mining mining;
	struct event_cases cases;
	struct event_variants variants;
	struct event_activities activities;
	struct event_steps steps;
	struct spread durations;
	struct spread lengths;		/* events of cases, as seconds */
	int64_t first;
	int64_t last;
	int64_t reworked;		/* cases */
	int64_t self_looped;
	int64_t looped;
	int64_t handed_over;
	int64_t rework;			/* events */
	int64_t self_loops;
	int64_t handovers;
	int64_t resources;
	struct sink *out;
	struct error *error;
	bool right;
};

static void
count_case(struct summing *summing, const struct process_case *one)
{
	summing->reworked += one->rework > 0;
	summing->self_looped += one->self_loops > 0;
	summing->looped += one->loops > 0;
	summing->handed_over += one->handovers > 0;
	summing->rework += one->rework;
	summing->self_loops += one->self_loops;
	summing->handovers += one->handovers;
	summing->resources += one->resources;
	spread_add(&summing->lengths, one->events * TIMESTAMP_SECOND);
}

static bool
take(void *context, const struct trace *trace, struct error *error)
{
	struct summing *summing = context;
	const struct event *last = &trace->events[trace->count - 1];
	int64_t begin = trace->events[0].begin, duration;
	struct process_case one;

	if (!event_case_make(&one, &summing->cases, trace, error) ||
	    !event_case_between(&duration, summing->mining.working, begin,
	    last->end, error))
		return event_log_locate(&summing->mining.log, last, error);
	if (summing->variants.cases == 0 || begin < summing->first)
		summing->first = begin;
	if (summing->variants.cases == 0 || last->end > summing->last)
		summing->last = last->end;
	count_case(summing, &one);
	spread_add(&summing->durations, duration);
	event_variants_add(&summing->variants, &summing->mining.log, trace,
	    duration);
	return event_activities_add(&summing->activities, trace, error) &&
	    event_steps_add(&summing->steps, trace, error);
}

/* Nothing is put any more after something went wrong. */
static void
put(struct summing *summing, const char *measure, const char *value,
    const char *meaning)
{
	const struct process_measure one = { slice_of(measure),
	    slice_of(value), slice_of(meaning) };

	summing->right = summing->right &&
	    process_measure_put(summing->out, &one, summing->error);
}

static void
put_count(struct summing *summing, const char *measure, uint64_t value,
    const char *meaning)
{
	char text[VALUE_MAX];

	(void)snprintf(text, sizeof(text), "%llu", (unsigned long long)value);
	put(summing, measure, text, meaning);
}

static void
put_decimal(struct summing *summing, const char *measure,
    struct decimal value, const char *meaning)
{
	char text[DECIMAL_TEXT_MAX];

	(void)decimal_format(text, value);
	put(summing, measure, text, meaning);
}

static void
put_percent(struct summing *summing, const char *measure, uint64_t part,
    uint64_t whole, const char *meaning)
{
	struct decimal percent;

	summing->right = summing->right && mining_figures_share(&percent,
	    (__int128)part, (__int128)whole, summing->error);
	if (summing->right)
		put_decimal(summing, measure, percent, meaning);
}

static void
put_size(struct summing *summing)
{
	const struct mining *mining = &summing->mining;
	size_t begins = 0, ends = 0, activities = 0;
	char time[INSTANT_TEXT_MAX];

	for (size_t i = 0; i < summing->activities.count; i++) {
		activities += summing->activities.items[i].events > 0;
		begins += summing->activities.items[i].begins > 0;
		ends += summing->activities.items[i].ends > 0;
	}
	put_count(summing, "cases", summing->variants.cases, "cases");
	put_count(summing, "events", summing->activities.events, "events");
	put_count(summing, "activities", activities,
	    "different activities");
	put_count(summing, "resources", mining->log.resources.count - 1,
	    "different resources which are named");
	put_count(summing, "begin_activities", begins,
	    "activities which begin cases");
	put_count(summing, "end_activities", ends,
	    "activities which end cases");
	if (summing->variants.cases == 0)
		return;
	(void)instant_format(time, timestamp_instant(summing->first));
	put(summing, "first_event", time, "when the first event was");
	(void)instant_format(time, timestamp_instant(summing->last));
	put(summing, "last_event", time, "when the last event was");
}

static void
put_percentiles(struct summing *summing)
{
	const struct mining *mining = &summing->mining;
	char name[VALUE_MAX];

	for (size_t i = 0; i < mining->percent_count; i++) {
		const struct mining_percent *one = &mining->percents[i];
		struct decimal figure;

		summing->right = summing->right && spread_percentile(&figure,
		    &summing->durations, one->percent, &mining->terms,
		    summing->error);
		(void)snprintf(name, sizeof(name), "duration_%s", one->name);
		if (summing->right)
			put_decimal(summing, name, figure,
			    "so many percent took no longer");
	}
}

static void
put_spreads(struct summing *summing)
{
	const struct spread_terms whole = { TIMESTAMP_SECOND,
	    summing->mining.terms.method };
	struct spread_figures figures;

	summing->right = summing->right && spread_figures(&figures,
	    &summing->lengths, &whole, summing->error);
	if (!summing->right)
		return;
	put_decimal(summing, "events_mean", figures.mean, "events a case");
	put_decimal(summing, "events_least", figures.least,
	    "events of the shortest case");
	put_decimal(summing, "events_p50", figures.p50,
	    "half of the cases have no more events");
	put_decimal(summing, "events_greatest", figures.greatest,
	    "events of the longest case");
	summing->right = spread_figures(&figures, &summing->durations,
	    &summing->mining.terms, summing->error);
	put_decimal(summing, "duration_mean", figures.mean,
	    "mean duration of a case");
	put_decimal(summing, "duration_least", figures.least,
	    "shortest duration");
	put_decimal(summing, "duration_p50", figures.p50,
	    "half of the cases took no longer");
	put_decimal(summing, "duration_p90", figures.p90,
	    "nine of ten took no longer");
	put_decimal(summing, "duration_p95", figures.p95,
	    "19 of 20 took no longer");
	put_percentiles(summing);
	put_decimal(summing, "duration_greatest", figures.greatest,
	    "longest duration");
}

/* How many of the commonest variants have most of the cases. */
static size_t
main_variants(const struct event_variants *variants)
{
	size_t cases = 0, count = 0;

	while (cases * 100 < variants->cases * MOST_PERCENT)
		cases += variants->items[count++].durations.count;
	return count;
}

static void
put_variants(struct summing *summing)
{
	const struct event_variants *variants = &summing->variants;
	size_t count = variants->sequences.count, single = 0;

	event_variants_sort(&summing->variants);
	for (size_t i = 0; i < count; i++)
		single += variants->items[i].durations.count == 1;
	put_count(summing, "variants", count, "different ways of cases");
	put_count(summing, "variants_80", main_variants(variants),
	    "commonest variants with 80 percent of the cases");
	put_count(summing, "variants_single", single,
	    "variants of one case");
	put_percent(summing, "variant_share", count > 0 ?
	    variants->items[0].durations.count : 0, variants->cases,
	    "percent of the cases in the commonest variant");
}

static void
put_rework(struct summing *summing)
{
	uint64_t cases = summing->variants.cases;

	put_count(summing, "rework_cases", (uint64_t)summing->reworked,
	    "cases which have an activity more than once");
	put_percent(summing, "rework_share", (uint64_t)summing->reworked,
	    cases, "percent of the cases");
	put_count(summing, "rework", (uint64_t)summing->rework,
	    "events whose activity the case had before");
	put_count(summing, "self_loops", (uint64_t)summing->self_loops,
	    "of these those directly after the same activity");
	put_count(summing, "loops",
	    (uint64_t)(summing->rework - summing->self_loops),
	    "of these those after another activity");
	put_count(summing, "self_loop_cases", (uint64_t)summing->self_looped,
	    "cases with a self-loop");
	put_count(summing, "loop_cases", (uint64_t)summing->looped,
	    "cases with a loop");
}

static void
put_work(struct summing *summing)
{
	uint64_t cases = summing->variants.cases;
	struct decimal mean = DECIMAL_ZERO;

	put_count(summing, "steps", summing->steps.count,
	    "events which directly follow another");
	put_count(summing, "different_steps", summing->steps.pairs.count,
	    "different pairs of activities which do");
	put_count(summing, "handovers", (uint64_t)summing->handovers,
	    "steps to another resource");
	put_count(summing, "handover_cases", (uint64_t)summing->handed_over,
	    "cases which were handed over");
	summing->right = summing->right && (cases == 0 || spread_quotient(
	    &mean, summing->resources, (__int128)cases, summing->error));
	put_decimal(summing, "resources_mean", mean, "resources a case");
}

static bool
write(struct summing *summing, struct error *error)
{
	summing->error = error;
	summing->right = cli_output(&summing->out, summing->mining.cli,
	    &schema_process_measure, NULL, error);
	if (!summing->right)
		return false;
	put_size(summing);
	put_spreads(summing);
	put_variants(summing);
	put_rework(summing);
	put_work(summing);
	return summing->right;
}

bool
kpi_summary(struct cli *cli, struct error *error)
{
	struct summing summing = { .mining.take = take };
	const struct event_log *log = &summing.mining.log;
	bool done;

	summing.mining.context = &summing;
	done = mining_open(&summing.mining, cli, MINING_DURATIONS |
	    MINING_FIGURES, error);
	summing.cases.log = summing.activities.log = summing.steps.log = log;
	summing.cases.working = summing.activities.working =
	    summing.steps.working = summing.mining.working;
	done = done && mining_each(&summing.mining, error) &&
	    write(&summing, error);
	event_case_release(&summing.cases);
	event_variants_release(&summing.variants);
	event_activities_release(&summing.activities);
	event_steps_release(&summing.steps);
	spread_release(&summing.durations);
	spread_release(&summing.lengths);
	mining_release(&summing.mining);
	return done;
}
