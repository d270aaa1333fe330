#include "rules.h"

#include "calc.h"

const struct option rules_options[] = {
	{ "period", OPTION_PERIOD, "YYYY-MM",
	    "the one month it is to be right for", false },
	{ "from", OPTION_PERIOD, "YYYY-MM",
	    "the first month; this month unless said", false },
	{ "to", OPTION_PERIOD, "YYYY-MM",
	    "the last month; else as long as anything changes", false },
	{ 0 }
};

/* The first month which begins with the change. */
static struct period
month_of(struct date change)
{
	/* The day before lies in the month before. */
	struct period before = period_of(date_add_days(change, -1));

	return period_of(period_after(before));
}

/*
 * Is it right in the month?  *change becomes the month of the next change, or
 * PERIOD_NONE.
 */
static bool
check_month(struct period *change, struct cli *cli, const char *pack,
    struct period month, struct error *error)
{
	const char *how = cli_has(cli, "period") ? "for" : "from";
	char text[PERIOD_TEXT_MAX];
	struct rules *rules;

	(void)period_format(text, month);
	if (!rules_load(&rules, pack, month, NULL, error)) {
		if (!cli_has(cli, "period"))
			cli_say(cli, "what is wrong from %s:", text);
		return false;
	}
	cli_say(cli, "%zu elements and %zu tables are right %s %s",
	    rules->element_count, rules->table_count, how, text);
	*change = date_is_none(rules->next_change) ? PERIOD_NONE :
	    month_of(rules->next_change);
	rules_free(rules);
	return true;
}

static bool
check_pack(struct cli *cli, const char *pack, struct error *error)
{
	bool one = cli_has(cli, "period");
	struct period month = one ? cli_period(cli, "period") :
	    cli_has(cli, "from") ? cli_period(cli, "from") :
	    period_of(cli_today(cli));
	struct period last = one ? month :
	    cli_has(cli, "to") ? cli_period(cli, "to") : PERIOD_NONE;

	if (one && (cli_has(cli, "from") || cli_has(cli, "to")))
		return error_set(error, FAULT_USAGE,
		    "--period is one month: leave --from and --to out");
	if (last.month != 0 && last.month < month.month)
		return error_set(error, FAULT_USAGE,
		    "--to is before the first month");
	while (month.month != 0 &&
	    (last.month == 0 || month.month <= last.month))
		if (!check_month(&month, cli, pack, month, error))
			return false;
	return true;
}

bool
rules_run(struct cli *cli, struct error *error)
{
	const char *pack;

	if (cli_operand_count(cli) < 1 || cli_operand_count(cli) > 2 ||
	    strcmp(cli_operand(cli, 0), "check") != 0)
		return error_set(error, FAULT_USAGE,
		    "expected: rules check [PACK]");
	pack = calc_pack(cli, cli_operand_count(cli) > 1 ?
	    cli_operand(cli, 1) : NULL, error);
	return pack != NULL && check_pack(cli, pack, error);
}
