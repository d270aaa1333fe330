/* read: what only some may read, and that it was read */
#include "base/text.h"
#include "key.h"
#include "request.h"
#include "store/json.h"
#include "store/request_read.h"
#include "store/request_row.h"

const struct option request_read_options[] = {
	KEY_OPTION,
	{ "reason", OPTION_TEXT, "TEXT", "why, for the audit", true },
	{ "events", OPTION_FLAG, NULL, "what happened to it instead", false },
	{ 0 }
};

/* It is recorded before anything is shown. */
static bool
read_record(struct cli *cli, struct slice number, struct error *error)
{
	struct request request;
	struct text image = { 0 };
	struct run *run;
	bool found = false;

	if (!cli_run(&run, cli, "request", NULL, error))
		return false;
	if (request_read_find(&found, &request, run_store(run), number,
	    error) && !found)
		(void)error_set(error, FAULT_STORE,
		    "there is no request \"%.*s\"", SLICE_PRINT(number));
	json_begin(&image);
	json_add_text(&image, "reason", slice_of(cli_text(cli, "reason")));
	json_end(&image);
	if (found)
		(void)run_audit(run, "read", "request", number,
		    slice_of(""), text_slice(&image), error);
	text_release(&image);
	if (error->fault == FAULT_NONE)
		return cli_commit(cli, run, error);
	run_abandon(run);
	return false;
}

static bool
read_request(struct cli *cli, struct store *store, struct slice number,
    const struct vault *vault, struct error *error)
{
	struct request_row_texts texts = { .external = "" };
	struct request request;
	struct sink *out;
	bool found;

	if (cli_output(&out, cli, &schema_request, NULL, error) &&
	    request_read_find(&found, &request, store, number, error) &&
	    found && request_row_unseal(&texts, &request, vault, error))
		(void)request_put(out, &request, error);
	request_row_release(&texts);
	return error->fault == FAULT_NONE;
}

static bool
read_events(struct cli *cli, struct store *store, struct slice number,
    const struct vault *vault, struct error *error)
{
	struct request_events *events;
	struct request_event event;
	struct text note = { 0 };
	struct sink *out;

	if (!cli_output(&out, cli, &schema_request_event, NULL, error) ||
	    !request_read_events(&events, store, number, error))
		return false;
	while (request_read_event(events, &event, error) &&
	    request_row_unseal_note(&note, &event, vault, error)) {
		event.note = text_slice(&note);
		if (!request_event_put(out, &event, error))
			break;
	}
	request_read_events_close(events);
	text_release(&note);
	return error->fault == FAULT_NONE;
}

bool
request_read_verb(struct cli *cli, struct error *error)
{
	struct slice number = slice_of(cli_operand(cli, 0));
	const struct vault *vault;
	struct vault room;
	struct store *store;
	bool done;

	if (!key_open(&vault, &room, cli, error))
		return false;
	if (vault == NULL)
		return error_set(error, FAULT_USAGE, "give --key");
	done = read_record(cli, number, error) && (cli_flag(cli, "dry-run") ||
	    (cli_store(&store, cli, STORE_WRITE, error) &&
	    (cli_flag(cli, "events") ?
	    read_events(cli, store, number, vault, error) :
	    read_request(cli, store, number, vault, error))));
	vault_close(&room);
	return done;
}
