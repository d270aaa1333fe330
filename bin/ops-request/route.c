/* route: the rules decide again who gets requests, and say why */
#include "base/text.h"
#include "load.h"
#include "request.h"
#include "schema/request_route.h"
#include "store/request_read.h"
#include "store/request_write.h"
#include "store/service_read.h"

const struct option request_route_options[] = {
	{ "balance", OPTION_FLAG, NULL,
	    "give what a rule gives a team to the person with the least "
	    "workload", false },
	{ 0 }
};

struct route {
	struct cli *cli;
	struct run *run;
	struct service_book book;
	struct workload workload;
	struct request_writer *writer;
	struct sink *out;
};

/* Fill the decision; rule is NULL where the service's team gets it. */
static bool
route_decide(struct request_route *out, struct route *route,
    const struct request *request, struct error *error)
{
	const struct service *service =
	    service_book_find(&route->book, request->service);
	const struct routing_rule *rule;

	if (!service_book_route(&rule, &route->book, request, error))
		return false;
	*out = (struct request_route){ .request = request->request };
	if (rule != NULL) {
		out->rule = rule->rule;
		out->condition = rule->condition;
		out->team = rule->team;
		out->assignee = rule->assignee;
		return true;
	}
	out->rule = slice_of("default");
	out->team = service != NULL ? service->team : request->team;
	return true;
}

/* Who has it keeps it; else the lightest member of the team gets it. */
static void
route_balance(struct request_route *out, struct route *route,
    const struct request *request)
{
	int64_t weight = load_weight(&route->book, request->service);
	const struct workload_person *person;

	if (!cli_flag(route->cli, "balance") ||
	    !slice_is_empty(out->assignee))
		return;
	if (slice_equal(request->team, out->team) &&
	    !slice_is_empty(request->assignee)) {
		out->assignee = request->assignee;
		return;
	}
	person = workload_balance(&route->workload, out->team, weight);
	if (person == NULL)
		return;
	workload_add(&route->workload, out->team, person->person, weight);
	out->assignee = person->person;
	out->weight = person->weight;
}

static bool
route_one(struct route *route, struct slice number, struct error *error)
{
	struct request_step step = { .time = INSTANT_NONE };
	struct request_route decision;
	struct request request;
	bool found;

	if (!request_read_find(&found, &request, run_store(route->run),
	    number, error))
		return false;
	if (!found) {
		(void)error_set_code(error, FAULT_INPUT, "foreign-key",
		    "there is no request \"%.*s\"", SLICE_PRINT(number));
		return error_in_field(error, "request", 0);
	}
	if (!route_decide(&decision, route, &request, error))
		return false;
	route_balance(&decision, route, &request);
	step.request = number;
	step.event = slice_of("assign");
	step.team = decision.team;
	step.assignee = decision.assignee;
	if ((!slice_equal(decision.team, request.team) ||
	    (!slice_is_empty(decision.assignee) &&
	    !slice_equal(decision.assignee, request.assignee))) &&
	    !request_write_step(route->writer, &step, decision.rule, error))
		return false;
	decision.request = number;
	return request_route_put(route->out, &decision, error);
}

static bool
route_operands(struct route *route, struct error *error)
{
	for (size_t i = 0; i < cli_operand_count(route->cli); i++) {
		if (route_one(route, slice_of(cli_operand(route->cli, i)),
		    error))
			continue;
		if (error->fault == FAULT_INPUT && error->code != NULL) {
			error->fault = FAULT_STORE;
			error->field[0] = '\0';
		}
		return false;
	}
	return true;
}

static bool
route_stream(struct route *route, struct error *error)
{
	struct request_step step;
	struct record record;
	struct stream *in;

	if (!cli_input(&in, route->cli, &schema_request_step,
	    cli_operand_count(route->cli), error))
		return false;
	while (request_step_next(in, &step, &record, error))
		if (!route_one(route, step.request, error) &&
		    !stream_reject(in, &record, error))
			return false;
	return error->fault == FAULT_NONE;
}

static bool
route_run(struct route *route, struct request_counts *counts,
    struct error *error)
{
	struct store *store = run_store(route->run);
	struct cli *cli = route->cli;

	return service_read(&route->book, store, cli_today(cli), error) &&
	    load_read(&route->workload, cli, store, &route->book, error) &&
	    cli_output(&route->out, cli, &schema_request_route, NULL,
	    error) && request_write_open(&route->writer, route->run,
	    NULL, error) &&
	    (cli_operand_count(cli) > 0 ? route_operands(route, error) :
	    route_stream(route, error)) &&
	    request_write_end(counts, route->writer, "route", error);
}

bool
request_route_verb(struct cli *cli, struct error *error)
{
	struct request_counts counts = { 0, 0 };
	struct route route = { .cli = cli };
	bool done;

	if (!cli_run(&route.run, cli, "request", NULL, error))
		return false;
	done = route_run(&route, &counts, error);
	request_write_close(route.writer);
	if (!done)
		run_abandon(route.run);
	else if (cli_commit(cli, route.run, error))
		cli_say(cli, "requests which were assigned: %llu",
		    (unsigned long long)counts.events);
	workload_release(&route.workload);
	service_book_release(&route.book);
	return error->fault == FAULT_NONE;
}
