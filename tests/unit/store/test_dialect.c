#include "store/dialect.h"

#include "tap.h"

static void
check(const char *sql, const char *wanted)
{
	struct text text = { 0 };

	dialect_sqlite(&text, slice_of(sql));
	tap_ok(slice_is(text_slice(&text), wanted), "%s", sql);
	text_release(&text);
}

static void
check_postgresql(const char *sql, const char *wanted)
{
	struct text text = { 0 };

	dialect_postgresql(&text, slice_of(sql));
	tap_ok(slice_is(text_slice(&text), wanted), "PostgreSQL: %s", sql);
	text_release(&text);
}

int
main(void)
{
	tap_begin();
	check("CREATE TABLE a (n BIGINT);", "CREATE TABLE a (n INTEGER) STRICT;");
	check("create table a (n bigint);", "create table a (n INTEGER) STRICT;");
	check("CREATE INDEX i ON a (n);", "CREATE INDEX i ON a (n);");
	check("ALTER TABLE a ADD n BIGINT;", "ALTER TABLE a ADD n INTEGER;");
	check("CREATE TABLE a (x TEXT); CREATE TABLE b (x TEXT);",
	    "CREATE TABLE a (x TEXT) STRICT; CREATE TABLE b (x TEXT) STRICT;");
	check("SELECT 'a BIGINT; CREATE TABLE';",
	    "SELECT 'a BIGINT; CREATE TABLE';");
	check("-- CREATE TABLE x; BIGINT",
	    "-- CREATE TABLE x; BIGINT");
	check("CREATE TABLE a (\"BIGINT\" TEXT DEFAULT 'it''s;');",
	    "CREATE TABLE a (\"BIGINT\" TEXT DEFAULT 'it''s;') STRICT;");
	check("CREATE TABLE a (big_BIGINT_x TEXT);",
	    "CREATE TABLE a (big_BIGINT_x TEXT) STRICT;");
	check("", "");
	check("SELECT 'cut", "SELECT 'cut");
	check_postgresql("CREATE TABLE a (n BIGINT, text TEXT NOT NULL);",
	    "CREATE TABLE a (n BIGINT, text TEXT COLLATE \"C\" NOT NULL);");
	check_postgresql("ALTER TABLE a ADD n TEXT; SELECT CAST(1 AS TEXT);",
	    "ALTER TABLE a ADD n TEXT COLLATE \"C\"; "
	    "SELECT CAST(1 AS TEXT);");
	check_postgresql("-- TEXT\nCREATE TABLE \"TEXT\" (a TEXT);",
	    "-- TEXT\nCREATE TABLE \"TEXT\" (a TEXT COLLATE \"C\");");
	return tap_end();
}
