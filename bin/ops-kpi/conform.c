/* ops-kpi conform - events which a lifecycle does not allow */
#include "mining.h"

#include <stdio.h>

#include "domain/conformance.h"
#include "schema/process_fitness.h"
#include "schema/process_rule.h"
#include "schema/process_violation.h"

enum { LIFECYCLE_PATH_MAX = 512 };

static const char *const faults[] = { "", "unknown", "not-allowed" };
static const char not_final[] = "not-final";

struct conforming {
	struct mining mining;
	struct conformance rules;
	struct process_fitness sums;
	struct text state;
	struct text allowed;
	struct sink *out;
	bool summary;
};

/* A lifecycle of share/lifecycle, or a file. */
static const char *
rules_path(struct cli *cli, struct error *error)
{
	const char *name = cli_text(cli, "lifecycle");
	char path[LIFECYCLE_PATH_MAX];
	size_t length = strlen(name);

	if (strchr(name, '/') != NULL ||
	    (length > 4 && strcmp(name + length - 4, ".csv") == 0))
		return name;
	if ((size_t)snprintf(path, sizeof(path), "lifecycle/%s.csv", name) <
	    sizeof(path))
		return cli_share(cli, path);
	(void)error_set(error, FAULT_USAGE,
	    "the name of the lifecycle is too long");
	return NULL;
}

static bool
load(struct conforming *conforming, struct error *error)
{
	struct cli *cli = conforming->mining.cli;
	const char *path = rules_path(cli, error);
	struct stream *in;

	conforming->rules.of_states = cli_flag(cli, "states");
	conforming->rules.log = &conforming->mining.log;
	if (path == NULL ||
	    !cli_open(&in, cli, &schema_process_rule, path, error))
		return false;
	if (!conformance_load(&conforming->rules, in, error))
		return error_locate(error, path, 0);
	for (size_t i = 0; i < cli_list_count(cli, "final"); i++)
		if (!conformance_end(&conforming->rules,
		    slice_of(cli_list(cli, "final", i)), error))
			return false;
	return true;
}

static bool
put(struct conforming *conforming, const struct trace *trace,
    const struct event *event, const struct conformance_place *before,
    const char *fault, struct error *error)
{
	const struct event_log *log = &conforming->mining.log;
	struct process_violation one = { .case_id = trace->id,
	    .file = slice_of(log->files[event->file]), .line = event->line,
	    .time = timestamp_instant(event->end),
	    .resource = event_log_resource(log, event->resource),
	    .activity = event_log_activity(log, event->activity),
	    .fault = slice_of(fault) };

	if (conforming->summary)
		return true;
	conformance_states(&conforming->state, &conforming->rules, before);
	conformance_allowed(&conforming->allowed, &conforming->rules, before);
	one.state = text_slice(&conforming->state);
	one.allowed = text_slice(&conforming->allowed);
	return process_violation_put(conforming->out, &one, error);
}

static bool
take(void *context, const struct trace *trace, struct error *error)
{
	struct conforming *conforming = context;
	struct process_fitness *sums = &conforming->sums;
	struct conformance_place place, before;
	bool right = true;

	conformance_begin(&place);
	for (size_t i = 0; i < trace->count; i++) {
		const struct event *event = &trace->events[i];
		enum conformance_verdict verdict;

		before = place;
		verdict = conformance_step(&conforming->rules, &place,
		    event->activity);
		sums->allowed += verdict == CONFORMANCE_ALLOWED;
		sums->unknown += verdict == CONFORMANCE_UNKNOWN;
		sums->not_allowed += verdict == CONFORMANCE_NOT_ALLOWED;
		right &= verdict == CONFORMANCE_ALLOWED;
		if (verdict != CONFORMANCE_ALLOWED && !put(conforming, trace,
		    event, &before, faults[verdict], error))
			return false;
	}
	if (!conformance_may_end(&conforming->rules, &place)) {
		right = false;
		sums->not_final++;
		if (!put(conforming, trace, &trace->events[trace->count - 1],
		    &place, not_final, error))
			return false;
	}
	sums->cases++;
	sums->conforming += right;
	sums->events += (int64_t)trace->count;
	return true;
}

static bool
settle(struct conforming *conforming, struct error *error)
{
	struct process_fitness *sums = &conforming->sums;
	struct cli *cli = conforming->mining.cli;

	if (!mining_figures_share(&sums->fitness, sums->conforming, sums->cases,
	    error) || !mining_figures_share(&sums->event_fitness, sums->allowed,
	    sums->events, error))
		return false;
	cli_say(cli, "%lld of %lld cases conform, %lld of %lld events are "
	    "allowed", (long long)sums->conforming, (long long)sums->cases,
	    (long long)sums->allowed, (long long)sums->events);
	if (sums->conforming < sums->cases)
		cli_answer_no(cli);
	return !conforming->summary ||
	    process_fitness_put(conforming->out, sums, error);
}

bool
kpi_conform(struct cli *cli, struct error *error)
{
	struct conforming conforming = { .mining.take = take,
	    .summary = cli_flag(cli, "summary") };
	bool done;

	conforming.mining.context = &conforming;
	done = mining_open(&conforming.mining, cli, 0, error) &&
	    load(&conforming, error) && cli_output(&conforming.out, cli,
	    conforming.summary ? &schema_process_fitness :
	    &schema_process_violation, NULL, error) &&
	    mining_each(&conforming.mining, error) &&
	    settle(&conforming, error);
	conformance_release(&conforming.rules);
	text_release(&conforming.state);
	text_release(&conforming.allowed);
	mining_release(&conforming.mining);
	return done;
}
