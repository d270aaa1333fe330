#include "store/payment_file.h"

#include <stdio.h>

#include "base/memory.h"
#include "store/payment.h"
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

static const char message_payments[] =
    "SELECT p.payment, p.debtor_account, p.currency, p.execution_date,"
    " CASE WHEN EXISTS (SELECT 1 FROM payment_reissue r WHERE r.payment ="
    " p.payment AND r.run > f.run) THEN 1 ELSE 0 END"
    " FROM payment_file f JOIN payment p ON p.batch = f.batch"
    " WHERE f.message = $1 AND (NOT EXISTS (SELECT 1 FROM payment_reissue r"
    " WHERE r.message = $1) OR EXISTS (SELECT 1 FROM payment_reissue r"
    " WHERE r.message = $1 AND r.payment = p.payment)) ORDER BY p.payment";

static const char add_status[] = "INSERT INTO payment_status (run, line,"
    " report, message, payment, status, reason, information,"
    " payment_group /*placed , ops_period */)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9 /*placed ,"
    " (SELECT substr(r.time, 1, 7) FROM run r WHERE r.number = $1) */)";

struct payment_file_list {
	struct statement *rows;
};

static bool
check_unsent(struct run *run, const struct payment_file *file,
    struct error *error)
{
	struct statement *statement;
	struct slice message, time;
	struct instant created;

	/* It may have been withdrawn since its payments were read. */
	if (!payment_batch_created(&created, run_store(run), file->batch,
	    error) || !store_prepare(&statement, run_store(run),
	    message_batch, error))
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
	    run_audit(run, file->again ? "reissue" : "send", "payment",
	    file->batch, slice_of(""), slice_of(after), error);
}

bool
payment_file_again(struct run *run, struct slice message,
    struct slice payment, struct error *error)
{
	struct bulk *bulk;

	if (!run_bulk(&bulk, run, &sealed_payment_reissue, error))
		return false;
	bulk_text(bulk, message);
	bulk_text(bulk, payment);
	bulk_integer(bulk, run_number(run));
	return bulk_row(bulk, error);
}

bool
payment_file_answer(struct run *run, int64_t line,
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
	store_bind_text(statement, 9, status->group);
	return store_run(statement, error);
}

bool
payment_file_list_open(struct payment_file_list **out, struct store *store,
    struct slice message, struct error *error)
{
	struct statement *rows;

	if (!store_prepare(&rows, store, message_payments, error))
		return false;
	store_bind_text(rows, 1, message);
	*out = memory_new(sizeof(**out));
	(*out)->rows = rows;
	return true;
}

bool
payment_file_list_next(struct payment_file_list *list, struct payment *out,
    bool *later, struct error *error)
{
	if (!store_step(list->rows, error))
		return false;
	*out = (struct payment){
		.payment = store_text(list->rows, 0),
		.debtor_account = store_text(list->rows, 1),
		.execution_date = store_date(list->rows, 3, error)
	};
	*later = store_integer(list->rows, 4) != 0;
	return error->fault == FAULT_NONE && currency_parse(&out->currency,
	    store_text(list->rows, 2), error);
}

void
payment_file_list_close(struct payment_file_list *list)
{
	memory_free(list);
}
