#include "store/undo.h"

#include "verbs.h"

const struct option undo_options[] = {
	{ "date", OPTION_DATE, "DATE", "day of the entries which reverse "
	    "those of the journal (today)", false },
	{ NULL, OPTION_FLAG, NULL, NULL, false }
};

static void
undo_say(const struct cli *cli, int64_t number,
    const struct undo_counts *counts)
{
	if (counts->entries > 0)
		cli_say(cli, "run %lld is undone: entries reversed %llu",
		    (long long)number, (unsigned long long)counts->entries);
	if (counts->records > 0)
		cli_say(cli, "run %lld is undone: records as before %llu",
		    (long long)number, (unsigned long long)counts->records);
	if (counts->batches > 0)
		cli_say(cli, "run %lld is undone: batches withdrawn %llu",
		    (long long)number, (unsigned long long)counts->batches);
}

bool
verb_undo(struct cli *cli, struct error *error)
{
	struct undo_counts counts;
	struct run *run;
	int64_t number;

	if (!report_run(&number, cli, error) ||
	    !cli_run(&run, cli, "undo", NULL, error))
		return false;
	if (!undo_run(&counts, run, number, cli_has(cli, "date") ?
	    cli_date(cli, "date") : cli_today(cli), error) ||
	    counts.by != 0) {
		run_abandon(run);
		if (counts.by != 0 && error->fault == FAULT_NONE)
			cli_say(cli, "run %lld was undone by run %lld "
			    "before: nothing was changed", (long long)number,
			    (long long)counts.by);
		return error->fault == FAULT_NONE;
	}
	if (!cli_commit(cli, run, error))
		return false;
	if (!cli_flag(cli, "dry-run"))
		undo_say(cli, number, &counts);
	return true;
}
