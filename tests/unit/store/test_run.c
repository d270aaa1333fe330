#include "store/run.h"

#include <stdlib.h>
#include <unistd.h>

#include "store/audit.h"
#include "store_name.h"
#include "tap.h"

static const char *name;

static int64_t
number_of(struct store *store, const char *sql)
{
	struct error error = { 0 };
	struct statement *statement;
	int64_t number = -1;

	if (store_prepare(&statement, store, sql, &error))
		(void)store_get_integer(&number, statement, &error);
	return number;
}

static struct run *
begun(struct store *store, const char *batch)
{
	const struct run_about about = { "ops-test", "post", "--batch b",
	    "test", slice_of(batch) };
	struct error error = { 0 };
	struct run *run = NULL;

	if (!run_begin(&run, store, &about, &error))
		printf("# %s\n", error.message);
	return run;
}

static bool
post(struct store *store, const char *batch, const char *content,
    bool *repeated, struct error *error)
{
	struct run *run = begun(store, batch);

	run_digest(run, slice_of(content));
	if (!run_audit(run, "post", "thing", slice_of("T-1"),
	    slice_from("", 0), slice_of(content), error)) {
		run_abandon(run);
		return false;
	}
	return run_commit(run, repeated, error);
}

static void
batches(struct store *store)
{
	struct error error = { 0 };
	bool repeated = true;
	struct run *run;

	tap_ok(post(store, "b-1", "content", &repeated, &error) && !repeated,
	    "a batch is stored");
	tap_ok(number_of(store, "SELECT count(*) FROM audit /*scan*/") == 2,
	    "with two audit records: its own and that of the run");
	tap_ok(post(store, "b-1", "content", &repeated, &error) && repeated,
	    "the same again repeats");
	tap_ok(number_of(store, "SELECT count(*) FROM audit /*scan*/") == 2 &&
	    number_of(store, "SELECT count(*) FROM run /*scan*/") == 1,
	    "and leaves no trace");
	tap_ok(!post(store, "b-1", "other", &repeated, &error) &&
	    error.fault == FAULT_STORE, "other content: %s", error.message);
	error_clear(&error);
	tap_ok(!store_in_transaction(store) &&
	    number_of(store, "SELECT count(*) FROM run /*scan*/") == 1,
	    "is refused and leaves no trace");
	tap_ok(post(store, "", "x", &repeated, &error) && !repeated &&
	    post(store, "", "x", &repeated, &error) && !repeated,
	    "without a batch nothing repeats");
	run = begun(store, "b-2");
	(void)run_audit(run, "post", "thing", slice_of("T-2"),
	    slice_from("", 0), slice_from("", 0), &error);
	run_abandon(run);
	tap_ok(number_of(store, "SELECT count(*) FROM run /*scan*/") == 3 &&
	    number_of(store, "SELECT count(*) FROM audit /*scan*/") == 6,
	    "an abandoned run leaves no trace");
}

/* Change the store behind the library's back, and change it back. */
static int64_t
broken_by(struct store *store, const char *sql)
{
	struct error error = { 0 };
	int64_t broken = -1, rows;

	(void)store_begin(store, &error);
	if (!store_script(store, sql, &error) ||
	    !audit_verify(store, &broken, &rows, &error))
		printf("# %s\n", error.message);
	store_rollback(store);
	return broken;
}

static void
chain(struct store *store)
{
	struct error error = { 0 };
	int64_t broken, rows;

	tap_ok(audit_verify(store, &broken, &rows, &error) && broken == 0 &&
	    rows == 6, "the chain holds");
	tap_ok(broken_by(store, "UPDATE audit SET after_image = 'y' "
	    "WHERE number = 3") == 3, "a changed image is found");
	tap_ok(broken_by(store, "UPDATE audit SET run = 2 "
	    "WHERE number = 2") == 2, "a changed run is found");
	tap_ok(broken_by(store, "DELETE FROM audit WHERE number = 4") == 4,
	    "a row taken out is found");
	tap_ok(broken_by(store, "DELETE FROM audit WHERE number = 4; "
	    "UPDATE audit SET number = number - 1 WHERE number > 4") == 4,
	    "even when the others are numbered anew");
	tap_ok(broken_by(store, "UPDATE audit SET action = 'pos', "
	    "kind = 'tthing' WHERE number = 1") == 1,
	    "a byte moved to the next field is found");
	tap_ok(broken_by(store, "UPDATE audit SET hash = "
	    "'00' || substr(hash, 3) WHERE number = 6") == 6,
	    "a changed hash of the last row is found");
}

int
main(void)
{
	struct error error = { 0 };
	struct store *store;

	tap_begin();
	name = store_name_of("build/tests/run.db");
	(void)unlink(name);
	(void)setenv("OPS_ACTOR", "tester", 1);
	if (tap_ok(store_open(&store, name, STORE_CREATE, &error), "open")) {
		batches(store);
		chain(store);
		tap_ok(number_of(store, "SELECT count(*) FROM run "
		    "WHERE actor = 'tester' /*scan*/") == 3, "the actor is named");
		store_close(store);
	}
	(void)unlink(name);
	return tap_end();
}
