/*
 * run.h - one command which writes: its transaction, its batch, its audit
 *
 * Every verb which writes does all of its writing in one run:
 *
 *	if (!run_begin(&run, store, &about, error)) return false;
 *	if (run_repeats(&run)) ... say so, write nothing ...
 *	... named functions of the topics, with run->number ...
 *	return run_commit(&run, error);
 *
 * A run with a batch key which was committed before with the same content
 * digest repeats: it is a no-op which says so.  With other content it is an
 * error of the store, and so is one which was undone (undo.h): what is to be
 * stored after that needs a key of its own.  The content digest is of the
 * records (SHA-256 over what run_digest was given), so it is known only when
 * all were read: run_repeats is asked after the last run_digest and before the first write,
 * or the writes are made first and run_commit finds that the run repeats,
 * rolls back and says so in run->repeated.
 */
#ifndef STORE_RUN_H
#define STORE_RUN_H

#include "base/text.h"
#include "store/store.h"

struct bulk;
struct seal_table;

enum { DIGEST_BYTES = 32, DIGEST_TEXT_MAX = 65 };

struct run_about {
	const char *program;	/* "ops-ledger" */
	const char *verb;	/* "post" */
	const char *arguments;	/* as given, joined by blanks */
	const char *topic;	/* what batch keys are unique in: "journal" */
	struct slice batch;	/* empty: no batch key, never repeats */
};

struct run;

bool run_begin(struct run **out, struct store *store,
    const struct run_about *about, struct error *error);

/* Add a record (or its typed fields) to the digest of the content. */
void run_digest(struct run *run, struct slice bytes);

/*
 * Was this batch committed before with the content digested so far?  Other
 * content under the same key is an error of the store.
 */
bool run_repeats(struct run *run, bool *repeats, struct error *error);

/* The key of this run, for the recorded_run columns. */
int64_t run_number(const struct run *run);
struct instant run_time(const struct run *run);
struct store *run_store(const struct run *run);
const char *run_arguments(const struct run *run);

/*
 * Write an audit record: what was done to which record ("account", "5100"),
 * before and after as JSON objects or empty.  Bulk topics (journal lines, pay
 * lines) write one audit record for the batch, not one a line: the seals of
 * the tables (below) vouch for the rows.
 */
bool run_audit(struct run *run, const char *action, const char *kind,
    struct slice key, struct slice before, struct slice after,
    struct error *error);

/*
 * Every table whose rows are written once (sealed.h) is sealed when the run
 * commits.  Ask for its bulk (bulk.h) and write the rows with that; or write
 * them otherwise and say so with run_seal.
 */
bool run_bulk(struct bulk **out, struct run *run,
    const struct seal_table *table, struct error *error);
void run_seal(struct run *run, const struct seal_table *table);

/* Commit and free; *repeated (may be NULL) as described above. */
bool run_commit(struct run *run, bool *repeated, struct error *error);
void run_abandon(struct run *run);	/* roll back and free; NULL allowed */

/* The number of the last run, or 0. */
bool run_last(int64_t *out, struct store *store, struct error *error);

/* The number of the last run which began at or before the time, or 0. */
bool run_known(int64_t *out, struct store *store, struct instant time,
    struct error *error);

/*
 * The row of a run as a JSON object, as its last audit record has it; an
 * empty object if there is no such run.
 */
bool run_image(struct text *out, struct store *store, int64_t number,
    struct error *error);

#endif
