/* Do the lines of a statement lead from its opening to its closing? */
#include "domain/camt.h"

static const struct bank_balance *
find_balance(const struct camt_statement *statement, const char *kind)
{
	for (size_t i = 0; i < statement->balance_count; i++)
		if (slice_is(statement->balances[i].kind, kind))
			return &statement->balances[i];
	return NULL;
}

const struct bank_balance *
camt_opening(const struct camt_statement *statement)
{
	const struct bank_balance *opening = find_balance(statement, "OPBD");

	return opening != NULL ? opening : find_balance(statement, "PRCD");
}

const struct bank_balance *
camt_closing(const struct camt_statement *statement)
{
	return find_balance(statement, "CLBD");
}

void
camt_tie_up(struct camt_statement *statement)
{
	const struct bank_balance *opening = camt_opening(statement);
	const struct bank_balance *closing = camt_closing(statement);
	struct error ignored = { 0 };
	struct money rest;

	statement->tie = CAMT_UNKNOWN;
	if (opening == NULL || closing == NULL || !money_subtract(&rest,
	    closing->amount, opening->amount, &ignored))
		return;
	for (size_t i = 0; i < statement->line_count; i++)
		if (slice_is(statement->lines[i].status, "BOOK") &&
		    !money_subtract(&rest, rest, statement->lines[i].amount,
		    &ignored))
			return;
	statement->tie = rest.units == 0 ? CAMT_TIES : CAMT_DIFFERS;
	statement->difference = rest;
}
