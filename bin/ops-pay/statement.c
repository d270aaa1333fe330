/* statement: bank statements to lines and balances */
#include "domain/camt.h"
#include "pay.h"

const struct option pay_statement_options[] = {
	{ "balances", OPTION_FILE, "FILE", "write the balances there", false },
	{ 0 }
};

struct target {
	struct cli *cli;
	struct sink *lines;
	struct sink *balances;		/* NULL: not asked for */
};

static void
judge(struct cli *cli, const struct camt_statement *statement)
{
	char text[MONEY_TEXT_MAX];

	switch (statement->tie) {
	case CAMT_TIES:
		return;
	case CAMT_UNKNOWN:
		cli_warn(cli, NULL, 0, "statement %.*s: it has no opening "
		    "and closing balance in the currency of its lines",
		    SLICE_PRINT(statement->id));
		break;
	case CAMT_DIFFERS:
		(void)money_format(text, statement->difference);
		cli_warn(cli, NULL, 0, "statement %.*s: its booked lines and "
		    "the opening balance miss the closing balance by %s %s",
		    SLICE_PRINT(statement->id),
		    currency_code(statement->difference.currency), text);
		break;
	}
	cli_answer_no(cli);
}

static bool
put(struct target *target, const struct camt_statement *statement,
    struct error *error)
{
	for (size_t i = 0; i < statement->line_count; i++)
		if (!bank_line_put(target->lines, &statement->lines[i],
		    error))
			return false;
	for (size_t i = 0; target->balances != NULL &&
	    i < statement->balance_count; i++)
		if (!bank_balance_put(target->balances,
		    &statement->balances[i], error))
			return false;
	judge(target->cli, statement);
	return true;
}

static bool
open_target(struct target *target, struct error *error)
{
	const char *path = cli_text(target->cli, "balances");

	return cli_output(&target->lines, target->cli, &schema_bank_line,
	    NULL, error) && (path == NULL || cli_create(&target->balances,
	    target->cli, &schema_bank_balance, path, error));
}

bool
pay_statement_verb(struct cli *cli, struct error *error)
{
	struct camt_statement statement = { 0 };
	struct target target = { .cli = cli };
	struct xml_reader *reader = NULL;
	size_t count = 0;

	if (cli_operand_count(cli) > 1)
		return error_set(error, FAULT_USAGE, "give one file");
	if (!xml_reader_open(&reader, cli_operand_count(cli) == 1 ?
	    cli_operand(cli, 0) : NULL, error))
		return false;
	if (open_target(&target, error))
		while (camt_next(&statement, reader, error) &&
		    put(&target, &statement, error))
			count++;
	if (error->fault == FAULT_NONE && count == 0) {
		(void)error_set(error, FAULT_INPUT, "there is no statement");
		(void)xml_reader_locate(reader, error);
	}
	camt_release(&statement);
	xml_reader_close(reader);
	return error->fault == FAULT_NONE;
}
