/* match: bank lines against payments, unmatched both ways */
#include "base/table.h"
#include "domain/payment.h"
#include "pay.h"
#include "schema/bank_line.h"
#include "schema/payment_match.h"
#include "store/bank_line.h"
#include "store/payment.h"
#include "store/payment_state.h"

const struct option pay_match_options[] = {
	{ "batch", OPTION_LIST, "KEY",
	    "report payments of the batch without line too", false },
	{ "stored", OPTION_FLAG, NULL,
	    "take the recorded lines which are no payment yet", false },
	{ "record", OPTION_FLAG, NULL,
	    "record which line is which payment, and settle it", false },
	{ "account", OPTION_TEXT, "ACCOUNT",
	    "only lines of our account of this IBAN or number", false },
	{ 0 }
};

#define SETTLE "settle"
#define RETURN "return"

struct job {
	struct cli *cli;
	struct store *store;
	struct sink *out;
	struct table named;	/* payments which a line named */
	struct table done;	/* payments with what a line did to them */
	struct run *run;	/* NULL: nothing is recorded */
	struct payment_states *states;
	size_t recorded;
};

/* What was paid leaves the account; what comes back was returned. */
static const char *
event_of(const struct bank_line *line)
{
	return line->amount.units < 0 ? SETTLE : RETURN;
}

static bool
agrees(const struct payment *payment, const struct bank_line *line)
{
	int64_t units = payment->amount.units;

	return currency_equal(payment->currency, line->currency) &&
	    line->amount.units == (line->amount.units < 0 ? -units : units);
}

/* Did this run, or one before it, find another line for the same? */
static bool
judge(struct slice *out, bool *same, struct job *job,
    const struct payment *payment, const struct bank_line *line,
    struct error *error)
{
	const char *event = event_of(line);
	char key[PAYMENT_ID_MAX + 16];
	bool added, matched;

	(void)table_put(&job->named, payment->payment, &added);
	(void)snprintf(key, sizeof(key), "%s %.*s", event,
	    SLICE_PRINT(payment->payment));
	(void)table_put(&job->done, slice_of(key), &added);
	if (!bank_line_matched(&matched, same, job->store, line,
	    payment->payment, slice_of(event), error))
		return false;
	if (!added || (matched && !*same))
		*out = slice_of("repeated");
	else if (!agrees(payment, line))
		*out = slice_of("differs");
	else
		*out = slice_of(line->amount.units < 0 ? "matched" :
		    "returned");
	return true;
}

static bool
check_recorded(struct job *job, const struct bank_line *line,
    struct error *error)
{
	struct bank_line recorded;
	bool found;

	if (!bank_line_find(&found, &recorded, job->store, line, error))
		return false;
	if (found && recorded.amount.units == line->amount.units &&
	    currency_equal(recorded.currency, line->currency) &&
	    slice_equal(recorded.end_to_end, line->end_to_end))
		return true;
	return error_set(error, FAULT_STORE, "line %lld of statement %.*s of "
	    "account %.*s is not recorded%s; record it with ops-pay "
	    "statement --record", (long long)line->sequence,
	    SLICE_PRINT(line->statement), SLICE_PRINT(line->account),
	    found ? " so" : "");
}

/* A payment whose state does not allow it stays as it is, and so the line. */
static bool
record_match(struct job *job, const struct payment *payment,
    const struct bank_line *line, struct error *error)
{
	struct slice event = slice_of(event_of(line));
	enum payment_outcome outcome;

	if (!check_recorded(job, line, error) || !payment_state_step(&outcome,
	    job->states, payment->payment, event, error))
		return false;
	if (outcome == PAYMENT_STEPPED) {
		job->recorded++;
		return bank_line_match(job->run, line, payment->payment,
		    event, error);
	}
	cli_warn(job->cli, NULL, 0, "statement %.*s, line %lld: payment "
	    "%.*s: %s", SLICE_PRINT(line->statement),
	    (long long)line->sequence, SLICE_PRINT(payment->payment),
	    payment_state_refusal(job->states));
	cli_answer_no(job->cli);
	return true;
}

static bool
match_payment(struct job *job, struct payment_match *match,
    const struct payment *payment, const struct bank_line *line,
    struct error *error)
{
	bool same, right;

	if (!judge(&match->result, &same, job, payment, line, error))
		return false;
	match->amount = payment->amount;
	match->currency = payment->currency;
	right = slice_is(match->result, "matched") ||
	    slice_is(match->result, "returned");
	return !right || same || job->run == NULL ||
	    record_match(job, payment, line, error);
}

static bool
match_line(struct job *job, const struct bank_line *line,
    struct error *error)
{
	struct payment_match match = {
		.result = SLICE("unknown"), .payment = line->end_to_end,
		.statement = line->statement, .sequence = line->sequence,
		.line_amount = line->amount, .line_currency = line->currency
	};
	struct payment payment;
	bool found = false;

	if (!slice_is_empty(line->end_to_end) && !payment_find(&found,
	    &payment, job->store, line->end_to_end, error))
		return false;
	if (found && !match_payment(job, &match, &payment, line, error))
		return false;
	if (!slice_is(match.result, "matched"))
		cli_answer_no(job->cli);
	return payment_match_put(job->out, &match, error);
}

/* Only booked lines count, and those of --account. */
static bool
is_asked_for(const struct job *job, const struct bank_line *line)
{
	const char *account = cli_text(job->cli, "account");

	return slice_is(line->status, "BOOK") &&
	    (account == NULL || slice_is(line->account, account));
}

static bool
match_stored(struct job *job, struct error *error)
{
	struct bank_line_list *list;
	struct bank_line line;
	bool going = true;

	if (!bank_line_list_open(&list, job->store, true, error))
		return false;
	while (going && bank_line_list_next(list, &line, error))
		going = !is_asked_for(job, &line) ||
		    match_line(job, &line, error);
	bank_line_list_close(list);
	return error->fault == FAULT_NONE;
}

static bool
match_lines(struct job *job, struct error *error)
{
	struct bank_line line;
	struct record record;
	struct stream *in;

	if (cli_flag(job->cli, "stored"))
		return match_stored(job, error);
	if (!cli_input(&in, job->cli, &schema_bank_line, 0, error))
		return false;
	while (bank_line_next(in, &line, &record, error))
		if (is_asked_for(job, &line) &&
		    !match_line(job, &line, error))
			return error_locate(error, record.origin,
			    record.line);
	return error->fault == FAULT_NONE;
}

static bool
report_unpaid(struct job *job, struct slice batch, struct error *error)
{
	struct payment_list *list;
	struct payment payment;
	bool going = true;

	if (!payment_list_open(&list, job->store, batch, error))
		return false;
	while (going && payment_list_next(list, &payment, error)) {
		struct payment_match match = {
			.result = SLICE("unpaid"), .payment = payment.payment,
			.amount = payment.amount, .currency = payment.currency
		};

		if (table_find(&job->named, payment.payment) != TABLE_ABSENT)
			continue;
		cli_answer_no(job->cli);
		going = payment_match_put(job->out, &match, error);
	}
	payment_list_close(list);
	return error->fault == FAULT_NONE;
}

static bool
open_job(struct job *job, struct error *error)
{
	bool records = cli_flag(job->cli, "record");

	if (cli_flag(job->cli, "stored") && cli_operand_count(job->cli) > 0)
		return error_set(error, FAULT_USAGE,
		    "give --stored or files of lines");
	return cli_store(&job->store, job->cli, records ? STORE_WRITE :
	    STORE_READ, error) && cli_output(&job->out, job->cli,
	    &schema_payment_match, NULL, error) && (!records ||
	    (cli_run(&job->run, job->cli, "bank_match", NULL, error) &&
	    payment_state_open(&job->states, job->run, error)));
}

/* A run which recorded nothing leaves nothing. */
static bool
close_job(struct job *job, bool done, struct error *error)
{
	payment_state_close(job->states);
	table_release(&job->named);
	table_release(&job->done);
	if (done && job->recorded > 0)
		return cli_commit(job->cli, job->run, error);
	run_abandon(job->run);
	return done;
}

bool
pay_match_verb(struct cli *cli, struct error *error)
{
	struct job job = { .cli = cli };
	bool done;

	done = open_job(&job, error) && match_lines(&job, error);
	for (size_t i = 0; done && i < cli_list_count(cli, "batch"); i++)
		done = report_unpaid(&job, slice_of(cli_list(cli, "batch",
		    i)), error);
	return close_job(&job, done, error);
}
