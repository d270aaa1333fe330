#include "store/payment_file.h"

#include <stdio.h>

#include "store/sealed.h"

static const char sent_before[] = "SELECT message, time FROM payment_file"
    " WHERE batch = $1 ORDER BY run LIMIT 1";

static const char message_batch[] =
    "SELECT batch FROM payment_file WHERE message = $1";

static const char marked_by[] = "SELECT run.arguments FROM payment_file"
    " JOIN run ON run.number = payment_file.run"
    " WHERE payment_file.message = $1 AND payment_file.batch = $2";

static const char add_file[] = "INSERT INTO payment_file (message, batch,"
    " format, time, run) VALUES ($1, $2, $3, $4, $5)";

static const char batch_state[] =
    "UPDATE payment SET state = $1 WHERE batch = $2";

static const char one_state[] =
    "UPDATE payment SET state = $1 WHERE payment = $2";

static const char any_state[] =
    "SELECT state FROM payment WHERE payment = $1";

static const char add_status[] = "INSERT INTO payment_status (run, line,"
    " report, message, payment, status, reason, information)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

/* External codes of ISO 20022 and the state they mean. */
static const struct {
	const char *code;
	const char *state;
} states[] = {
	{ "ACCC", "settled" }, { "ACCP", "accepted" }, { "ACFC", "accepted" },
	{ "ACSC", "settled" }, { "ACSP", "accepted" }, { "ACTC", "accepted" },
	{ "ACWC", "accepted" }, { "CANC", "rejected" }, { "PDNG", "pending" },
	{ "RCVD", "sent" }, { "RJCT", "rejected" }
};

static bool
check_unsent(struct run *run, const struct payment_file *file,
    struct error *error)
{
	struct statement *statement;
	struct slice message, time;

	if (!store_prepare(&statement, run_store(run), message_batch, error))
		return false;
	store_bind_text(statement, 1, file->message);
	if (store_step(statement, error) && file->again)
		return error_set(error, FAULT_STORE,
		    "the message \"%.*s\" was sent before; re-issue under "
		    "another id", SLICE_PRINT(file->message));
	if (error->fault != FAULT_NONE ||
	    !store_prepare(&statement, run_store(run), sent_before, error))
		return false;
	store_bind_text(statement, 1, file->batch);
	if (file->again || !store_step(statement, error))
		return error->fault == FAULT_NONE;
	message = store_text(statement, 0);
	time = store_text(statement, 1);
	return error_set(error, FAULT_STORE,
	    "batch \"%.*s\" was sent as message \"%.*s\" at %.*s; to send "
	    "it once more, give it an id of its own with --reissue",
	    SLICE_PRINT(file->batch), SLICE_PRINT(message),
	    SLICE_PRINT(time));
}

bool
payment_file_marked(bool *out, struct run *run,
    const struct payment_file *file, struct error *error)
{
	struct statement *statement;

	*out = false;
	if (!store_prepare(&statement, run_store(run), marked_by, error))
		return false;
	store_bind_text(statement, 1, file->message);
	store_bind_text(statement, 2, file->batch);
	if (!store_step(statement, error))
		return error->fault == FAULT_NONE;
	*out = slice_is(store_text(statement, 0), run_arguments(run));
	return store_run(statement, error);
}

static bool
set_state(struct run *run, const char *sql, const char *state,
    struct slice key, struct error *error)
{
	struct statement *statement;

	if (!store_prepare(&statement, run_store(run), sql, error))
		return false;
	store_bind_text(statement, 1, slice_of(state));
	store_bind_text(statement, 2, key);
	return store_run(statement, error);
}

bool
payment_file_store(struct run *run, const struct payment_file *file,
    struct error *error)
{
	struct statement *statement;
	char time[INSTANT_TEXT_MAX], after[128];

	if (!check_unsent(run, file, error) ||
	    !store_prepare(&statement, run_store(run), add_file, error))
		return false;
	run_seal(run, &sealed_payment_file);
	(void)instant_format(time, run_time(run));
	store_bind_text(statement, 1, file->message);
	store_bind_text(statement, 2, file->batch);
	store_bind_text(statement, 3, file->format);
	store_bind_text(statement, 4, slice_of(time));
	store_bind_integer(statement, 5, run_number(run));
	(void)snprintf(after, sizeof(after), "{\"message\":\"%.*s\"}",
	    SLICE_PRINT(file->message));
	return store_run(statement, error) &&
	    set_state(run, batch_state, "sent", file->batch, error) &&
	    run_audit(run, file->again ? "reissue" : "send", "payment",
	    file->batch, slice_of(""), slice_of(after), error);
}

const char *
payment_file_state(struct slice code)
{
	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++)
		if (slice_is(code, states[i].code))
			return states[i].state;
	return NULL;
}

static bool
add_answer(struct run *run, int64_t line,
    const struct payment_status *status, struct error *error)
{
	struct statement *statement;

	if (!store_prepare(&statement, run_store(run), add_status, error))
		return false;
	run_seal(run, &sealed_payment_status);
	store_bind_integer(statement, 1, run_number(run));
	store_bind_integer(statement, 2, line);
	store_bind_text(statement, 3, status->report);
	store_bind_text(statement, 4, status->message);
	store_bind_text(statement, 5, status->payment);
	store_bind_text(statement, 6, status->status);
	store_bind_text(statement, 7, status->reason);
	store_bind_text(statement, 8, status->information);
	return store_run(statement, error);
}

bool
payment_file_answer(bool *known, struct run *run, int64_t line,
    const struct payment_status *status, struct error *error)
{
	bool whole = slice_is_empty(status->payment);
	const char *state = payment_file_state(status->status);
	struct statement *statement;

	if (!add_answer(run, line, status, error) ||
	    !store_prepare(&statement, run_store(run),
	    whole ? message_batch : any_state, error))
		return false;
	store_bind_text(statement, 1,
	    whole ? status->message : status->payment);
	*known = store_step(statement, error);
	if (!*known || state == NULL)
		return error->fault == FAULT_NONE;
	return set_state(run, whole ? batch_state : one_state, state,
	    whole ? store_text(statement, 0) : status->payment, error);
}
