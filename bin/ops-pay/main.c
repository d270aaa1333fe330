#include "cli/registers.h"
#include "pay.h"

static const struct verb verbs[] = {
	{ "batch", NULL, "make payments of net pay and store them",
	    WRITES_STORE | USES_OUTPUT, pay_batch_options,
	    "pay_line pay_account debtor_account", "payment",
	    pay_batch_verb },
	{ "file", "[FILE ...]", "write a payment file and mark its batch sent",
	    USES_INPUT | WRITES_STORE, pay_file_options,
	    "payment debtor_account", NULL, pay_file_verb },
	{ "status", "[FILE]", "keep what the bank says on payments (pain.002)",
	    WRITES_STORE | USES_OUTPUT, NULL, NULL, "payment_status",
	    pay_status_verb },
	{ "statement", "[FILE]", "read bank statements (camt.053)",
	    USES_OUTPUT | WRITES_STORE, pay_statement_options, NULL,
	    "bank_line bank_balance", pay_statement_verb },
	{ "match", "[FILE ...]", "hold bank lines against payments",
	    USES_INPUT | USES_OUTPUT | WRITES_STORE, pay_match_options,
	    "bank_line", "payment_match", pay_match_verb },
	{ "payment list", NULL, "list payments and what became of them",
	    USES_STORE | USES_OUTPUT, pay_payment_list_options, NULL,
	    "payment_state", pay_payment_list_verb },
	{ "payment show", "PAYMENT", "show what became of one payment",
	    USES_STORE | USES_OUTPUT, NULL, NULL, "payment_state",
	    pay_payment_show_verb },
	{ "line list", NULL, "list the lines of recorded statements",
	    USES_STORE | USES_OUTPUT, pay_line_list_options, NULL,
	    "bank_line", pay_line_list_verb },
	{ "statement list", NULL, "list the recorded statements",
	    USES_STORE | USES_OUTPUT, NULL, NULL, "bank_record",
	    pay_statement_list_verb },
	REGISTER_VERBS,
	{ 0 }
};

static const struct program program = {
	"ops-pay", "payments: from net pay to bank files and back", verbs
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
