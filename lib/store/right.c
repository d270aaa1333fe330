#include "store/right.h"

#include "schema/store_right.h"
#include "store/address.h"
#include "store/catalog.h"
#include "store/json.h"
#include "store/right_request.h"
#include "store/right_row.h"
#include "store/right_sql.h"
#include "store/store_place.h"

static const char right_table[] =
    "CREATE TABLE IF NOT EXISTS ops_right (name TEXT NOT NULL, "
    "role TEXT NOT NULL, client TEXT NOT NULL, run BIGINT NOT NULL, "
    "PRIMARY KEY (name, role, client));";

static const char *const right_roles[] = {
	"auditor", "officer", "approver", "confidant", "administrator"
};

bool
right_possible(const struct store *store, struct error *error)
{
	if (address_is_server(store_name(store)))
		return true;
	return error_set(error, FAULT_STORE, "%s: a file has no users: who "
	    "may read or write it may read or write all of it; rights need "
	    "a store on a server (see ops-store copy)", store_name(store));
}

static bool
right_check_role(struct slice role, struct error *error)
{
	for (size_t i = 0; i < sizeof(right_roles) / sizeof(*right_roles); i++)
		if (slice_is(role, right_roles[i]))
			return true;
	return error_set(error, FAULT_USAGE, "\"%.*s\" is no role: auditor, "
	    "officer, approver, confidant and administrator are", SLICE_PRINT(role));
}

static bool
right_note(struct store *store, const struct right *right, int64_t run,
    struct error *error)
{
	struct statement *statement;

	if (!store_prepare(&statement, store, "INSERT INTO ops_right "
	    "(name, role, client, run) VALUES ($1, $2, $3, $4) "
	    "ON CONFLICT (name, role, client) DO NOTHING", error))
		return false;
	store_bind_text(statement, 1, right->user);
	store_bind_text(statement, 2, right->role);
	store_bind_text(statement, 3, right->client);
	store_bind_integer(statement, 4, run);
	return store_run(statement, error);
}

bool
right_is_listed(bool *out, struct store *store, struct error *error)
{
	struct statement *tables;
	int64_t count;

	*out = false;
	if (!address_is_server(store_name(store)))
		return true;
	if (!store_prepare(&tables, store, "SELECT count(*) FROM "
	    "information_schema.tables WHERE table_schema = current_schema() "
	    "AND table_name = 'ops_right'", error) ||
	    !store_get_integer(&count, tables, error))
		return false;
	*out = count > 0;
	return true;
}

/* What gives the rights which are listed, on the tables as they are now. */
static bool
right_define(struct store *store, struct error *error)
{
	struct statement *schema;
	struct catalog catalog;
	struct text sql = { 0 };
	bool placed;

	if (!store_placed(&placed, store, error))
		return false;
	if (catalog_read(&catalog, store, error) &&
	    store_prepare(&schema, store, "SELECT current_schema()", error) &&
	    store_step(schema, error)) {
		right_row_hold_runs(&sql);
		if (placed)
			right_row_functions(&sql);
		right_request_hold(&sql);
		right_row_hold(&sql, &catalog, store_text(schema, 0), placed);
		right_sql_settle(&sql, &catalog, store_text(schema, 0));
		if (store_run(schema, error))
			(void)store_script(store, sql.bytes, error);
	}
	catalog_release(&catalog);
	text_release(&sql);
	return error->fault == FAULT_NONE;
}

/* Only the owner may make it; then others may have the right to add to it. */
static bool
right_prepare(struct store *store, struct error *error)
{
	bool exists;

	return right_is_listed(&exists, store, error) && (exists ||
	    (store_script(store, right_table, error) &&
	    right_define(store, error)));
}

static bool
right_settle(struct store *store, struct slice user, struct error *error)
{
	struct statement *settle;

	if (!store_prepare(&settle, store, "SELECT ops_right_settle($1)",
	    error))
		return false;
	store_bind_text(settle, 1, user);
	return store_run(settle, error);
}

static bool
right_hold(struct store *store, struct error *error)
{
	struct statement *hold;

	return store_prepare(&hold, store, "SELECT ops_right_hold()",
	    error) && store_run(hold, error);
}

/* Of users who are on the server still. */
static bool
right_settle_all(struct store *store, struct error *error)
{
	struct statement *settled, *limited;
	int64_t count;

	return store_prepare(&settled, store, "SELECT "
	    "count(ops_right_settle(u.name)) FROM (SELECT DISTINCT name FROM "
	    "ops_right WHERE name IN (SELECT rolname FROM "
	    "pg_catalog.pg_roles)) AS u", error) &&
	    store_get_integer(&count, settled, error) &&
	    store_prepare(&limited, store, "SELECT count(*) FROM ops_right "
	    "WHERE client <> ''", error) &&
	    store_get_integer(&count, limited, error) &&
	    (count == 0 || right_hold(store, error));
}

/* A table which a policy or a function names cannot be dropped. */
static const char right_policies[] =
    "DO $$ DECLARE held RECORD; BEGIN FOR held IN SELECT policyname, "
    "tablename FROM pg_catalog.pg_policies WHERE schemaname = "
    "current_schema() AND policyname LIKE 'ops\\_%' LOOP EXECUTE "
    "format('DROP POLICY %I ON %I', held.policyname, held.tablename); "
    "END LOOP; END $$; DROP FUNCTION IF EXISTS ops_may_journal_line(bigint), "
    "ops_may_pay_line(text) CASCADE;";

bool
right_lift(struct store *store, struct error *error)
{
	bool exists;

	return right_is_listed(&exists, store, error) &&
	    (!exists || store_script(store, right_policies, error));
}

bool
right_renew(struct store *store, struct error *error)
{
	bool exists;

	return right_is_listed(&exists, store, error) && (!exists ||
	    (right_define(store, error) && right_settle_all(store, error)));
}

bool
right_audit(struct run *run, const char *action, const struct right *right,
    struct error *error)
{
	struct text image = { 0 };
	bool done;

	json_begin(&image);
	json_add_text(&image, "role", right->role);
	json_add_text(&image, "client", right->client);
	json_end(&image);
	done = run_audit(run, action, "right", right->user,
	    slice_from("", 0), text_slice(&image), error);
	text_release(&image);
	return done;
}

bool
right_grant(struct run *run, const struct right *right, struct error *error)
{
	struct store *store = run_store(run);

	if (!right_check_role(right->role, error))
		return false;
	if (slice_is(right->role, "administrator") &&
	    right->client.length > 0)
		return error_set(error, FAULT_USAGE,
		    "an administrator is not limited to a client");
	return right_prepare(store, error) &&
	    right_note(store, right, run_number(run), error) &&
	    right_settle(store, right->user, error) &&
	    (right->client.length == 0 || right_hold(store, error)) &&
	    right_audit(run, "grant", right, error);
}

bool
right_revoke(struct run *run, const struct right *right, struct error *error)
{
	struct store *store = run_store(run);
	struct statement *taken;

	if ((right->role.length > 0 &&
	    !right_check_role(right->role, error)) ||
	    !right_prepare(store, error) ||
	    !store_prepare(&taken, store, "DELETE FROM ops_right "
	    "WHERE name = $1 AND ($2 = '' OR role = $2) "
	    "AND ($3 = '' OR client = $3)", error))
		return false;
	store_bind_text(taken, 1, right->user);
	store_bind_text(taken, 2, right->role);
	store_bind_text(taken, 3, right->client);
	if (!store_run(taken, error))
		return false;
	if (store_changes(taken) == 0)
		return error_set(error, FAULT_STORE,
		    "\"%.*s\" has no such right", SLICE_PRINT(right->user));
	return right_settle(store, right->user, error) &&
	    right_audit(run, "revoke", right, error);
}

bool
right_list(struct store *store, struct sink *out, struct error *error)
{
	struct statement *rows;
	bool exists;

	if (!right_is_listed(&exists, store, error) || !exists)
		return error->fault == FAULT_NONE;
	if (!store_prepare(&rows, store, "SELECT name, role, client, run "
	    "FROM ops_right ORDER BY name, role, client", error))
		return false;
	while (store_step(rows, error)) {
		struct store_right right = {
			.user = store_text(rows, 0),
			.role = store_text(rows, 1),
			.client = store_text(rows, 2),
			.run = store_integer(rows, 3)
		};

		if (!store_right_put(out, &right, error))
			return false;
	}
	return error->fault == FAULT_NONE;
}
