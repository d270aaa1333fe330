/*
 * journal.h - the posted journal
 *
 * Entries are posted whole, in batches, and never changed: what was wrong is
 * reversed by another entry which points back.  What is written goes through
 * a run; what is read comes as records in a sink or from a cursor.
 */
#ifndef STORE_JOURNAL_H
#define STORE_JOURNAL_H

#include "base/text.h"
#include "domain/journal.h"
#include "record/sink.h"
#include "record/stream.h"
#include "schema/journal_line.h"
#include "store/run.h"

struct journal_terms {
	struct slice batch;
	/* The sub-ledger which posts: accounts of another one are refused. */
	struct slice control;
	const struct exchange *exchange;	/* NULL: no rates are there */
};

struct journal_counts {
	uint64_t entries;
	uint64_t lines;
	bool known;			/* the batch was posted before */
};

/*
 * Post the journal lines of a stream under the batch.  Lines of an entry
 * follow one another, are numbered from 1 and are of one day in an open
 * period; every code is in its register on that day; the entry balances
 * (domain/journal.h).  With rejects, a wrong line rejects its whole entry.
 * Where the batch was posted before, the stream is only digested, and
 * run_commit decides whether it repeats.
 *
 * Rows are written in blocks (bulk.h).  Codes are looked up in the registers
 * once for each coding block and day; entries whose numbers ascend are looked
 * for once in each gap between those posted before (journal_fresh.h).
 */
bool journal_post(struct journal_counts *out, struct run *run,
    struct stream *in, const struct journal_terms *terms,
    struct error *error);

/*
 * Post the reversal of one entry, or of each entry of a batch: the same lines
 * with the opposite sign, functional amounts too, on the given day.  Its
 * number is that of the entry with "-R" behind it.  What is not there or is
 * reversed already is refused.
 */
bool journal_reverse_entry(struct journal_counts *out, struct run *run,
    struct slice entry, struct date date, struct error *error);
bool journal_reverse_batch(struct journal_counts *out, struct run *run,
    struct slice batch, struct date date, struct error *error);

/* Periods: records of kind period_state, oldest first. */
bool journal_period_state(enum journal_state *out, struct store *store,
    struct period period, struct error *error);
bool journal_period_change(bool *changed, struct run *run,
    struct period period, enum journal_event event, struct error *error);
bool journal_period_list(struct store *store, struct sink *out,
    struct error *error);

/* Days from the first up to, not including, the last; none is unbounded. */
struct journal_span {
	struct date from;
	struct date until;
};

enum journal_by {
	JOURNAL_BY_ENTITY = 1,
	JOURNAL_BY_FUND = 2,
	JOURNAL_BY_FUND_CENTRE = 4,
	JOURNAL_BY_PROJECT = 8,
	JOURNAL_BY_COST_CENTRE = 16,
	JOURNAL_BY_DONOR = 32
};

/*
 * The trial balance: records of kind balance by account, the dimensions in
 * by, and currency.  Names are those in force on the day.  Whole months
 * cost a row for each coding block, other days of the span their lines.
 */
bool journal_balance(struct store *store, struct journal_span span,
    unsigned by, struct date names_on, struct sink *out,
    struct error *error);

/*
 * The lines of an account by day, as records of kind account_line.  Balances
 * run from the beginning of the journal, not of the span.
 */
bool journal_register(struct store *store, struct slice account,
    struct journal_span span, struct sink *out, struct error *error);

/* A cursor over the lines of the span, entry by entry as they were posted. */
struct journal_list;

bool journal_list_open(struct journal_list **out, struct store *store,
    struct journal_span span, struct error *error);

/* Texts live until the next call. */
bool journal_list_next(struct journal_list *list, struct journal_line *out,
    struct error *error);
void journal_list_close(struct journal_list *list);	/* NULL allowed */

/*
 * Each account and currency which the span has lines of, in order, and its
 * first day.
 */
bool journal_accounts(struct store *store, struct journal_span span,
    bool (*each)(void *context, struct slice account,
    struct currency currency, struct date first, struct error *error),
    void *context, struct error *error);

#endif
