#include "store/right_reconcile.h"

#include "store/right.h"
#include "store/right_span.h"

struct right_force {
	struct run *run;
	struct right_spans spans;	/* which the audit says are in force */
};

static bool
reconcile_is_open(const struct right_spans *spans, const struct right *right)
{
	for (size_t i = 0; i < spans->count; i++) {
		const struct right_span *span = &spans->list[i];

		if (span->end_run == 0 && slice_equal(span->user,
		    right->user) && slice_equal(span->role, right->role) &&
		    slice_equal(span->client, right->client))
			return true;
	}
	return false;
}

static bool
reconcile_given(struct right_force *force, struct error *error)
{
	struct store *store = run_store(force->run);
	struct statement *given;

	if (!store_prepare_own(&given, store, "SELECT name, role, client "
	    "FROM ops_right ORDER BY name, role, client", error))
		return false;
	while (store_step(given, error)) {
		const struct right right = {
			.user = store_text(given, 0),
			.role = store_text(given, 1),
			.client = store_text(given, 2)
		};

		if (!reconcile_is_open(&force->spans, &right) &&
		    !right_audit(force->run, "grant", &right, error))
			break;
	}
	store_finish(given);
	return error->fault == FAULT_NONE;
}

static bool
reconcile_taken(struct right_force *force, struct error *error)
{
	struct store *store = run_store(force->run);

	for (size_t i = 0; i < force->spans.count; i++) {
		const struct right_span *span = &force->spans.list[i];
		const struct right right = { span->user, span->role,
			span->client };
		struct statement *find;
		int64_t count;

		if (span->end_run != 0)
			continue;
		if (!store_prepare(&find, store, "SELECT count(*) FROM "
		    "ops_right WHERE name = $1 AND role = $2 "
		    "AND client = $3", error))
			return false;
		store_bind_text(find, 1, right.user);
		store_bind_text(find, 2, right.role);
		store_bind_text(find, 3, right.client);
		if (!store_get_integer(&count, find, error) ||
		    (count == 0 && !right_audit(force->run, "revoke",
		    &right, error)))
			return false;
	}
	return true;
}

bool
right_reconcile(struct run *run, struct error *error)
{
	struct right_force force = { .run = run };
	bool listed;

	if (!right_is_listed(&listed, run_store(run), error) || !listed)
		return error->fault == FAULT_NONE;
	(void)(right_spans_read(&force.spans, run_store(run), error) &&
	    reconcile_given(&force, error) &&
	    reconcile_taken(&force, error));
	right_spans_release(&force.spans);
	return error->fault == FAULT_NONE;
}
