/* payment, line and statement list: what is open, and what became of it */
#include "pay.h"
#include "store/bank_line.h"
#include "store/bank_statement.h"
#include "store/payment_review.h"

const struct option pay_payment_list_options[] = {
	{ "batch", OPTION_TEXT, "KEY", "only payments of this batch", false },
	{ "state", OPTION_CHOICE,
	    "stored|sent|accepted|pending|settled|rejected|returned",
	    "only payments in this state", false },
	{ "open", OPTION_FLAG, NULL, "only payments which are not settled",
	    false },
	{ 0 }
};

const struct option pay_line_list_options[] = {
	{ "open", OPTION_FLAG, NULL,
	    "only booked lines which are no payment yet", false },
	{ 0 }
};

static bool
is_asked_for(struct cli *cli, const struct payment_state *payment)
{
	const char *state = cli_text(cli, "state");

	if (state != NULL && !slice_is(payment->state, state))
		return false;
	return !cli_flag(cli, "open") || !slice_is(payment->state, "settled");
}

bool
pay_payment_list_verb(struct cli *cli, struct error *error)
{
	const char *batch = cli_text(cli, "batch");
	struct payment_review *review;
	struct payment_state payment;
	struct store *store;
	struct sink *out;

	if (!cli_store(&store, cli, STORE_READ, error) ||
	    !cli_output(&out, cli, &schema_payment_state, NULL, error) ||
	    !(batch != NULL ? payment_review_batch(&review, store,
	    slice_of(batch), error) : payment_review_open(&review, store,
	    error)))
		return false;
	while (payment_review_next(review, &payment, error))
		if (is_asked_for(cli, &payment) &&
		    !payment_state_put(out, &payment, error))
			break;
	payment_review_close(review);
	return error->fault == FAULT_NONE;
}

bool
pay_payment_show_verb(struct cli *cli, struct error *error)
{
	struct payment_review *review;
	struct payment_state payment;
	struct store *store;
	struct sink *out;

	if (cli_operand_count(cli) != 1)
		return error_set(error, FAULT_USAGE,
		    "give the number of a payment");
	if (!cli_store(&store, cli, STORE_READ, error) ||
	    !cli_output(&out, cli, &schema_payment_state, NULL, error) ||
	    !payment_review_one(&review, store,
	    slice_of(cli_operand(cli, 0)), error))
		return false;
	if (payment_review_next(review, &payment, error)) {
		(void)payment_state_put(out, &payment, error);
	} else if (error->fault == FAULT_NONE) {
		cli_say(cli, "there is no payment \"%s\"",
		    cli_operand(cli, 0));
		cli_answer_no(cli);
	}
	payment_review_close(review);
	return error->fault == FAULT_NONE;
}

bool
pay_line_list_verb(struct cli *cli, struct error *error)
{
	struct bank_line_list *list;
	struct bank_line line;
	struct store *store;
	struct sink *out;

	if (!cli_store(&store, cli, STORE_READ, error) ||
	    !cli_output(&out, cli, &schema_bank_line, NULL, error) ||
	    !bank_line_list_open(&list, store, cli_flag(cli, "open"), error))
		return false;
	while (bank_line_list_next(list, &line, error))
		if (!bank_line_put(out, &line, error))
			break;
	bank_line_list_close(list);
	return error->fault == FAULT_NONE;
}

bool
pay_statement_list_verb(struct cli *cli, struct error *error)
{
	struct bank_statement_list *list;
	struct bank_record statement;
	struct store *store;
	struct sink *out;

	if (!cli_store(&store, cli, STORE_READ, error) ||
	    !cli_output(&out, cli, &schema_bank_record, NULL, error) ||
	    !bank_statement_list_open(&list, store, error))
		return false;
	while (bank_statement_list_next(list, &statement, error))
		if (!bank_record_put(out, &statement, error))
			break;
	bank_statement_list_close(list);
	return error->fault == FAULT_NONE;
}
