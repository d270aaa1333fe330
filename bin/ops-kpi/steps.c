/* ops-kpi steps, handovers - what follows what, and who works after whom */
#include "mining.h"

#include "domain/event_step.h"
#include "schema/process_handover.h"
#include "schema/process_step.h"

struct stepping {
	struct mining mining;
	struct event_steps steps;
};

static bool
take(void *context, const struct trace *trace, struct error *error)
{
	struct stepping *stepping = context;

	return event_steps_add(&stepping->steps, trace, error);
}

/* Both kinds have the same fields in the same order. */
static bool
put(struct sink *out, struct stepping *stepping, struct event_step *step,
    struct error *error)
{
	struct spread_figures figures;
	struct decimal share;

	if (!spread_figures(&figures, &step->times,
	    &stepping->mining.terms, error) || !mining_figures_share(&share,
	    (__int128)step->count, (__int128)stepping->steps.count, error))
		return false;
	sink_text(out, event_steps_name(&stepping->steps, step->source));
	sink_text(out, event_steps_name(&stepping->steps, step->target));
	sink_integer(out, (int64_t)step->count);
	sink_decimal(out, share);
	sink_integer(out, (int64_t)step->cases);
	sink_decimal(out, figures.total);
	sink_decimal(out, figures.mean);
	sink_decimal(out, figures.least);
	sink_decimal(out, figures.p50);
	sink_decimal(out, figures.p90);
	sink_decimal(out, figures.p95);
	sink_decimal(out, figures.greatest);
	return mining_figures_end(out, &stepping->mining, &step->times,
	    error);
}

static bool
write(struct stepping *stepping, struct error *error)
{
	struct event_steps *steps = &stepping->steps;
	struct sink *out;

	event_steps_sort(steps);
	if (!mining_figures_output(&out, &stepping->mining,
	    steps->resources ? &schema_process_handover :
	    &schema_process_step, error))
		return false;
	for (size_t i = 0; i < steps->pairs.count; i++)
		if (!put(out, stepping, &steps->items[i], error))
			return false;
	return true;
}

static bool
step_all(struct stepping *stepping, struct cli *cli, struct error *error)
{
	struct mining *mining = &stepping->mining;
	bool done;

	mining->take = take;
	mining->context = stepping;
	done = mining_open(mining, cli, MINING_DURATIONS | MINING_FIGURES,
	    error);
	stepping->steps.log = &mining->log;
	stepping->steps.working = mining->working;
	done = done && (!stepping->steps.resources ||
	    mining_need_resource(mining, error)) &&
	    mining_each(mining, error) && write(stepping, error);
	event_steps_release(&stepping->steps);
	mining_release(mining);
	return done;
}

bool
kpi_steps(struct cli *cli, struct error *error)
{
	struct stepping stepping = { .steps.ends = cli_flag(cli, "ends") };

	return step_all(&stepping, cli, error);
}

bool
kpi_handovers(struct cli *cli, struct error *error)
{
	struct stepping stepping = { .steps.resources = true,
	    .steps.same = cli_flag(cli, "same") };

	return step_all(&stepping, cli, error);
}
