/*
 * ops-payroll post - keep the lines of pay and give their journal lines
 */
#include "post.h"

#include "domain/payroll_post.h"
#include "store/pay_line.h"

const struct option post_options[] = {
	{ "batch", OPTION_TEXT, "BATCH",
	    "keep the lines under this name: payroll-2026-10", true },
	{ "posting", OPTION_FILE, "FILE",
	    "accounts of the other side (share/posting/payroll.csv)",
	    false },
	{ 0 }
};

static bool
read_rules(struct payroll_post *post, struct cli *cli, struct error *error)
{
	const char *path = cli_text(cli, "posting");
	struct pay_posting rule;
	struct record record;
	struct stream *in;

	if (path == NULL)
		path = cli_share(cli, "posting/payroll.csv");
	if (!cli_open(&in, cli, &schema_pay_posting, path, error))
		return false;
	while (pay_posting_next(in, &rule, &record, error))
		if (!payroll_post_rule(post, &rule, error))
			return error_locate(error, record.origin,
			    record.line);
	return error->fault == FAULT_NONE;
}

static bool
store_lines(struct payroll_post *post, struct pay_line_batch *batch,
    struct stream *in, struct error *error)
{
	struct pay_line line;
	struct record record;
	bool repeats;

	while (pay_line_next(in, &line, &record, error))
		if ((!payroll_post_line(post, &line, error) ||
		    !pay_line_store(batch, &line, error)) &&
		    !stream_reject(in, &record, error))
			return false;
	if (error->fault != FAULT_NONE)
		return false;
	return pay_line_store_end(&repeats, batch, error);
}

static bool
give_journal(struct payroll_post *post, struct slice batch, struct cli *cli,
    struct error *error)
{
	struct journal_line line;
	struct sink *out;

	if (!cli_output(&out, cli, &schema_journal_line, NULL, error))
		return false;
	while (payroll_post_next(post, batch, &line))
		if (!journal_line_put(out, &line, error))
			return false;
	return true;
}

/*
 * The lines are committed before the journal is given, so that the program
 * which posts it finds the store free; repeating either does no harm.
 */
static bool
post_payroll(struct payroll_post *post, struct cli *cli,
    struct error *error)
{
	const char *name = cli_text(cli, "batch");
	struct pay_line_batch batch = { .batch = slice_of(name) };
	struct stream *in;

	if (!read_rules(post, cli, error) ||
	    !cli_input(&in, cli, &schema_pay_line, 0, error) ||
	    !cli_run(&batch.run, cli, "payroll", name, error))
		return false;
	if (!store_lines(post, &batch, in, error)) {
		run_abandon(batch.run);
		return false;
	}
	return cli_commit(cli, batch.run, error) &&
	    give_journal(post, batch.batch, cli, error);
}

bool
post_run(struct cli *cli, struct error *error)
{
	struct payroll_post *post = payroll_post_new();
	bool done = post_payroll(post, cli, error);

	payroll_post_free(post);
	return done;
}
