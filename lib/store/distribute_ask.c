#include "store/distribute_ask.h"

enum { DISTRIBUTE_VERSION_MIN = 120000 };	/* of the server */

static bool
ask_count(int64_t *out, struct store *store, const char *sql,
    struct slice parameter, struct error *error)
{
	struct statement *statement;

	if (!store_prepare(&statement, store, sql, error))
		return false;
	if (parameter.text != NULL)
		store_bind_text(statement, 1, parameter);
	return store_get_integer(out, statement, error);
}

bool
distribute_ask_extension(bool *out, struct store *store, const char *name,
    struct error *error)
{
	int64_t count;

	if (!ask_count(&count, store, "SELECT count(*) FROM "
	    "pg_catalog.pg_extension WHERE extname = $1", slice_of(name),
	    error))
		return false;
	*out = count > 0;
	return true;
}

bool
distribute_ask_server(bool *own, bool *citus, struct store *store,
    struct error *error)
{
	int64_t version, cockroach;

	if (!ask_count(&cockroach, store, "SELECT CASE WHEN "
	    "version() LIKE '%CockroachDB%' THEN 1 ELSE 0 END",
	    slice_from(NULL, 0), error))
		return false;
	*own = cockroach != 0;
	if (*own)
		return true;
	if (!ask_count(&version, store, "SELECT CAST("
	    "current_setting('server_version_num') AS BIGINT)",
	    slice_from(NULL, 0), error) ||
	    !distribute_ask_extension(citus, store, "citus", error))
		return false;
	return version >= DISTRIBUTE_VERSION_MIN || error_set(error,
	    FAULT_STORE, "%s: PostgreSQL 12 or newer is needed to cut tables",
	    store_name(store));
}

bool
distribute_ask_partition(bool *out, struct store *store,
    const struct distribute_table *table, struct period period,
    struct error *error)
{
	char name[DISTRIBUTE_NAME_MAX];
	int64_t count;

	distribute_sql_partition(name, table, period);
	if (!ask_count(&count, store, "SELECT count(*) FROM "
	    "pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n "
	    "ON n.oid = c.relnamespace WHERE n.nspname = current_schema() "
	    "AND c.relname = $1", slice_of(name), error))
		return false;
	*out = count > 0;
	return true;
}

bool
distribute_ask_rest(bool *out, struct store *store,
    const struct distribute_table *table, struct period period,
    struct error *error)
{
	struct text sql = { 0 };
	char text[PERIOD_TEXT_MAX];
	int64_t count;
	bool done;

	(void)period_format(text, period);
	text_add_format(&sql, "SELECT count(*) FROM %s_rest WHERE %s = $1",
	    table->name, table->period);
	done = ask_count(&count, store, sql.bytes, slice_of(text), error);
	text_release(&sql);
	*out = done && count > 0;
	return done;
}
