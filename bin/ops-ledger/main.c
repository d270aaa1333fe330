#include "ledger.h"

#include "cli/registers.h"

#define END_OF_OPTIONS { NULL, OPTION_FLAG, NULL, NULL, false }

#define SPAN_OPTIONS \
	{ "period", OPTION_PERIOD, "YYYY-MM", \
	    "only entries of this month", false }, \
	{ "as-of", OPTION_DATE, "DATE", \
	    "only entries up to and on this day", false }

static const struct option post_options[] = {
	{ "batch", OPTION_TEXT, "KEY",
	    "name of the batch; posting it twice does nothing", true },
	{ "control", OPTION_TEXT, "CODE",
	    "sub-ledger which posts (KEY up to its first hyphen)", false },
	{ "rates", OPTION_FILE, "FILE",
	    "rates of exchange (those of the store)", false },
	{ "kind", OPTION_TEXT, "CODE",
	    "series of the rates (operational)", false },
	END_OF_OPTIONS
};

static const struct option reverse_options[] = {
	{ "batch", OPTION_TEXT, "KEY",
	    "reverse every entry of this batch", false },
	{ "date", OPTION_DATE, "DATE", "day of the reversal", true },
	END_OF_OPTIONS
};

static const struct option balance_options[] = {
	{ "by", OPTION_LIST, "DIMENSION",
	    "also by entity, fund, fund_centre, project, cost_centre, donor",
	    false },
	SPAN_OPTIONS,
	END_OF_OPTIONS
};

static const struct option register_options[] = {
	SPAN_OPTIONS,
	END_OF_OPTIONS
};

static const struct option export_options[] = {
	{ "format", OPTION_CHOICE, "ledger|hledger|beancount",
	    "program which is to read it", true },
	{ "output", OPTION_FILE, "FILE",
	    "write there instead of standard output", false },
	SPAN_OPTIONS,
	END_OF_OPTIONS
};

static const struct verb verbs[] = {
	REGISTER_VERBS,
	{ "post", "[FILE ...]", "post journal lines",
	    USES_INPUT | WRITES_STORE, post_options, "journal_line", NULL,
	    ledger_post },
	{ "reverse", "[ENTRY]", "post the opposite of an entry or batch",
	    WRITES_STORE, reverse_options, NULL, NULL, ledger_reverse },
	{ "balance", NULL, "print the trial balance",
	    USES_STORE | USES_OUTPUT, balance_options, NULL, "balance",
	    ledger_balance },
	{ "register", "ACCOUNT", "print the lines of an account",
	    USES_STORE | USES_OUTPUT, register_options, NULL,
	    "account_line", ledger_register },
	{ "period open", "PERIOD", "let a month take entries",
	    WRITES_STORE, NULL, NULL, NULL, ledger_period_open },
	{ "period close", "PERIOD", "let a month take no more entries",
	    WRITES_STORE, NULL, NULL, NULL, ledger_period_close },
	{ "period lock", "PERIOD", "close a month for ever",
	    WRITES_STORE, NULL, NULL, NULL, ledger_period_lock },
	{ "period list", NULL, "list the months and their states",
	    USES_STORE | USES_OUTPUT, NULL, NULL, "period_state",
	    ledger_period_list },
	{ "export", NULL, "write a journal for another program",
	    USES_STORE, export_options, NULL, NULL, ledger_export },
	{ NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL }
};

static const struct program program = {
	.name = "ops-ledger",
	.purpose = "keep accounts, post entries and print balances",
	.verbs = verbs
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
