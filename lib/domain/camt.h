/*
 * camt.h - bank statements (ISO 20022 camt.053.001.02 and .08)
 *
 * A statement becomes its balances and its lines.  An entry with details
 * becomes one line for each detail when all details have amounts which sum to
 * the entry's; else the entry is one line.  Whether opening and closing
 * balance tie to the booked lines is computed, never assumed.
 */
#ifndef DOMAIN_CAMT_H
#define DOMAIN_CAMT_H

#include "base/arena.h"
#include "record/xml_reader.h"
#include "schema/bank_balance.h"
#include "schema/bank_line.h"

enum camt_tie {
	CAMT_TIES,
	CAMT_DIFFERS,		/* difference says by how much */
	CAMT_UNKNOWN		/* a balance is missing, or two currencies */
};

struct camt_statement {
	struct slice id;
	struct slice account;
	int64_t number;			/* the bank's count, or 0 */
	struct bank_balance *balances;
	size_t balance_count;
	size_t balance_capacity;
	struct bank_line *lines;
	size_t line_count;
	size_t line_capacity;
	enum camt_tie tie;
	struct money difference;	/* closing less opening less lines */
	struct arena arena;
};

/*
 * Fill the statement (zeroed before the first call) with the next one of the
 * document; false at the end (no fault) or at an error.
 */
bool camt_next(struct camt_statement *statement, struct xml_reader *reader,
    struct error *error);

/* The balances at the ends, or NULL. */
const struct bank_balance *camt_opening(
    const struct camt_statement *statement);
const struct bank_balance *camt_closing(
    const struct camt_statement *statement);

/* Compute tie and difference of the balances and lines. */
void camt_tie_up(struct camt_statement *statement);

void camt_release(struct camt_statement *statement);

#endif
