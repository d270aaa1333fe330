#include "store/status_partition.h"

#include "base/text.h"
#include "schema/store_status.h"
#include "store/address.h"
#include "store/distribute_sql.h"

static const char partitions[] = "SELECT 'partition ' || c.relname, "
    "COALESCE('server ' || s.srvname, 'the server of the store') "
    "FROM pg_catalog.pg_inherits AS i "
    "JOIN pg_catalog.pg_class AS c ON c.oid = i.inhrelid "
    "JOIN pg_catalog.pg_class AS p ON p.oid = i.inhparent "
    "JOIN pg_catalog.pg_namespace AS n ON n.oid = p.relnamespace "
    "LEFT JOIN pg_catalog.pg_foreign_table AS f ON f.ftrelid = c.oid "
    "LEFT JOIN pg_catalog.pg_foreign_server AS s ON s.oid = f.ftserver "
    "WHERE n.nspname = current_schema() AND p.relkind = 'p' "
    "ORDER BY p.relname, c.relname";

static const char may_read[] = "SELECT count(*) "
    "FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n "
    "ON n.oid = c.relnamespace WHERE n.nspname = current_schema() "
    "AND c.relname = $1 AND has_table_privilege(c.oid, 'SELECT')";

/* What the statement tells, name and value, and how many there were. */
static bool
partition_lines(uint64_t *count, struct statement *statement,
    struct sink *out, struct error *error)
{
	*count = 0;
	while (store_step(statement, error)) {
		struct store_status line = {
			.name = store_text(statement, 0),
			.value = store_text(statement, 1)
		};

		if (!store_status_put(out, &line, error))
			return false;
		++*count;
	}
	return error->fault == FAULT_NONE;
}

static bool
partition_may_read(bool *out, struct store *store, const char *name,
    struct error *error)
{
	struct statement *statement;
	int64_t count;

	if (!store_prepare(&statement, store, may_read, error))
		return false;
	store_bind_text(statement, 1, slice_of(name));
	if (!store_get_integer(&count, statement, error))
		return false;
	*out = count > 0;
	return true;
}

static bool
partition_rest(struct store *store, const struct distribute_table *table,
    struct sink *out, struct error *error)
{
	struct statement *statement;
	struct text name = { 0 }, sql = { 0 };
	uint64_t count;
	bool may;

	text_add_format(&name, "%s_rest", table->name);
	text_add_format(&sql, "SELECT 'rest of %s ' || %s, "
	    "CAST(count(*) AS TEXT) FROM %s GROUP BY %s ORDER BY %s /*scan*/",
	    table->name, table->period, name.bytes, table->period,
	    table->period);
	(void)(partition_may_read(&may, store, name.bytes, error) && may &&
	    store_prepare(&statement, store, sql.bytes, error) &&
	    partition_lines(&count, statement, out, error));
	text_release(&name);
	text_release(&sql);
	return error->fault == FAULT_NONE;
}

bool
status_partition_put(struct store *store, struct sink *out,
    struct error *error)
{
	struct statement *statement;
	uint64_t count;

	if (!address_is_server(store_name(store)))
		return true;
	if (!store_prepare(&statement, store, partitions, error) ||
	    !partition_lines(&count, statement, out, error))
		return false;
	for (size_t i = 0; i < distribute_table_count && count > 0; i++)
		if (!partition_rest(store, &distribute_tables[i], out, error))
			return false;
	return true;
}
