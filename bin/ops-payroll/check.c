/*
 * ops-payroll check - let a payroll through unless something blocks it
 *
 * The lines wait in a spool until all were seen, so that a blocked payroll
 * gives nothing at all.
 */
#include "check.h"

#include "domain/payroll_check.h"
#include "record/spool.h"
#include "store/pay_line.h"
#include "store/register.h"

enum { CHECK_THRESHOLD_DEFAULT = 20 };

const struct option check_options[] = {
	{ "against", OPTION_PERIOD, "YYYY-MM",
	    "compare with the payroll of that month in the store", false },
	{ "against-file", OPTION_FILE, "FILE",
	    "compare with the lines of pay in a file", false },
	{ "accounts", OPTION_FILE, "FILE",
	    "the accounts of payees; else the store's, with --against",
	    false },
	{ "threshold", OPTION_DECIMAL, "PERCENT",
	    "a change of net pay above this is remarkable (20)", false },
	{ "checks", OPTION_FILE, "FILE",
	    "severities of the checks (share/check/payroll.csv)", false },
	{ "exceptions", OPTION_FILE, "FILE",
	    "write what was found there as records", false },
	{ 0 }
};

static bool
read_rules(struct payroll_check *check, struct cli *cli,
    struct error *error)
{
	const char *path = cli_text(cli, "checks");
	struct pay_check rule;
	struct record record;
	struct stream *in;

	if (path == NULL)
		path = cli_share(cli, "check/payroll.csv");
	if (!cli_open(&in, cli, &schema_pay_check, path, error))
		return false;
	while (pay_check_next(in, &rule, &record, error))
		if (!payroll_check_rule(check, &rule, error))
			return error_locate(error, record.origin,
			    record.line);
	return error->fault == FAULT_NONE;
}

static bool
read_earlier_file(struct payroll_check *check, struct cli *cli,
    struct error *error)
{
	struct pay_line line;
	struct record record;
	struct stream *in;

	if (!cli_open(&in, cli, &schema_pay_line,
	    cli_text(cli, "against-file"), error))
		return false;
	while (pay_line_next(in, &line, &record, error))
		if (!payroll_check_line(check, PAYROLL_CHECK_BEFORE, &line,
		    error))
			return error_locate(error, record.origin,
			    record.line);
	return error->fault == FAULT_NONE;
}

static bool
read_earlier_run(struct payroll_check *check, struct cli *cli,
    struct error *error)
{
	struct pay_line_list *list;
	struct pay_line line;
	struct store *store;

	if (!cli_store(&store, cli, STORE_READ, error) ||
	    !pay_line_list_period(&list, store, cli_period(cli, "against"),
	    error))
		return false;
	while (pay_line_list_next(list, &line, error))
		if (!payroll_check_line(check, PAYROLL_CHECK_BEFORE, &line,
		    error))
			break;
	pay_line_list_close(list);
	return error->fault == FAULT_NONE;
}

static bool
read_account_file(struct payroll_check *check, struct cli *cli,
    struct error *error)
{
	struct pay_account account;
	struct record record;
	struct stream *in;

	if (!cli_open(&in, cli, &schema_pay_account,
	    cli_text(cli, "accounts"), error))
		return false;
	while (pay_account_next(in, &account, &record, error))
		payroll_check_account(check, &account);
	return error->fault == FAULT_NONE;
}

static bool
read_account_register(struct payroll_check *check, struct cli *cli,
    struct error *error)
{
	struct pay_account account;
	struct register_list *list;
	struct store *store;

	if (!cli_store(&store, cli, STORE_READ, error) ||
	    !register_list_open(&list, store, &schema_pay_account,
	    cli_today(cli), error))
		return false;
	while (register_list_next(list, &account, error))
		payroll_check_account(check, &account);
	register_list_close(list);
	return error->fault == FAULT_NONE;
}

/* Everything the payroll is held against. */
static bool
read_background(struct payroll_check *check, struct cli *cli,
    struct error *error)
{
	if (!read_rules(check, cli, error))
		return false;
	if (cli_has(cli, "against-file") &&
	    !read_earlier_file(check, cli, error))
		return false;
	if (cli_has(cli, "against") && !read_earlier_run(check, cli, error))
		return false;
	if (!cli_has(cli, "accounts") && !cli_has(cli, "against"))
		return true;
	payroll_check_expect_accounts(check);
	return cli_has(cli, "accounts") ?
	    read_account_file(check, cli, error) :
	    read_account_register(check, cli, error);
}

static bool
read_lines(struct payroll_check *check, struct spool *spool,
    struct stream *in, struct error *error)
{
	struct pay_line line;
	struct record record;

	while (pay_line_next(in, &line, &record, error)) {
		if (payroll_check_line(check, PAYROLL_CHECK_NOW, &line,
		    error)) {
			if (!spool_add(spool, &record, error))
				return false;
		} else if (!stream_reject(in, &record, error)) {
			return false;
		}
	}
	return error->fault == FAULT_NONE;
}

/* Blocking findings and warnings in words, all findings as records. */
static bool
report(struct payroll_check *check, struct cli *cli, struct error *error)
{
	const char *path = cli_text(cli, "exceptions");
	struct pay_exception found;
	struct sink *out = NULL;

	if (path != NULL && !cli_create(&out, cli, &schema_pay_exception,
	    path, error))
		return false;
	while (payroll_check_next(check, &found)) {
		if (out != NULL && !pay_exception_put(out, &found, error))
			return false;
		if (out == NULL && !slice_is(found.severity, "information"))
			cli_say(cli, "%.*s: %.*s: %.*s: %.*s",
			    SLICE_PRINT(found.severity),
			    SLICE_PRINT(found.rule),
			    SLICE_PRINT(found.person),
			    SLICE_PRINT(found.message));
	}
	return true;
}

static bool
let_through(struct cli *cli, struct spool *spool, struct stream *in,
    struct error *error)
{
	struct record record;
	struct sink *out;

	if (!cli_output(&out, cli, &schema_pay_line, in, error))
		return false;
	while (spool_next(spool, &record, error))
		if (!sink_record(out, &record, error))
			return false;
	return error->fault == FAULT_NONE;
}

static bool
check_payroll(struct payroll_check *check, struct spool *spool,
    struct cli *cli, struct error *error)
{
	struct payroll_check_counts counts;
	struct stream *in;

	if (!read_background(check, cli, error) ||
	    !cli_input(&in, cli, &schema_pay_line, 0, error) ||
	    !read_lines(check, spool, in, error) ||
	    !report(check, cli, error))
		return false;
	counts = payroll_check_counts(check);
	cli_say(cli, "%llu payees: %llu blocking, %llu warnings, "
	    "%llu for information", (unsigned long long)counts.payees,
	    (unsigned long long)counts.blocking,
	    (unsigned long long)counts.warning,
	    (unsigned long long)counts.information);
	if (counts.blocking == 0)
		return let_through(cli, spool, in, error);
	cli_answer_no(cli);
	return true;
}

bool
check_run(struct cli *cli, struct error *error)
{
	struct decimal threshold = cli_has(cli, "threshold") ?
	    cli_decimal(cli, "threshold") :
	    decimal_of(CHECK_THRESHOLD_DEFAULT);
	struct payroll_check *check;
	struct spool *spool;
	bool done;

	if (!spool_open(&spool, error))
		return false;
	check = payroll_check_new(threshold);
	done = check_payroll(check, spool, cli, error);
	payroll_check_free(check);
	spool_close(spool);
	return done;
}
