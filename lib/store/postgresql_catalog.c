#include "store/postgresql_connection.h"

/*
 * Partitions are no tables of their own, ops_store is the driver's, and
 * columns of such a name are of the place (store_place.h).
 */
const char postgresql_catalog[] =
    "SELECT c.relname, a.attname, CASE WHEN a.atttypid = 20 THEN 1 ELSE 0 "
    "END, COALESCE(array_position(CAST(i.indkey AS SMALLINT[]), a.attnum) "
    "- array_lower(CAST(i.indkey AS SMALLINT[]), 1) + 1, 0), "
    "CASE WHEN a.attnotnull THEN 1 ELSE 0 END "
    "FROM pg_catalog.pg_class AS c "
    "JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace "
    "JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid "
    "AND a.attnum > 0 AND NOT a.attisdropped "
    "AND a.attname NOT LIKE 'ops\\_%' "
    "LEFT JOIN pg_catalog.pg_index AS i ON i.indrelid = c.oid "
    "AND i.indisprimary WHERE n.nspname = current_schema() "
    "AND c.relkind IN ('r', 'p') AND NOT c.relispartition "
    "AND c.relname NOT LIKE 'ops\\_%' ORDER BY c.oid, a.attnum /*scan*/";

/* Indexes which a key or a rule made for itself are part of the table. */
const char postgresql_objects[] =
    "SELECT 'index' AS type, CAST(c.relname AS TEXT) COLLATE \"C\" AS name, "
    "CASE WHEN i.indisunique THEN 'unique ' ELSE '' END || t.relname || ' (' "
    "|| (SELECT string_agg(a.attname, ', ' ORDER BY k.place) "
    "FROM unnest(CAST(i.indkey AS SMALLINT[])) WITH ORDINALITY "
    "AS k (number, place) JOIN pg_catalog.pg_attribute AS a "
    "ON a.attrelid = i.indrelid AND a.attnum = k.number) || ')' "
    "FROM pg_catalog.pg_index AS i "
    "JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid "
    "JOIN pg_catalog.pg_class AS t ON t.oid = i.indrelid "
    "JOIN pg_catalog.pg_namespace AS n ON n.oid = t.relnamespace "
    "WHERE n.nspname = current_schema() AND t.relname NOT LIKE 'ops\\_%' "
    "AND NOT t.relispartition AND NOT EXISTS (SELECT 1 "
    "FROM pg_catalog.pg_constraint AS k WHERE k.conindid = i.indexrelid "
    "AND k.conrelid = i.indrelid) "
    "UNION ALL SELECT 'cut', CAST(p.relname AS TEXT), '' "
    "FROM pg_catalog.pg_class AS p "
    "JOIN pg_catalog.pg_namespace AS n ON n.oid = p.relnamespace "
    "WHERE n.nspname = current_schema() AND p.relkind = 'p' "
    "UNION ALL SELECT 'trigger', CAST(g.tgname AS TEXT), '' "
    "FROM pg_catalog.pg_trigger AS g "
    "JOIN pg_catalog.pg_class AS t ON t.oid = g.tgrelid "
    "JOIN pg_catalog.pg_namespace AS n ON n.oid = t.relnamespace "
    "WHERE n.nspname = current_schema() AND NOT g.tgisinternal "
    "AND NOT t.relispartition "
    "UNION ALL SELECT 'view', CAST(v.relname AS TEXT), '' "
    "FROM pg_catalog.pg_class AS v "
    "JOIN pg_catalog.pg_namespace AS n ON n.oid = v.relnamespace "
    "WHERE n.nspname = current_schema() AND v.relkind IN ('v', 'm') "
    "ORDER BY 1, 2 /*scan*/";
