/* statement: bank statements to lines and balances */
#include "base/table.h"
#include "base/text.h"
#include "domain/camt.h"
#include "pay.h"
#include "store/bank_statement.h"

const struct option pay_statement_options[] = {
	{ "balances", OPTION_FILE, "FILE", "write the balances there", false },
	{ "record", OPTION_FLAG, NULL,
	    "keep the statements and their lines in the store", false },
	{ 0 }
};

struct target {
	struct cli *cli;
	struct sink *lines;
	struct sink *balances;		/* NULL: not asked for */
	struct run *run;		/* NULL: nothing is recorded */
	size_t recorded;
	struct table gaps;		/* those which were told */
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

/* Two statements of the document tell of the gap between them once. */
static void
tell_gap(struct target *target, const struct camt_statement *statement,
    const struct bank_gap *gap)
{
	char closing[MONEY_TEXT_MAX], opening[MONEY_TEXT_MAX];
	char difference[MONEY_TEXT_MAX];
	struct text key = { 0 };
	bool added;

	text_add_format(&key, "%.*s %.*s %.*s",
	    SLICE_PRINT(statement->account), SLICE_PRINT(gap->before),
	    SLICE_PRINT(gap->after));
	(void)table_put(&target->gaps, text_slice(&key), &added);
	text_release(&key);
	if (!added)
		return;
	(void)money_format(closing, gap->closing);
	(void)money_format(opening, gap->opening);
	(void)money_format(difference, gap->difference);
	cli_warn(target->cli, NULL, 0, "account %.*s: statement %.*s closes "
	    "with %s %s and statement %.*s, the next, opens with %s: %s is "
	    "missing between them", SLICE_PRINT(statement->account),
	    SLICE_PRINT(gap->before), currency_code(gap->closing.currency),
	    closing, SLICE_PRINT(gap->after), opening, difference);
	cli_answer_no(target->cli);
}

static bool
record(struct target *target, const struct camt_statement *statement,
    struct error *error)
{
	struct bank_gap gaps[2];
	size_t count;
	bool repeats;

	if (target->run == NULL)
		return true;
	if (statement->tie != CAMT_TIES) {
		cli_warn(target->cli, NULL, 0, "statement %.*s: it is not "
		    "recorded", SLICE_PRINT(statement->id));
		return true;
	}
	if (!bank_statement_store(&repeats, target->run, target->recorded,
	    statement, error) || !bank_statement_gaps(gaps, &count,
	    run_store(target->run), statement, error))
		return false;
	if (repeats)
		cli_say(target->cli, "statement %.*s of account %.*s: "
		    "recorded before with the same content",
		    SLICE_PRINT(statement->id),
		    SLICE_PRINT(statement->account));
	else
		target->recorded++;
	for (size_t i = 0; i < count; i++)
		tell_gap(target, statement, &gaps[i]);
	return true;
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
	return record(target, statement, error);
}

static bool
open_target(struct target *target, struct error *error)
{
	const char *path = cli_text(target->cli, "balances");

	return cli_output(&target->lines, target->cli, &schema_bank_line,
	    NULL, error) && (path == NULL || cli_create(&target->balances,
	    target->cli, &schema_bank_balance, path, error)) &&
	    (!cli_flag(target->cli, "record") || cli_run(&target->run,
	    target->cli, "bank_statement", NULL, error));
}

/* A run which recorded nothing leaves nothing. */
static bool
close_target(struct target *target, struct error *error)
{
	struct run *run = target->run;

	table_release(&target->gaps);
	if (error->fault == FAULT_NONE && target->recorded > 0)
		return cli_commit(target->cli, run, error);
	run_abandon(run);
	return error->fault == FAULT_NONE;
}

static void
read_statements(struct target *target, struct xml_reader *reader,
    struct error *error)
{
	struct camt_statement statement = { 0 };
	size_t count = 0;

	while (camt_next(&statement, reader, error) &&
	    put(target, &statement, error))
		count++;
	if (error->fault == FAULT_NONE)
		(void)pay_note_xml(target->cli, reader, count, error);
	if (error->fault == FAULT_NONE && count == 0) {
		(void)error_set(error, FAULT_INPUT, "there is no statement");
		(void)xml_reader_locate(reader, error);
	}
	camt_release(&statement);
}

bool
pay_statement_verb(struct cli *cli, struct error *error)
{
	struct target target = { .cli = cli };
	struct xml_reader *reader = NULL;

	if (cli_operand_count(cli) > 1)
		return error_set(error, FAULT_USAGE, "give one file");
	if (!xml_reader_open(&reader, cli_operand_count(cli) == 1 ?
	    cli_operand(cli, 0) : NULL, error))
		return false;
	if (open_target(&target, error))
		read_statements(&target, reader, error);
	xml_reader_close(reader);
	return close_target(&target, error);
}
