#include "store/postgresql_connection.h"

/*
 * What the server cannot be trusted to refuse: indexes which were left half
 * made, and rules which were added without looking at the rows.
 */
static const char *const checks[] = {
	"SELECT 'index ' || c.relname || ' is not whole' "
	"FROM pg_catalog.pg_index AS i "
	"JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid "
	"JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace "
	"WHERE n.nspname = current_schema() AND NOT i.indisvalid "
	"ORDER BY c.relname",
	"SELECT 'rule ' || k.conname || ' was never checked' "
	"FROM pg_catalog.pg_constraint AS k "
	"JOIN pg_catalog.pg_namespace AS n ON n.oid = k.connamespace "
	"WHERE n.nspname = current_schema() AND NOT k.convalidated "
	"ORDER BY k.conname"
};

/*
 * A reference of one column, as a query for the rows which refer to nothing:
 * who may switch off triggers can leave such rows.
 */
static const char references[] =
    "SELECT format('SELECT %L || count(*) || %L FROM %I AS a WHERE a.%I IS "
    "NOT NULL AND NOT EXISTS (SELECT 1 FROM %I AS b WHERE b.%I = a.%I) "
    "HAVING count(*) > 0', t.relname || ': ', ' rows point to no row of ' "
    "|| r.relname, t.relname, c.attname, r.relname, d.attname, c.attname) "
    "FROM pg_catalog.pg_constraint AS k "
    "JOIN pg_catalog.pg_namespace AS n ON n.oid = k.connamespace "
    "JOIN pg_catalog.pg_class AS t ON t.oid = k.conrelid "
    "JOIN pg_catalog.pg_class AS r ON r.oid = k.confrelid "
    "JOIN pg_catalog.pg_attribute AS c ON c.attrelid = k.conrelid "
    "AND c.attnum = k.conkey[1] "
    "JOIN pg_catalog.pg_attribute AS d ON d.attrelid = k.confrelid "
    "AND d.attnum = k.confkey[1] "
    "WHERE k.contype = 'f' AND k.conparentid = 0 "
    "AND array_length(k.conkey, 1) = 1 "
    "AND n.nspname = current_schema() ORDER BY t.relname, k.conname";

static const struct postgresql_library *const pq = &postgresql_library;

static bool
check_by(struct connection *connection, const char *sql,
    void (*say)(void *context, const char *line), void *context,
    struct error *error)
{
	PGresult *result = postgresql_connection_execute(connection, sql,
	    error);

	if (result == NULL)
		return false;
	for (int i = 0; i < pq->PQntuples(result); i++)
		say(context, pq->PQgetvalue(result, i, 0));
	pq->PQclear(result);
	return true;
}

static bool
check_references(struct connection *connection,
    void (*say)(void *context, const char *line), void *context,
    struct error *error)
{
	PGresult *result = postgresql_connection_execute(connection,
	    references, error);

	if (result == NULL)
		return false;
	for (int i = 0; i < pq->PQntuples(result); i++)
		if (!check_by(connection, pq->PQgetvalue(result, i, 0), say,
		    context, error))
			break;
	pq->PQclear(result);
	return error->fault == FAULT_NONE;
}

bool
postgresql_check(void *opened,
    void (*say)(void *context, const char *line), void *context,
    struct error *error)
{
	for (size_t i = 0; i < sizeof(checks) / sizeof(*checks); i++)
		if (!check_by(opened, checks[i], say, context, error))
			return false;
	return check_references(opened, say, context, error);
}
