/*
 * journal_text.h - a journal in the languages of plain-text accounting
 *
 * One form is read by both ledger and hledger, the other by beancount.  Every
 * line is written with its amount in the currency of the transaction, in
 * which each entry balances by itself; the functional amount and the
 * dimensions stand beside it as metadata.  Amounts are exact.
 *
 * Texts pass through with what a reader would take for its own syntax
 * replaced: control characters become blanks; in the ledger form brackets
 * (dates in notes) become parentheses, a colon (a tag) becomes "=" and a
 * semicolon (a note) a comma.  Each function adds to the text.
 */
#ifndef DOMAIN_JOURNAL_TEXT_H
#define DOMAIN_JOURNAL_TEXT_H

#include "base/table.h"
#include "base/text.h"
#include "schema/journal_line.h"

enum journal_format {
	JOURNAL_FORMAT_LEDGER,		/* ledger 3 and hledger */
	JOURNAL_FORMAT_BEANCOUNT	/* beancount 2 and 3 */
};

/*
 * Names of accounts which all three programs take: the element of the
 * financial statements and the code, "Expenses:5100".  Of the code only
 * letters, digits and hyphens of ASCII remain, others become hyphens, and the
 * first is a capital or a digit.  Where two codes would come to one name, the
 * later gets "-2" behind it, and so on.  A zeroed struct is empty.
 */
struct journal_names {
	struct table names;		/* by code: const char * */
	struct table used;
	struct arena arena;
};

/* type is that of the chart of accounts. */
const char *journal_names_add(struct journal_names *names,
    struct slice type, struct slice code);

/* NULL if the code was never added. */
const char *journal_names_find(const struct journal_names *names,
    struct slice code);
void journal_names_release(struct journal_names *names);

void journal_text_begin(struct text *out, enum journal_format format);
void journal_text_currency(struct text *out, enum journal_format format,
    struct currency currency, struct date first);
void journal_text_account(struct text *out, enum journal_format format,
    const char *legal_name, struct slice code, struct slice name,
    struct date first);

/* The head of an entry, made from its first line. */
void journal_text_entry(struct text *out, enum journal_format format,
    const struct journal_line *first);
void journal_text_line(struct text *out, enum journal_format format,
    const struct journal_line *line, const char *legal_name);

#endif
