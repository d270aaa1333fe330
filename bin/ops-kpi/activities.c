/*
 * ops-kpi activities, resources, rework, bottlenecks - figures of each activity
 * or resource
 */
#include "mining.h"

#include "domain/event_activity.h"
#include "schema/process_activity.h"
#include "schema/process_bottleneck.h"
#include "schema/process_resource.h"
#include "schema/process_rework.h"

struct acting {
	struct mining mining;
	struct event_activities activities;
	__int128 before;		/* waiting for those written */
};

static bool
take(void *context, const struct trace *trace, struct error *error)
{
	struct acting *acting = context;

	return event_activities_add(&acting->activities, trace, error);
}

/* Of activities and resources, whose kinds have the same fields. */
static bool
put_activity(struct sink *out, struct acting *acting,
    struct event_activity *activity, struct error *error)
{
	__int128 cases = (__int128)acting->activities.cases;
	struct decimal share, case_share, begin_share, end_share;

	if (!mining_figures_share(&share, (__int128)activity->events,
	    (__int128)acting->activities.events, error) ||
	    !mining_figures_share(&case_share, (__int128)activity->cases, cases,
	    error) || !mining_figures_share(&begin_share,
	    (__int128)activity->begins, cases, error) ||
	    !mining_figures_share(&end_share, (__int128)activity->ends, cases,
	    error))
		return false;
	sink_text(out, activity->name);
	sink_integer(out, (int64_t)activity->events);
	sink_decimal(out, share);
	sink_integer(out, (int64_t)activity->cases);
	sink_decimal(out, case_share);
	sink_integer(out, (int64_t)activity->begins);
	sink_decimal(out, begin_share);
	sink_integer(out, (int64_t)activity->ends);
	sink_decimal(out, end_share);
	return sink_end(out, error);
}

static bool
put_rework(struct sink *out, struct acting *acting,
    struct event_activity *activity, struct error *error)
{
	struct process_rework one = { .activity = activity->name,
	    .cases = (int64_t)activity->cases,
	    .reworked = (int64_t)activity->reworked,
	    .repetitions = (int64_t)event_activity_repetitions(activity),
	    .self_loops = (int64_t)activity->self_loops,
	    .most = (int64_t)activity->most };

	(void)acting;
	one.loops = one.repetitions - one.self_loops;
	return mining_figures_share(&one.share, one.reworked, one.cases,
	    error) && process_rework_put(out, &one, error);
}

static bool
put_bottleneck(struct sink *out, struct acting *acting,
    struct event_activity *activity, struct error *error)
{
	const struct spread_terms *terms = &acting->mining.terms;
	struct process_bottleneck one = { .activity = activity->name,
	    .events = (int64_t)activity->waiting.count };
	struct spread_figures figures;

	acting->before += activity->waiting.total;
	if (!spread_figures(&figures, &activity->waiting, terms, error) ||
	    !mining_figures_share(&one.share, activity->waiting.total,
	    acting->activities.waiting, error) || !mining_figures_share(
	    &one.cumulative, acting->before, acting->activities.waiting,
	    error) || !spread_quotient(&one.service_total,
	    activity->service, terms->unit, error) || !spread_quotient(
	    &one.service_mean, activity->service, (__int128)terms->unit *
	    (int64_t)activity->events, error))
		return false;
	one.total = figures.total;
	one.mean = figures.mean;
	one.p50 = figures.p50;
	one.p90 = figures.p90;
	one.p95 = figures.p95;
	one.greatest = figures.greatest;
	sink_fields(out, &one);
	return mining_figures_end(out, &acting->mining, &activity->waiting,
	    error);
}

/* What the three verbs differ in. */
struct report {
	unsigned use;
	bool resources;
	enum event_activity_order order;
	const struct schema *schema;
	bool (*put)(struct sink *out, struct acting *acting,
	    struct event_activity *activity, struct error *error);
};

static bool
write(struct acting *acting, const struct report *report,
    struct error *error)
{
	struct event_activities *activities = &acting->activities;
	struct sink *out;

	event_activities_sort(activities, report->order);
	if (!mining_figures_output(&out, &acting->mining, report->schema,
	    error))
		return false;
	for (size_t i = 0; i < activities->count; i++)
		if (activities->items[i].events > 0 &&
		    !report->put(out, acting, &activities->items[i], error))
			return false;
	return true;
}

static bool
act(struct cli *cli, const struct report *report, struct error *error)
{
	struct acting acting = { .mining.take = take };
	bool done;

	acting.mining.context = &acting;
	done = mining_open(&acting.mining, cli, report->use, error);
	acting.activities.log = &acting.mining.log;
	acting.activities.working = acting.mining.working;
	acting.activities.resources = report->resources;
	done = done && (!report->resources ||
	    mining_need_resource(&acting.mining, error));
	done = done && mining_each(&acting.mining, error) &&
	    write(&acting, report, error);
	event_activities_release(&acting.activities);
	mining_release(&acting.mining);
	return done;
}

bool
kpi_activities(struct cli *cli, struct error *error)
{
	static const struct report report = { 0, false,
	    EVENT_ACTIVITY_BY_EVENTS, &schema_process_activity,
	    put_activity };

	return act(cli, &report, error);
}

bool
kpi_resources(struct cli *cli, struct error *error)
{
	static const struct report report = { 0, true,
	    EVENT_ACTIVITY_BY_EVENTS, &schema_process_resource,
	    put_activity };

	return act(cli, &report, error);
}

bool
kpi_rework(struct cli *cli, struct error *error)
{
	static const struct report report = { 0, false,
	    EVENT_ACTIVITY_BY_REWORK, &schema_process_rework, put_rework };

	return act(cli, &report, error);
}

bool
kpi_bottlenecks(struct cli *cli, struct error *error)
{
	static const struct report report = {
	    MINING_DURATIONS | MINING_FIGURES, false,
	    EVENT_ACTIVITY_BY_WAITING,
	    &schema_process_bottleneck, put_bottleneck };

	return act(cli, &report, error);
}
