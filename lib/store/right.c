#include "store/right.h"

#include "schema/store_right.h"
#include "store/address.h"
#include "store/json.h"
#include "store/right_sql.h"

static const char right_table[] =
    "CREATE TABLE IF NOT EXISTS ops_right (name TEXT NOT NULL, "
    "role TEXT NOT NULL, client TEXT NOT NULL, run BIGINT NOT NULL, "
    "PRIMARY KEY (name, role, client));";

static const char *const right_roles[] = {
	"auditor", "officer", "approver", "administrator"
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
	    "officer, approver and administrator are", SLICE_PRINT(role));
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

static bool
right_script(struct store *store, struct text *sql, struct error *error)
{
	bool done = store_script(store, sql->bytes, error);

	text_release(sql);
	return done;
}

/* The rights of the user on the tables, as the list of them says. */
static bool
right_add_roles(struct text *out, struct store *store,
    const struct catalog *catalog, struct slice user, struct error *error)
{
	struct statement *roles;

	if (!store_prepare_own(&roles, store, "SELECT role, MIN(client) FROM "
	    "ops_right WHERE name = $1 GROUP BY role ORDER BY role", error))
		return false;
	store_bind_text(roles, 1, user);
	while (store_step(roles, error))
		right_sql_role(out, catalog, user, store_text(roles, 0),
		    store_text(roles, 1).length > 0);
	store_finish(roles);
	return error->fault == FAULT_NONE;
}

static bool
right_add_schema(struct text *out, struct store *store, struct slice user,
    struct error *error)
{
	struct statement *schema;

	if (!store_prepare(&schema, store, "SELECT current_schema()", error) ||
	    !store_step(schema, error))
		return false;
	text_add_string(out, "GRANT USAGE ON SCHEMA ");
	right_sql_name(out, store_text(schema, 0));
	text_add_string(out, " TO ");
	right_sql_name(out, user);
	text_add_string(out, ";\n");
	return store_run(schema, error);
}

/* All is taken, and what the list says is given. */
static bool
right_settle(struct store *store, const struct right *right,
    struct error *error)
{
	struct catalog catalog;
	struct text sql = { 0 };

	if (catalog_read(&catalog, store, error)) {
		right_sql_none(&sql, &catalog, right->user);
		if (right_add_schema(&sql, store, right->user, error) &&
		    right_add_roles(&sql, store, &catalog, right->user,
		    error) && right->client.length > 0)
			right_sql_policies(&sql, &catalog);
	}
	catalog_release(&catalog);
	if (error->fault == FAULT_NONE)
		return right_script(store, &sql, error);
	text_release(&sql);
	return false;
}

static bool
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
	return store_script(store, right_table, error) &&
	    right_note(store, right, run_number(run), error) &&
	    right_settle(store, right, error) &&
	    right_audit(run, "grant", right, error);
}

bool
right_revoke(struct run *run, const struct right *right, struct error *error)
{
	struct store *store = run_store(run);
	struct statement *taken;

	if ((right->role.length > 0 &&
	    !right_check_role(right->role, error)) ||
	    !store_script(store, right_table, error) ||
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
	return right_settle(store, right, error) &&
	    right_audit(run, "revoke", right, error);
}

bool
right_list(struct store *store, struct sink *out, struct error *error)
{
	struct statement *rows;

	if (!store_prepare(&rows, store, "SELECT count(*) FROM "
	    "information_schema.tables WHERE table_schema = current_schema() "
	    "AND table_name = 'ops_right'", error))
		return false;
	if (!store_step(rows, error) || store_integer(rows, 0) == 0)
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
