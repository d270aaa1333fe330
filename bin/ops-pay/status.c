/* status: what the bank says on payments, kept */
#include "base/memory.h"
#include "base/table.h"
#include "domain/pain_status.h"
#include "pay.h"
#include "store/payment_file.h"
#include "store/payment_state.h"

struct job {
	struct cli *cli;
	struct run *run;
	struct payment_states *states;
	const struct pain_status *status;
	struct arena arena;
	struct table later;	/* payments which a later message has too */
	const struct payment **payments;	/* of the message */
	size_t count;
	size_t capacity;
};

static void
digest(struct run *run, const struct payment_status *answer)
{
	const struct slice texts[] = {
		answer->report, answer->message, answer->group,
		answer->payment, answer->status, answer->reason,
		answer->information
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		run_digest(run, texts[i]);
		run_digest(run, slice_from("\x1f", 1));
	}
}

static void
report_unknown(struct job *job, const char *what, struct slice id)
{
	cli_warn(job->cli, NULL, 0, "report %.*s: there is no %s \"%.*s\"",
	    SLICE_PRINT(job->status->report), what, SLICE_PRINT(id));
	cli_answer_no(job->cli);
}

/* What contradicts the state of a payment is kept, but changes nothing. */
static bool
apply(struct job *job, struct slice payment, struct slice code,
    struct error *error)
{
	struct slice event = payment_state_event(code);
	enum payment_outcome outcome;

	if (slice_is_empty(event))
		return true;
	if (!payment_state_step(&outcome, job->states, payment, event, error))
		return false;
	if (outcome == PAYMENT_UNKNOWN)
		report_unknown(job, "payment", payment);
	if (outcome == PAYMENT_REFUSED) {
		cli_warn(job->cli, NULL, 0, "report %.*s: payment %.*s, "
		    "%.*s: %s", SLICE_PRINT(job->status->report),
		    SLICE_PRINT(payment), SLICE_PRINT(code),
		    payment_state_refusal(job->states));
		cli_answer_no(job->cli);
	}
	return true;
}

static int
compare(const void *one, const void *other)
{
	return payment_compare(*(const struct payment *const *)one,
	    *(const struct payment *const *)other);
}

static bool
read_message(struct job *job, struct error *error)
{
	struct payment_file_list *list;
	struct payment payment;
	bool later, added;

	if (!payment_file_list_open(&list, run_store(job->run),
	    job->status->message, error))
		return false;
	while (payment_file_list_next(list, &payment, &later, error)) {
		if (later)
			(void)table_put(&job->later, payment.payment, &added);
		job->payments = memory_grow(job->payments, &job->capacity,
		    job->count, sizeof(*job->payments));
		job->payments[job->count++] = payment_keep(&job->arena,
		    &payment);
	}
	payment_file_list_close(list);
	if (job->count > 0)
		qsort(job->payments, job->count, sizeof(*job->payments),
		    compare);
	return error->fault == FAULT_NONE;
}

/* Answers on groups and on the message, for payments without their own. */
static bool
apply_levels(struct job *job, struct error *error)
{
	const struct payment_status **answers, *strange;
	bool done;

	if (!read_message(job, error))
		return false;
	if (job->count == 0) {
		report_unknown(job, "message", job->status->message);
		return true;
	}
	answers = memory_new(job->count * sizeof(*answers));
	pain_status_spread(answers, &strange, job->status, job->payments,
	    job->count);
	if (strange != NULL)
		report_unknown(job, "group", strange->group);
	done = true;
	for (size_t i = 0; done && i < job->count; i++) {
		struct slice payment = job->payments[i]->payment;

		done = answers[i] == NULL ||
		    table_find(&job->later, payment) != TABLE_ABSENT ||
		    apply(job, payment, answers[i]->status, error);
	}
	memory_free(answers);
	return done;
}

static bool
keep_answers(struct job *job, struct error *error)
{
	const struct pain_status *status = job->status;
	bool levels = false;

	for (size_t i = 0; i < status->count; i++) {
		const struct payment_status *answer = &status->answers[i];

		if (!payment_file_answer(job->run, (int64_t)i + 1, answer,
		    error))
			return false;
		if (slice_is_empty(answer->payment))
			levels = true;
		else if (!apply(job, answer->payment, answer->status, error))
			return false;
	}
	return (!levels || apply_levels(job, error)) &&
	    run_audit(job->run, "answer", "payment", status->message,
	    slice_of(""), slice_of(""), error);
}

static bool
keep_new(struct job *job, struct error *error)
{
	bool repeats, done;

	for (size_t i = 0; i < job->status->count; i++)
		digest(job->run, &job->status->answers[i]);
	if (!run_repeats(job->run, &repeats, error))
		return false;
	if (repeats)
		return true;
	done = payment_state_open(&job->states, job->run, error) &&
	    keep_answers(job, error);
	payment_state_close(job->states);
	memory_free(job->payments);
	table_release(&job->later);
	arena_release(&job->arena);
	return done;
}

static bool
keep(struct cli *cli, const struct pain_status *status, struct error *error)
{
	struct job job = { .cli = cli, .status = status };
	char batch[64];

	(void)snprintf(batch, sizeof(batch), "%.*s",
	    SLICE_PRINT(status->report));
	if (!cli_run(&job.run, cli, "payment_status", batch, error))
		return false;
	if (!keep_new(&job, error)) {
		run_abandon(job.run);
		return false;
	}
	return cli_commit(cli, job.run, error);
}

static bool
print(struct cli *cli, const struct pain_status *status, struct error *error)
{
	struct sink *out;

	if (!cli_output(&out, cli, &schema_payment_status, NULL, error))
		return false;
	for (size_t i = 0; i < status->count; i++)
		if (!payment_status_put(out, &status->answers[i], error))
			return false;
	return true;
}

bool
pay_status_verb(struct cli *cli, struct error *error)
{
	struct pain_status status = { 0 };
	struct xml_reader *reader = NULL;
	bool done;

	if (cli_operand_count(cli) > 1)
		return error_set(error, FAULT_USAGE, "give one file");
	if (!xml_reader_open(&reader, cli_operand_count(cli) == 1 ?
	    cli_operand(cli, 0) : NULL, error))
		return false;
	done = pain_status_read(&status, reader, error) &&
	    pay_note_xml(cli, reader, status.count, error) &&
	    keep(cli, &status, error) && print(cli, &status, error);
	pain_status_release(&status);
	xml_reader_close(reader);
	return done;
}
