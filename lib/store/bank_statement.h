/*
 * bank_statement.h - bank statements kept in the store
 *
 * A statement is kept with its lines under our account and the bank's number
 * of it, once, and never changed.  Statements of one account and currency
 * follow each other by the day of the closing balance, then by the bank's
 * count, then as they were recorded.
 */
#ifndef STORE_BANK_STATEMENT_H
#define STORE_BANK_STATEMENT_H

#include "domain/camt.h"
#include "schema/bank_record.h"
#include "store/run.h"

/* Statements of one run. */
enum { BANK_STATEMENTS_MAX = 1 << 20 };

/*
 * Record a statement which ties; index counts those of the run from 0.
 * *repeats says that it was there with the same content; other content is an
 * error of the store.
 */
bool bank_statement_store(bool *repeats, struct run *run, size_t index,
    const struct camt_statement *statement, struct error *error);

/* Where one statement does not open with what the one before closed with. */
struct bank_gap {
	struct slice before;
	struct slice after;
	struct money closing;
	struct money opening;
	struct money difference;	/* opening less closing */
};

/*
 * The gaps before and after a statement which is recorded, of which there are
 * *count.  Texts live until the next call.
 */
bool bank_statement_gaps(struct bank_gap gaps[2], size_t *count,
    struct store *store, const struct camt_statement *statement,
    struct error *error);

/* A cursor over the statements, by account, currency and order. */
struct bank_statement_list;

bool bank_statement_list_open(struct bank_statement_list **out,
    struct store *store, struct error *error);

/* False at the end or at an error.  Texts live until the next call. */
bool bank_statement_list_next(struct bank_statement_list *list,
    struct bank_record *out, struct error *error);
void bank_statement_list_close(struct bank_statement_list *list);

#endif
