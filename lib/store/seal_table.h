/*
 * seal_table.h - the seals of the tables of the store
 *
 * Every table whose rows are written once says here how its rows come out
 * again: those of a run together, in the order in which the run sealed them.
 * The seal of a run's rows is the audit record with the action "seal", the
 * name of the table as its kind and the number of the run as its record.
 */
#ifndef STORE_SEAL_TABLE_H
#define STORE_SEAL_TABLE_H

#include "store/run.h"
#include "store/seal.h"

struct seal_table {
	struct bulk_table table;	/* with the columns which are sealed */
	const char *kind;		/* in the audit */
	const char *run;		/* the run which wrote a row of t */
	const char *from;		/* with the table itself as t */
	const char *order;		/* by run, then as they were sealed */
	struct {
		const char *amount;	/* expressions; NULL: no amount */
		const char *currency;
	} totals[2];
	bool sparse;	/* columns may be added: no nulls, but their names */
	bool any_order;	/* not written in the order; sealed as it stands */
};

/* Write the seal, which is then at its end, into the chain. */
bool seal_table_write(struct run *run, const struct seal_table *table,
    struct seal *seal, struct error *error);

/* Seal what the run has written, as it stands in the store; no row, no seal. */
bool seal_table_store(struct run *run, const struct seal_table *table,
    struct error *error);

/*
 * The rows of a run, or, with run 0, of all runs one after the other; the
 * caller finishes the statement.
 */
bool seal_table_rows(struct statement **out, struct store *store,
    const struct seal_table *table, int64_t run, struct error *error);

/* Of the row the statement is on. */
int64_t seal_table_run(const struct statement *row);
void seal_table_add(struct seal *seal, const struct seal_table *table,
    const struct statement *row);

#endif
