/* match: bank lines against payments, unmatched both ways */
#include "base/table.h"
#include "pay.h"
#include "schema/bank_line.h"
#include "schema/payment_match.h"
#include "store/payment.h"

const struct option pay_match_options[] = {
	{ "batch", OPTION_LIST, "KEY",
	    "report payments of the batch without line too", false },
	{ "account", OPTION_TEXT, "ACCOUNT",
	    "only lines of our account of this IBAN or number", false },
	{ 0 }
};

struct job {
	struct cli *cli;
	struct store *store;
	struct sink *out;
	struct table paid;	/* numbers which a line named */
};

/* An amount which is paid leaves the account. */
static const char *
judge(struct job *job, const struct payment *payment,
    const struct bank_line *line)
{
	bool added;

	(void)table_put(&job->paid, payment->payment, &added);
	if (!added)
		return "repeated";
	if (!currency_equal(payment->currency, line->currency) ||
	    payment->amount.units != -line->amount.units)
		return "differs";
	return "matched";
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
	if (found) {
		match.result = slice_of(judge(job, &payment, line));
		match.amount = payment.amount;
		match.currency = payment.currency;
	}
	if (!slice_is(match.result, "matched"))
		cli_answer_no(job->cli);
	return payment_match_put(job->out, &match, error);
}

static bool
match_lines(struct job *job, struct error *error)
{
	const char *account = cli_text(job->cli, "account");
	struct bank_line line;
	struct record record;
	struct stream *in;

	if (!cli_input(&in, job->cli, &schema_bank_line, 0, error))
		return false;
	while (bank_line_next(in, &line, &record, error)) {
		if (account != NULL && !slice_is(line.account, account))
			continue;
		if (slice_is(line.status, "BOOK") &&
		    !match_line(job, &line, error))
			return error_locate(error, record.origin,
			    record.line);
	}
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

		if (table_find(&job->paid, payment.payment) != TABLE_ABSENT)
			continue;
		cli_answer_no(job->cli);
		going = payment_match_put(job->out, &match, error);
	}
	payment_list_close(list);
	return error->fault == FAULT_NONE;
}

bool
pay_match_verb(struct cli *cli, struct error *error)
{
	struct job job = { .cli = cli };
	bool done;

	done = cli_store(&job.store, cli, STORE_READ, error) &&
	    cli_output(&job.out, cli, &schema_payment_match, NULL, error) &&
	    match_lines(&job, error);
	for (size_t i = 0; done && i < cli_list_count(cli, "batch"); i++)
		done = report_unpaid(&job, slice_of(cli_list(cli, "batch",
		    i)), error);
	table_release(&job.paid);
	return done;
}
