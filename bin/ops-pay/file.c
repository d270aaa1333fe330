/* file: payments to a message for the bank, once */
#include "base/memory.h"
#include "base/output.h"
#include "domain/pain.h"
#include "pay.h"
#include "store/payment.h"
#include "store/payment_file.h"
#include "store/payment_state.h"

const struct option pay_file_options[] = {
	{ "format", OPTION_CHOICE, "pain.001.001.09|pain.001.001.03",
	    "version of the message", true },
	{ "debtor", OPTION_FILE, "FILE",
	    "debtor accounts of a file, not of the register", false },
	{ "initiator", OPTION_TEXT, "NAME",
	    "who sends it; else the first debtor", false },
	{ "reissue", OPTION_TEXT, "ID",
	    "send a batch once more, as this message", false },
	{ "output", OPTION_FILE, "FILE", "write there, all or nothing",
	    false },
	{ 0 }
};

struct job {
	struct cli *cli;
	struct arena arena;
	struct table debtors;
	const struct payment **payments;
	size_t count;
	size_t capacity;
	struct pain_message message;
	bool unsure;		/* whether the batch was marked */
};

static bool
read_payments(struct job *job, struct error *error)
{
	struct payment payment;
	struct record record;
	struct stream *in;

	if (!cli_input(&in, job->cli, &schema_payment, 0, error))
		return false;
	while (payment_next(in, &payment, &record, error)) {
		if (job->count > 0 && !slice_equal(job->payments[0]->batch,
		    payment.batch)) {
			(void)error_set(error, FAULT_INPUT,
			    "payments of the batches \"%.*s\" and \"%.*s\"",
			    SLICE_PRINT(job->payments[0]->batch),
			    SLICE_PRINT(payment.batch));
			return error_locate(error, record.origin,
			    record.line);
		}
		job->payments = memory_grow(job->payments, &job->capacity,
		    job->count, sizeof(*job->payments));
		job->payments[job->count++] = payment_keep(&job->arena,
		    &payment);
	}
	if (error->fault == FAULT_NONE && job->count == 0)
		return error_set(error, FAULT_INPUT, "there is no payment");
	return error->fault == FAULT_NONE;
}

static bool
add_debtor(void *context, const struct debtor_account *debtor,
    struct error *error)
{
	struct job *job = context;
	struct debtor_account *copy = arena_new(&job->arena, sizeof(*copy));
	struct slice *texts[] = {
		&copy->debtor_account, &copy->entity, &copy->name,
		&copy->iban, &copy->account, &copy->bic, &copy->bank_country,
		&copy->street, &copy->post_code, &copy->town, &copy->country
	};

	*copy = *debtor;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		*texts[i] = arena_copy(&job->arena, *texts[i]);
	if (table_get(&job->debtors, copy->debtor_account) != NULL)
		return error_set(error, FAULT_INPUT,
		    "debtor account \"%.*s\" is there twice",
		    SLICE_PRINT(copy->debtor_account));
	table_set(&job->debtors, copy->debtor_account, copy);
	return true;
}

static void
warn_lost(void *context, const struct payment *payment, const char *field,
    struct slice before, struct slice after)
{
	struct slice id = payment != NULL ? payment->payment :
	    (struct slice)SLICE("debtor account");

	cli_warn(context, NULL, 0, "%.*s: %s: \"%.*s\" is sent as \"%.*s\"",
	    SLICE_PRINT(id), field, SLICE_PRINT(before), SLICE_PRINT(after));
}

static int
compare_numbers(const void *one, const void *other)
{
	return slice_compare((*(const struct payment *const *)one)->payment,
	    (*(const struct payment *const *)other)->payment);
}

/* By number, as the store gives them; nearly always they came so. */
static void
sort_by_number(struct job *job)
{
	for (size_t i = 1; i < job->count; i++)
		if (compare_numbers(&job->payments[i - 1],
		    &job->payments[i]) > 0) {
			qsort(job->payments, job->count,
			    sizeof(*job->payments), compare_numbers);
			return;
		}
}

/*
 * What came down the pipe must be what was stored: no more and, unless it is
 * sent once more, no less.
 */
static bool
compare_next(struct job *job, size_t *at, const struct payment *stored,
    struct error *error)
{
	bool given = *at < job->count && slice_equal(
	    job->payments[*at]->payment, stored->payment);

	if (given && payment_same(job->payments[*at], stored)) {
		++*at;
		return true;
	}
	if (!given && cli_has(job->cli, "reissue"))
		return true;
	return error_set(error, FAULT_STORE, "payment %.*s %s",
	    SLICE_PRINT(stored->payment), given ?
	    "is not as it was stored" : "of the batch is missing");
}

static bool
compare_stored(struct job *job, struct store *store, struct error *error)
{
	struct payment_list *list = NULL;
	struct payment stored;
	size_t at = 0;

	sort_by_number(job);
	if (payment_list_open(&list, store, job->payments[0]->batch, error))
		while (payment_list_next(list, &stored, error))
			if (!compare_next(job, &at, &stored, error))
				break;
	payment_list_close(list);
	if (error->fault == FAULT_NONE && at < job->count)
		return error_set(error, FAULT_STORE,
		    "payment %.*s is not in the batch, or given twice",
		    SLICE_PRINT(job->payments[at]->payment));
	return error->fault == FAULT_NONE;
}

static bool
prepare(struct job *job, struct store *store, struct error *error)
{
	const char *initiator = cli_text(job->cli, "initiator");
	const char *reissue = cli_text(job->cli, "reissue");
	struct slice batch = job->payments[0]->batch;
	struct pain_message *message = &job->message;
	const struct debtor_account *debtor;

	message->id = reissue != NULL ? slice_of(reissue) : batch;
	message->payments = job->payments;
	message->count = job->count;
	message->debtors = &job->debtors;
	message->lost = warn_lost;
	message->context = job->cli;
	message->initiator = slice_of(initiator != NULL ? initiator : "");
	if (!payment_batch_created(&message->created, store, batch, error) ||
	    !pain_version_parse(&message->version,
	    slice_of(cli_text(job->cli, "format")), error) ||
	    !pain_prepare(message, error))
		return false;
	debtor = table_get(&job->debtors, job->payments[0]->debtor_account);
	if (initiator == NULL)
		message->initiator = debtor->name;
	return true;
}

/* Only what did not reach its payee may be sent once more. */
static bool
mark_again(struct job *job, struct run *run, struct error *error)
{
	struct payment_states *states;
	bool done = true;

	if (!payment_state_open(&states, run, error))
		return false;
	for (size_t i = 0; done && i < job->count; i++) {
		struct slice payment = job->payments[i]->payment;
		enum payment_outcome outcome;

		done = payment_state_step(&outcome, states, payment,
		    slice_of("reissue"), error) &&
		    (outcome == PAYMENT_STEPPED || error_set(error,
		    FAULT_STORE, "payment %.*s: %s", SLICE_PRINT(payment),
		    payment_state_refusal(states))) &&
		    payment_file_again(run, job->message.id, payment, error);
	}
	payment_state_close(states);
	return done;
}

/*
 * A command which was killed, or failed when it committed, may have left the
 * batch marked and the file without its name: then the same command, and no
 * other, gives it the name.
 */
static bool
mark_in(struct job *job, struct run *run, bool *marked,
    const struct payment_file *file, const struct output *output,
    struct error *error)
{
	*marked = false;
	if (output_found_rest(output) &&
	    !payment_file_marked(marked, run, file, error))
		return false;
	return *marked || (payment_file_store(run, file, error) &&
	    (!file->again || mark_again(job, run, error)));
}

static bool
mark(struct job *job, const struct output *output, struct error *error)
{
	struct payment_file file = {
		.message = job->message.id,
		.batch = job->payments[0]->batch,
		.format = slice_of(cli_text(job->cli, "format")),
		.again = cli_has(job->cli, "reissue")
	};
	struct run *run;
	bool marked;

	if (!cli_run(&run, job->cli, "payment_file", NULL, error))
		return false;
	if (!mark_in(job, run, &marked, &file, output, error)) {
		run_abandon(run);
		return false;
	}
	if (!marked) {
		if (cli_commit(job->cli, run, error))
			return true;
		job->unsure = error->fault == FAULT_SYSTEM;
		return false;
	}
	run_abandon(run);
	cli_say(job->cli, "marked before as sent, when the file did not get "
	    "its name: now it does");
	return true;
}

/*
 * The mark comes before the file: what may have been sent is marked.  Beside
 * its name nobody can send it, so there it is written first, and once the
 * batch is marked only the name is wanting.
 */
static bool
write_and_mark(struct job *job, struct output *output, struct error *error)
{
	if (!output_is_beside(output))
		return mark(job, output, error) &&
		    pain_write(output, &job->message, error);
	return pain_write(output, &job->message, error) &&
	    output_sync(output, error) && mark(job, output, error);
}

static bool
send_file(struct job *job, struct error *error)
{
	struct output *output;

	if (!output_open(&output, cli_text(job->cli, "output"), error))
		return false;
	if (write_and_mark(job, output, error))
		return output_close(output, error);
	if (job->unsure)
		output_leave(output);
	else
		output_abandon(output);
	return false;
}

static bool
run_job(struct job *job, struct error *error)
{
	struct transliteration *letters = NULL;
	struct store *store;
	bool done;

	if (!read_payments(job, error) ||
	    !cli_store(&store, job->cli, STORE_WRITE, error) ||
	    !pay_debtors(job->cli, cli_text(job->cli, "debtor"),
	    job->payments[0]->execution_date, add_debtor, job, error) ||
	    !compare_stored(job, store, error) ||
	    !pay_letters(&letters, job->cli, error))
		return false;
	job->message.letters = letters;
	done = prepare(job, store, error) && send_file(job, error);
	transliteration_free(letters);
	return done;
}

bool
pay_file_verb(struct cli *cli, struct error *error)
{
	struct job job = { .cli = cli };
	bool done = run_job(&job, error);

	memory_free(job.payments);
	table_release(&job.debtors);
	arena_release(&job.arena);
	return done;
}
