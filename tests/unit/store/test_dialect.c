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
	return tap_end();
}
