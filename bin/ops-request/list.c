/* list, show and history: requests, else what registers have */
#include "cli/registers.h"
#include "request.h"
#include "store/request_read.h"

const struct option request_list_options[] = {
	{ "open", OPTION_FLAG, NULL, "only requests which are not done",
	    false },
	{ "state", OPTION_TEXT, "STATE", "only requests in this state",
	    false },
	{ "entity", OPTION_TEXT, "CODE", "only of this client organisation",
	    false },
	{ "service", OPTION_TEXT, "CODE", "only of this service", false },
	{ "team", OPTION_TEXT, "CODE", "only what this team has", false },
	{ "assignee", OPTION_TEXT, "CODE", "only what this person has",
	    false },
	{ "about", OPTION_TEXT, "KIND KEY",
	    "only what is linked to this transaction or record", false },
	{ "on", OPTION_DATE, "DATE", "of a register: the records which hold "
	    "on this day (today)", false },
	{ "as-of", OPTION_DATE, "DATE", "of a register: as the store knew "
	    "them at the end of this day (now)", false },
	{ 0 }
};

static struct slice
list_option(const struct cli *cli, const char *option)
{
	const char *text = cli_text(cli, option);

	return slice_of(text != NULL ? text : "");
}

bool
request_list_verb(struct cli *cli, struct error *error)
{
	struct request_wish wish = {
		.state = list_option(cli, "state"),
		.entity = list_option(cli, "entity"),
		.service = list_option(cli, "service"),
		.team = list_option(cli, "team"),
		.assignee = list_option(cli, "assignee"),
		.record = list_option(cli, "about"),
		.open = cli_flag(cli, "open")
	};
	struct request_list *list;
	struct request request;
	struct store *store;
	struct sink *out;

	if (cli_operand_count(cli) > 0)
		return cli_register_list(cli, error);
	wish.kind = slice_cut(&wish.record, ' ');
	if (!slice_is_empty(wish.kind) && slice_is_empty(wish.record))
		return error_set(error, FAULT_USAGE,
		    "--about: give a kind and a key");
	if (!cli_store(&store, cli, STORE_READ, error) ||
	    !cli_output(&out, cli, &schema_request, NULL, error) ||
	    !request_read_open(&list, store, &wish, error))
		return false;
	while (request_read_next(list, &request, error)) {
		request_read_mask(&request);
		if (!request_put(out, &request, error))
			break;
	}
	request_read_close(list);
	return error->fault == FAULT_NONE;
}

static void
list_say_absent(struct cli *cli)
{
	cli_say(cli, "there is no request \"%s\"", cli_operand(cli, 0));
	cli_answer_no(cli);
}

bool
request_show_verb(struct cli *cli, struct error *error)
{
	struct request request;
	struct store *store;
	struct sink *out;
	bool found;

	if (cli_operand_count(cli) != 1)
		return cli_register_show(cli, error);
	if (!cli_store(&store, cli, STORE_READ, error) ||
	    !cli_output(&out, cli, &schema_request, NULL, error) ||
	    !request_read_masked(&found, &request, store,
	    slice_of(cli_operand(cli, 0)), error))
		return false;
	if (found)
		return request_put(out, &request, error);
	list_say_absent(cli);
	return true;
}

/* What was done to a request which only some may read, only they may know. */
static bool
list_restricted(bool *out, struct store *store, struct slice number,
    struct error *error)
{
	struct request request;
	bool found;

	*out = false;
	if (!request_read_masked(&found, &request, store, number, error))
		return false;
	*out = found && !slice_is_empty(request.restriction);
	return true;
}

bool
request_history_verb(struct cli *cli, struct error *error)
{
	struct request_events *events;
	struct request_event event;
	struct slice number;
	struct store *store;
	struct sink *out;
	bool restricted;

	if (cli_operand_count(cli) != 1)
		return cli_register_history(cli, error);
	number = slice_of(cli_operand(cli, 0));
	if (!cli_store(&store, cli, STORE_READ, error) ||
	    !list_restricted(&restricted, store, number, error))
		return false;
	if (restricted)
		return error_set(error, FAULT_STORE, "\"%.*s\" is "
		    "restricted: see read", SLICE_PRINT(number));
	if (!cli_output(&out, cli, &schema_request_event, NULL, error) ||
	    !request_read_events(&events, store, number, error))
		return false;
	while (request_read_event(events, &event, error))
		if (!request_event_put(out, &event, error))
			break;
	request_read_events_close(events);
	if (error->fault == FAULT_NONE && sink_records(out) == 0)
		list_say_absent(cli);
	return error->fault == FAULT_NONE;
}
