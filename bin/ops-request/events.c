/* events: what happened to requests, for the mining of processes */
#include "request.h"
#include "schema/process_event.h"
#include "store/request_read.h"

const struct option request_events_options[] = {
	{ "open", OPTION_FLAG, NULL, "only of requests which are not done",
	    false },
	{ "entity", OPTION_TEXT, "CODE", "only of this client organisation",
	    false },
	{ "service", OPTION_TEXT, "CODE", "only of this service", false },
	{ 0 }
};

static const struct slice extras[] = {
	SLICE("state"), SLICE("reason"), SLICE("team"), SLICE("client"),
	SLICE("service"), SLICE("priority")
};

/* Who did it, or the rule which did. */
static bool
events_put(struct sink *out, const struct request *request,
    const struct request_event *event, struct error *error)
{
	char time[INSTANT_TEXT_MAX];
	const struct process_event one = {
		.case_id = event->request, .activity = event->event,
		.time = slice_from(time, instant_format(time, event->time)),
		.resource = slice_is_empty(event->rule) ? event->actor :
		    event->rule
	};

	sink_fields(out, &one);
	sink_text(out, event->state);
	sink_text(out, event->reason);
	sink_text(out, event->team);
	sink_text(out, request->entity);
	sink_text(out, request->service);
	sink_text(out, request->priority);
	return sink_end(out, error);
}

/* Two cursors in one order, of which the one of events has no fewer. */
static bool
events_all(struct sink *out, struct request_list *list,
    struct request_events *log, struct error *error)
{
	struct request_event event;
	struct request request;
	bool listed = request_read_next(list, &request, error);

	while (listed && request_read_event(log, &event, error)) {
		while (listed && slice_compare(request.request,
		    event.request) < 0)
			listed = request_read_next(list, &request, error);
		if (listed && slice_equal(request.request, event.request) &&
		    slice_is_empty(request.restriction) &&
		    !events_put(out, &request, &event, error))
			return false;
	}
	return error->fault == FAULT_NONE;
}

bool
request_events_verb(struct cli *cli, struct error *error)
{
	const char *entity = cli_text(cli, "entity");
	const char *service = cli_text(cli, "service");
	const struct request_wish wish = {
		.entity = slice_of(entity != NULL ? entity : ""),
		.service = slice_of(service != NULL ? service : ""),
		.open = cli_flag(cli, "open")
	};
	struct request_list *list = NULL;
	struct request_events *log = NULL;
	struct store *store;
	struct sink *out;

	if (cli_store(&store, cli, STORE_READ, error) &&
	    cli_output_columns(&out, cli, &schema_process_event, extras,
	    sizeof(extras) / sizeof(*extras), error) &&
	    request_read_open(&list, store, &wish, error) &&
	    request_read_log(&log, store, wish.open, error))
		(void)events_all(out, list, log, error);
	request_read_close(list);
	request_read_events_close(log);
	return error->fault == FAULT_NONE;
}
