/* batch: net pay to payments, stored under their batch */
#include "domain/pay_batch.h"
#include "pay.h"
#include "store/pay_net.h"
#include "store/payment.h"
#include "store/register.h"

const struct option pay_batch_options[] = {
	{ "from", OPTION_TEXT, "BATCH", "payroll whose stored lines are paid",
	    false },
	{ "lines", OPTION_FILE, "FILE",
	    "pay lines of a file instead; nothing is stored", false },
	{ "date", OPTION_DATE, "YYYY-MM-DD", "day on which the bank shall pay",
	    true },
	{ "batch", OPTION_TEXT, "KEY", "payment batch; else as the payroll",
	    false },
	{ "accounts", OPTION_FILE, "FILE",
	    "payees' accounts of a file, not of the register", false },
	{ "debtor", OPTION_FILE, "FILE",
	    "debtor accounts of a file, not of the register", false },
	{ "rates", OPTION_FILE, "FILE",
	    "rates of exchange of a file, not of the store", false },
	{ "remittance", OPTION_TEXT, "TEXT", "text for the payees", false },
	{ 0 }
};

static bool
add_debtor(void *context, const struct debtor_account *debtor,
    struct error *error)
{
	return pay_batch_add_debtor(context, debtor, error);
}

static bool
add_stored_lines(struct cli *cli, struct pay_batch *batch,
    struct error *error)
{
	struct pay_net_list *list;
	struct store *store;
	struct pay_line line;
	bool going = true;

	if (!cli_store(&store, cli, STORE_READ, error) ||
	    !pay_net_list_open(&list, store,
	    slice_of(cli_text(cli, "from")), error))
		return false;
	while (going && pay_net_list_next(list, &line, error))
		going = pay_batch_add_line(batch, &line, error);
	pay_net_list_close(list);
	return error->fault == FAULT_NONE;
}

static bool
add_lines(struct cli *cli, struct pay_batch *batch, struct error *error)
{
	struct pay_line line;
	struct record record;
	struct stream *in;

	if (!cli_has(cli, "lines"))
		return add_stored_lines(cli, batch, error);
	if (!cli_open(&in, cli, &schema_pay_line, cli_text(cli, "lines"),
	    error))
		return false;
	while (pay_line_next(in, &line, &record, error))
		if (!pay_batch_add_line(batch, &line, error))
			return error_locate(error, record.origin,
			    record.line);
	return error->fault == FAULT_NONE;
}

static bool
add_stored_accounts(struct cli *cli, struct pay_batch *batch,
    struct error *error)
{
	struct register_list *list;
	struct pay_account account;
	struct store *store;
	bool going = true;

	if (!cli_store(&store, cli, STORE_READ, error) ||
	    !register_list_open(&list, store, &schema_pay_account,
	    cli_date(cli, "date"), error))
		return false;
	while (going && register_list_next(list, &account, error))
		going = pay_batch_add_account(batch, &account, error);
	register_list_close(list);
	return error->fault == FAULT_NONE;
}

static bool
add_accounts(struct cli *cli, struct pay_batch *batch, struct error *error)
{
	struct pay_account account;
	struct record record;
	struct stream *in;

	if (!cli_has(cli, "accounts"))
		return add_stored_accounts(cli, batch, error);
	if (!cli_open(&in, cli, &schema_pay_account,
	    cli_text(cli, "accounts"), error))
		return false;
	while (pay_account_next(in, &account, &record, error))
		if (!pay_batch_add_account(batch, &account, error))
			return error_locate(error, record.origin,
			    record.line);
	return error->fault == FAULT_NONE;
}

static bool
store_payments(struct run *run, struct pay_batch *batch,
    struct slice key, struct slice source, struct error *error)
{
	size_t count = pay_batch_count(batch);
	struct payment payment;
	bool repeats;

	for (size_t i = 0; i < count; i++) {
		pay_batch_payment(&payment, batch, i);
		payment_digest(run, &payment);
	}
	if (!run_repeats(run, &repeats, error))
		return false;
	if (repeats)
		return true;
	for (size_t i = 0; i < count; i++) {
		pay_batch_payment(&payment, batch, i);
		if (!payment_store(run, &payment, error))
			return false;
	}
	return payment_store_batch(run, key, source, count, error);
}

/* Only payments of stored lines are stored. */
static bool
keep(struct cli *cli, struct pay_batch *batch, const char *key,
    struct error *error)
{
	struct run *run;

	if (cli_has(cli, "lines"))
		return true;
	if (!cli_run(&run, cli, "payment", key, error))
		return false;
	if (!store_payments(run, batch, slice_of(key),
	    slice_of(cli_text(cli, "from")), error)) {
		run_abandon(run);
		return false;
	}
	return cli_commit(cli, run, error);
}

static bool
print(struct cli *cli, struct pay_batch *batch, struct error *error)
{
	struct payment payment;
	struct sink *out;

	if (!cli_output(&out, cli, &schema_payment, NULL, error))
		return false;
	for (size_t i = 0; i < pay_batch_count(batch); i++) {
		pay_batch_payment(&payment, batch, i);
		if (!payment_put(out, &payment, error))
			return false;
	}
	return true;
}

static bool
choose_batch(const char **out, struct cli *cli, struct error *error)
{
	if (cli_has(cli, "from") == cli_has(cli, "lines"))
		return error_set(error, FAULT_USAGE,
		    "give one of --from BATCH and --lines FILE");
	*out = cli_text(cli, cli_has(cli, "batch") ? "batch" : "from");
	if (*out == NULL)
		return error_set(error, FAULT_USAGE,
		    "--lines needs --batch KEY");
	return true;
}

bool
pay_batch_verb(struct cli *cli, struct error *error)
{
	struct pay_batch_terms terms = {
		.execution_date = cli_date(cli, "date")
	};
	struct exchange *exchange = NULL;
	struct pay_batch *batch = NULL;
	const char *text = cli_text(cli, "remittance");
	const char *key = NULL;
	bool done;

	if (!choose_batch(&key, cli, error))
		return false;
	/* A pure use without rates has one currency a payee. */
	if ((cli_has(cli, "rates") || !cli_has(cli, "lines")) &&
	    !pay_rates(&exchange, cli, error))
		return false;
	terms.batch = slice_of(key);
	terms.remittance = slice_of(text != NULL ? text : "");
	terms.exchange = exchange;
	done = pay_batch_new(&batch, &terms, error) &&
	    pay_debtors(cli, cli_text(cli, "debtor"), terms.execution_date,
	    add_debtor, batch, error) &&
	    add_lines(cli, batch, error) &&
	    add_accounts(cli, batch, error) &&
	    pay_batch_finish(batch, error) &&
	    keep(cli, batch, key, error) && print(cli, batch, error);
	pay_batch_free(batch);
	exchange_free(exchange);
	return done;
}
