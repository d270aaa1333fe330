#include "ledger.h"

#include "schema/period_state.h"

static bool
period_change(struct cli *cli, enum journal_event event, const char *state,
    struct error *error)
{
	struct period period;
	struct run *run;
	bool changed;

	if (cli_operand_count(cli) != 1)
		return error_set(error, FAULT_USAGE, "name the period");
	if (!period_parse(&period, slice_of(cli_operand(cli, 0)), error)) {
		error->fault = FAULT_USAGE;
		return false;
	}
	if (!cli_run(&run, cli, "period", NULL, error))
		return false;
	if (!journal_period_change(&changed, run, period, event, error)) {
		run_abandon(run);
		return false;
	}
	if (!changed) {
		run_abandon(run);
		cli_say(cli, "period %s is %s already: nothing was stored",
		    cli_operand(cli, 0), state);
		return true;
	}
	return cli_commit(cli, run, error);
}

bool
ledger_period_open(struct cli *cli, struct error *error)
{
	return period_change(cli, JOURNAL_EVENT_OPEN, "open", error);
}

bool
ledger_period_close(struct cli *cli, struct error *error)
{
	return period_change(cli, JOURNAL_EVENT_CLOSE, "closed", error);
}

bool
ledger_period_lock(struct cli *cli, struct error *error)
{
	return period_change(cli, JOURNAL_EVENT_LOCK, "locked", error);
}

bool
ledger_period_list(struct cli *cli, struct error *error)
{
	struct store *store;
	struct sink *out;

	return cli_store(&store, cli, STORE_READ, error) &&
	    cli_output(&out, cli, &schema_period_state, NULL, error) &&
	    journal_period_list(store, out, error);
}
