/*
 * pay_line.h - lines of pay kept in the store, by batch
 *
 * One payroll is one batch, written by one run and never changed.  Lines keep
 * the order in which they came, so that the lines of a payee stay together.
 */
#ifndef STORE_PAY_LINE_H
#define STORE_PAY_LINE_H

#include "schema/pay_line.h"
#include "store/run.h"

/* Lines of one run: numbers from run * PAY_LINE_SPAN + 1. */
#define PAY_LINE_SPAN (INT64_C(1) << 32)

/*
 * The lines of the run whose numbers they are: those from $1 to $2 are in
 * the period of its batch.
 */
#define PAY_LINE_OF_RUN \
	" number BETWEEN $1 AND $2 /*placed AND period = (SELECT b.period " \
	"FROM pay_batch b WHERE b.run = CAST($1 AS BIGINT) / 4294967296) */"

/* What is being written; zeroed but for run and batch at the start. */
struct pay_line_batch {
	struct run *run;
	struct slice batch;
	struct period period;	/* that of the first line */
	int64_t count;
};

/*
 * Store one more line and add it to the digest of the run.  All lines of
 * a batch are of one period.
 */
bool pay_line_store(struct pay_line_batch *batch,
    const struct pay_line *line, struct error *error);

/*
 * After the last line: true in *repeats when the batch is in the store with
 * the same content (the commit of the run then writes nothing); else the
 * batch is entered and audited.
 */
bool pay_line_store_end(bool *repeats, struct pay_line_batch *batch,
    struct error *error);

/*
 * The run which stored a batch.  A batch which is unknown or was withdrawn is
 * an error of the store.
 */
bool pay_line_batch_run(int64_t *out, struct store *store,
    struct slice batch, struct error *error);

/* The same, but a batch of which no pay lines are known is good. */
bool pay_line_batch_check(struct store *store, struct slice batch,
    struct error *error);

/* A cursor over the lines of a batch, which must be there as above. */
struct pay_line_list;

bool pay_line_list_open(struct pay_line_list **out, struct store *store,
    struct slice batch, struct error *error);

/*
 * Over the lines of the newest batch of a period which was not withdrawn; none
 * is an error.
 */
bool pay_line_list_period(struct pay_line_list **out, struct store *store,
    struct period period, struct error *error);

/* False at the end or at an error.  Texts live until the next call. */
bool pay_line_list_next(struct pay_line_list *list, struct pay_line *out,
    struct error *error);
void pay_line_list_close(struct pay_line_list *list);	/* NULL allowed */

#endif
