#include "calc.h"
#include "check.h"
#include "explain.h"
#include "post.h"
#include "rules.h"
#include "slips.h"

static const struct verb verbs[] = {
	{ "calc", "[FILE ...]", "compute lines of pay from payees",
	    USES_INPUT | USES_OUTPUT | USES_STORE, calc_options,
	    "payee exchange_rate", "pay_line", calc_run },
	{ "check", "[FILE ...]",
	    "let lines of pay through unless something blocks them",
	    USES_INPUT | USES_OUTPUT | USES_STORE, check_options,
	    "pay_line", "pay_line", check_run },
	{ "post", "[FILE ...]",
	    "keep lines of pay in the store and give their journal lines",
	    USES_INPUT | USES_OUTPUT | USES_STORE | WRITES_STORE,
	    post_options, "pay_line", "journal_line", post_run },
	{ "slips", "[FILE ...]", "write a payslip for each payee",
	    USES_INPUT | USES_OUTPUT, slips_options, "pay_line", NULL,
	    slips_run },
	{ "explain", "PERSON [FILE ...]",
	    "show how every figure of a payee came about",
	    USES_INPUT | USES_OUTPUT | USES_STORE, explain_options,
	    "payee exchange_rate", "explanation", explain_run },
	{ "rules", "check [PACK]",
	    "check that a rule pack is complete, typed and without cycles",
	    0, rules_options, "rule_element rule_table", NULL, rules_run },
	{ 0 }
};

static const struct program program = {
	.name = "ops-payroll",
	.purpose = "from payees to lines of pay, entries and payslips",
	.verbs = verbs
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
