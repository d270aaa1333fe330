/* cases: requests as services which were given, for indicators */
#include "measure.h"
#include "request.h"
#include "schema/service_case.h"

const struct option request_cases_options[] = {
	{ "period", OPTION_PERIOD, "YYYY-MM",
	    "only what was closed in this month (UTC)", false },
	{ "open", OPTION_FLAG, NULL, "what is open too, with the time so far",
	    false },
	{ "entity", OPTION_TEXT, "CODE", "only of this client organisation",
	    false },
	{ "service", OPTION_TEXT, "CODE", "only of this service", false },
	{ 0 }
};

struct cases {
	const struct cli *cli;
	struct sink *out;
};

static bool
cases_wanted(const struct cases *cases, struct instant closed)
{
	struct period period, wanted;

	if (closed.seconds == INSTANT_NONE.seconds)
		return cli_flag(cases->cli, "open");
	if (!cli_has(cases->cli, "period"))
		return true;
	period = period_of(instant_date(closed));
	wanted = cli_period(cases->cli, "period");
	return period.month == wanted.month;
}

/* Times are those until the resolution, by the calendar of what was agreed. */
static bool
cases_measure(struct service_case *one, struct measure *measure,
    const struct request *request, struct error *error)
{
	const struct agreement *agreement = measure_agreed(measure,
	    AGREEMENT_RESOLVE, request);
	struct request_measure resolve;
	bool applies;

	if (agreement == NULL)
		return true;
	if (!request_clock_measure(&resolve, &applies, &measure->clock,
	    agreement, measure->now, error))
		return false;
	one->elapsed = resolve.elapsed;
	one->target = agreement->duration;
	schema_give_zero(&schema_service_case, SERVICE_CASE_FIELD_ELAPSED,
	    one);
	return true;
}

static bool
cases_take(void *context, struct measure *measure,
    const struct request *request, struct error *error)
{
	const struct request_clock *clock = &measure->clock;
	struct cases *cases = context;
	struct service_case one = {
		.request = request->request, .client = request->entity,
		.service = request->service, .centre = request->centre,
		.priority = request->priority, .channel = request->channel,
		.opened = request->opened, .closed = clock->stopped,
		.reopened = clock->reopened, .touches = clock->touches,
		.satisfaction = clock->satisfaction
	};

	if (slice_is(request->state, "cancelled") ||
	    !slice_is_empty(request->restriction) ||
	    !cases_wanted(cases, clock->stopped))
		return true;
	one.volume.units = DECIMAL_ONE;
	schema_give_zero(&schema_service_case, SERVICE_CASE_FIELD_REOPENED,
	    &one);
	schema_give_zero(&schema_service_case, SERVICE_CASE_FIELD_TOUCHES,
	    &one);
	return cases_measure(&one, measure, request, error) &&
	    service_case_put(cases->out, &one, error);
}

bool
request_cases_verb(struct cli *cli, struct error *error)
{
	const char *entity = cli_text(cli, "entity");
	const char *service = cli_text(cli, "service");
	const struct request_wish wish = {
		.entity = slice_of(entity != NULL ? entity : ""),
		.service = slice_of(service != NULL ? service : "")
	};
	struct measure measure = { .store = NULL };
	struct cases cases = { .cli = cli };
	struct store *store;
	bool done;

	done = cli_store(&store, cli, STORE_READ, error) &&
	    cli_output(&cases.out, cli, &schema_service_case, NULL, error) &&
	    measure_init(&measure, store, error) &&
	    measure_each(&measure, &wish, cases_take, &cases, error);
	measure_release(&measure);
	return done;
}
