#include "ledger.h"

static void
post_say(const struct cli *cli, const char *done,
    const struct journal_counts *counts)
{
	cli_say(cli, "%s %llu %s of %llu %s", done,
	    (unsigned long long)counts->entries,
	    counts->entries == 1 ? "entry" : "entries",
	    (unsigned long long)counts->lines,
	    counts->lines == 1 ? "line" : "lines");
}

/* Sub-ledgers name their batches after themselves: "payroll-2026-10". */
static struct slice
post_control(const struct cli *cli)
{
	struct slice batch = slice_of(cli_text(cli, "batch"));

	if (cli_has(cli, "control"))
		return slice_of(cli_text(cli, "control"));
	return slice_cut(&batch, '-');
}

static bool
post_lines(struct cli *cli, const struct exchange *exchange,
    struct error *error)
{
	const char *batch = cli_text(cli, "batch");
	const struct journal_terms terms = {
		.batch = slice_of(batch),
		.control = post_control(cli),
		.exchange = exchange
	};
	struct journal_counts counts;
	struct stream *in;
	struct run *run;

	if (!cli_input(&in, cli, &schema_journal_line, 0, error) ||
	    !cli_run(&run, cli, "journal", batch, error))
		return false;
	if (!journal_post(&counts, run, in, &terms, error)) {
		run_abandon(run);
		return false;
	}
	if (!cli_commit(cli, run, error))
		return false;
	if (!counts.known && !cli_flag(cli, "dry-run"))
		post_say(cli, "posted", &counts);
	return true;
}

bool
ledger_post(struct cli *cli, struct error *error)
{
	struct exchange *exchange;
	bool done;

	if (cli_text(cli, "batch")[0] == '\0')
		return error_set(error, FAULT_USAGE,
		    "--batch: a batch has a name");
	if (!ledger_rates(&exchange, cli, error))
		return false;
	done = post_lines(cli, exchange, error);
	exchange_free(exchange);
	return done;
}

static bool
reverse_run(struct cli *cli, struct run *run, struct journal_counts *counts,
    struct error *error)
{
	struct date date = cli_date(cli, "date");

	if (cli_has(cli, "batch"))
		return journal_reverse_batch(counts, run,
		    slice_of(cli_text(cli, "batch")), date, error);
	return journal_reverse_entry(counts, run,
	    slice_of(cli_operand(cli, 0)), date, error);
}

bool
ledger_reverse(struct cli *cli, struct error *error)
{
	struct journal_counts counts;
	struct run *run;

	if (cli_has(cli, "batch") == (cli_operand_count(cli) == 1))
		return error_set(error, FAULT_USAGE,
		    "name either one entry or, with --batch, a batch");
	if (!cli_run(&run, cli, "journal", NULL, error))
		return false;
	if (!reverse_run(cli, run, &counts, error)) {
		run_abandon(run);
		return false;
	}
	if (!cli_commit(cli, run, error))
		return false;
	if (!cli_flag(cli, "dry-run"))
		post_say(cli, "reversed", &counts);
	return true;
}
