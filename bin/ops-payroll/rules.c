#include "rules.h"

#include "calc.h"

const struct option rules_options[] = {
	{ "period", OPTION_PERIOD, "YYYY-MM",
	    "the month it is to be right for; this month unless said", false },
	{ 0 }
};

bool
rules_run(struct cli *cli, struct error *error)
{
	struct period period = cli_has(cli, "period") ?
	    cli_period(cli, "period") : period_of(cli_today(cli));
	char text[PERIOD_TEXT_MAX];
	struct rules *rules;
	const char *pack;

	if (cli_operand_count(cli) < 1 || cli_operand_count(cli) > 2 ||
	    strcmp(cli_operand(cli, 0), "check") != 0)
		return error_set(error, FAULT_USAGE,
		    "expected: rules check [PACK]");
	pack = calc_pack(cli, cli_operand_count(cli) > 1 ?
	    cli_operand(cli, 1) : NULL, error);
	if (pack == NULL || !rules_load(&rules, pack, period, NULL, error))
		return false;
	(void)period_format(text, period);
	cli_say(cli, "%zu elements and %zu tables are right for %s",
	    rules->element_count, rules->table_count, text);
	rules_free(rules);
	return true;
}
