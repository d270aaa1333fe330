/* ops-kpi variants - the ways which cases went */
#include "mining.h"

#include "domain/event_variant.h"
#include "schema/process_variant.h"

struct varying {
	struct mining mining;
	struct event_variants variants;
	struct text path;
	char code[EVENT_CASE_VARIANT_MAX];
};

static bool
take(void *context, const struct trace *trace, struct error *error)
{
	struct varying *varying = context;
	const struct event *last = &trace->events[trace->count - 1];
	int64_t duration;

	if (!event_case_between(&duration, varying->mining.working,
	    trace->events[0].begin, last->end, error))
		return event_log_locate(&varying->mining.log, last, error);
	event_variants_add(&varying->variants, &varying->mining.log, trace,
	    duration);
	return true;
}

static size_t
set_path(struct varying *varying, const struct event_variant *variant)
{
	const uint32_t *activities;
	size_t count = event_variants_path(&varying->variants, variant,
	    &activities);

	text_clear(&varying->path);
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			text_add_string(&varying->path, " > ");
		text_add(&varying->path, event_log_activity(
		    &varying->mining.log, activities[i]));
	}
	return count;
}

static bool
put(struct sink *out, struct varying *varying, size_t at, size_t before,
    struct error *error)
{
	struct event_variant *variant = &varying->variants.items[at];
	size_t cases = variant->durations.count;
	struct process_variant one = { .rank = (int64_t)at + 1,
	    .cases = (int64_t)cases, .activities = variant->activities };
	struct spread_figures figures;

	if (!spread_figures(&figures, &variant->durations,
	    &varying->mining.terms, error) ||
	    !mining_figures_share(&one.share, (__int128)cases,
	    (__int128)varying->variants.cases, error) ||
	    !mining_figures_share(&one.cumulative, (__int128)(before + cases),
	    (__int128)varying->variants.cases, error))
		return false;
	one.events = (int64_t)set_path(varying, variant);
	one.rework = one.events - one.activities;
	one.mean = figures.mean;
	one.p50 = figures.p50;
	one.p90 = figures.p90;
	one.p95 = figures.p95;
	one.path = text_slice(&varying->path);
	event_case_variant(varying->code, variant->digest);
	one.variant = slice_of(varying->code);
	sink_fields(out, &one);
	return mining_figures_end(out, &varying->mining, &variant->durations,
	    error);
}

static bool
write(struct varying *varying, struct error *error)
{
	const struct cli *cli = varying->mining.cli;
	size_t count = varying->variants.sequences.count, before = 0;
	struct sink *out;

	if (cli_has(cli, "top") && cli_number(cli, "top") < count)
		count = (size_t)cli_number(cli, "top");
	event_variants_sort(&varying->variants);
	if (!mining_figures_output(&out, &varying->mining,
	    &schema_process_variant, error))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (!put(out, varying, i, before, error))
			return false;
		before += varying->variants.items[i].durations.count;
	}
	return true;
}

bool
kpi_variants(struct cli *cli, struct error *error)
{
	struct varying varying = { .mining.take = take };
	bool done;

	varying.mining.context = &varying;
	done = mining_open(&varying.mining, cli, MINING_DURATIONS |
	    MINING_FIGURES, error) && mining_each(&varying.mining, error) &&
	    write(&varying, error);
	event_variants_release(&varying.variants);
	text_release(&varying.path);
	mining_release(&varying.mining);
	return done;
}
