#include "store/verify.h"

#include "base/text.h"
#include "store/migrate.h"
#include "store/run.h"
#include "store/verify_content.h"
#include "store/verify_definition.h"
#include "store/verify_payment.h"
#include "store/verify_request.h"
#include "store/verify_seal.h"

struct verifying {
	struct verify_result *result;
	void (*say)(void *context, const char *line);
	void *context;
};

static void
verify_say(void *context, const char *line)
{
	struct verifying *verifying = context;

	verifying->result->wrong++;
	verifying->say(verifying->context, line);
}

static bool
verify_chain(struct verifying *verifying, struct store *store,
    struct error *error)
{
	int64_t broken, rows;
	char line[96];

	if (!audit_verify(store, &broken, &rows, error))
		return false;
	if (broken == 0)
		return true;
	(void)snprintf(line, sizeof(line), "the audit chain breaks at record "
	    "%lld", (long long)broken);
	verify_say(verifying, line);
	return true;
}

/* The row of the run against what it wrote of itself into the chain. */
static bool
verify_run(struct verifying *verifying, struct store *store, int64_t number,
    struct slice written, struct text *image, struct error *error)
{
	char line[96];

	if (!run_image(image, store, number, error))
		return false;
	if (slice_equal(text_slice(image), written))
		return true;
	(void)snprintf(line, sizeof(line), written.length == 0 ?
	    "run %lld has no audit record" :
	    "run %lld is not what its audit record says", (long long)number);
	verify_say(verifying, line);
	return true;
}

static bool
verify_runs(struct verifying *verifying, struct store *store,
    struct error *error)
{
	struct statement *statement;
	struct text image = { 0 };

	if (!store_prepare(&statement, store, "SELECT r.number, "
	    "COALESCE(a.after_image, '') FROM run AS r LEFT JOIN audit AS a "
	    "ON a.kind = 'run' AND a.record = CAST(r.number AS TEXT) "
	    "AND a.action = 'commit' ORDER BY r.number "
	    "/*scan*/ /*parts*/", error))
		return false;
	while (store_step(statement, error)) {
		if (!verify_run(verifying, store, store_integer(statement, 0),
		    store_text(statement, 1), &image, error))
			break;
		verifying->result->runs++;
	}
	text_release(&image);
	return error->fault == FAULT_NONE;
}

/* A store of another version may lack the tables; migrate tells that. */
static bool
verify_batches(struct verifying *verifying, struct store *store,
    struct error *error)
{
	int64_t version;

	if (!store_version(&version, store, error))
		return false;
	return version != migrate_version() ||
	    (verify_definition(store, verify_say, verifying, error) &&
	    verify_content(store, verify_say, verifying, error) &&
	    verify_payment(store, verify_say, verifying, error) &&
	    verify_request(store, verify_say, verifying, error) &&
	    verify_seal(store, verify_say, verifying, error));
}

bool
verify_store(struct verify_result *out, struct store *store,
    void (*say)(void *context, const char *line), void *context,
    struct error *error)
{
	struct verifying verifying = { out, say, context };
	bool alone = !store_in_transaction(store);

	*out = (struct verify_result){ 0 };
	/* A run which ends between two queries is no fault. */
	if (alone && !store_snapshot(store, error))
		return false;
	(void)(store_check(store, verify_say, &verifying, error) &&
	    verify_chain(&verifying, store, error) &&
	    verify_runs(&verifying, store, error) &&
	    verify_batches(&verifying, store, error) &&
	    (out->wrong > 0 || audit_last(&out->end, store, error)));
	if (alone)
		store_rollback(store);
	return error->fault == FAULT_NONE;
}
