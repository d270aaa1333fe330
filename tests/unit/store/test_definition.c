#include "store/definition.h"

#include <stdlib.h>

#include "tap.h"

static bool
differ(const char *one, const char *other, const char *has,
    const char *should)
{
	struct text ours = { 0 }, theirs = { 0 };
	bool table = slice_starts_with(slice_of(one), slice_of("CREATE TABLE"));
	bool found = definition_differs(&ours, &theirs, table, slice_of(one),
	    slice_of(other));
	bool right;

	right = found == (has[0] != '\0' || should[0] != '\0') &&
	    slice_is(text_slice(&ours), has) &&
	    slice_is(text_slice(&theirs), should);
	if (!right)
		printf("# \"%.*s\" \"%.*s\"\n", SLICE_PRINT(text_slice(&ours)),
		    SLICE_PRINT(text_slice(&theirs)));
	text_release(&ours);
	text_release(&theirs);
	return right;
}

int
main(void)
{
	static const char table[] =
	    "CREATE TABLE t (a TEXT, b INTEGER CHECK (b IN (1, 2))) STRICT";

	tap_begin();
	tap_ok(differ(table, table, "", ""), "a text is as itself");
	tap_ok(differ(table, "CREATE  TABLE t (\n\"a\" TEXT, -- first, of two\n"
	    "\tb INTEGER CHECK (b IN ( 1, 2 ))\n)\nSTRICT", "", ""),
	    "blanks, comments and quotes do not count");
	tap_ok(differ(table, "CREATE TABLE t (b INTEGER CHECK (b IN (1, 2)), "
	    "a TEXT) STRICT", "", ""), "nor does the order of columns");
	tap_ok(differ(table, "CREATE TABLE t (a TEXT, b INTEGER CHECK "
	    "(b IN (2, 1))) STRICT", "b INTEGER CHECK (b IN (1, 2))",
	    "b INTEGER CHECK (b IN (2, 1))"), "but that within a column does");
	tap_ok(differ(table, "CREATE TABLE t (a TEXT) STRICT",
	    "b INTEGER CHECK (b IN (1, 2))", ""), "a column too many");
	tap_ok(differ("CREATE TABLE t (a TEXT)", "CREATE TABLE t (a TEXT) "
	    "STRICT", "", "STRICT"), "what stands behind counts");
	tap_ok(differ("CREATE TABLE t (a TEXT DEFAULT 'x,  y)')",
	    "CREATE TABLE t (a TEXT DEFAULT 'x, y)')",
	    "a TEXT DEFAULT 'x,  y)'", "a TEXT DEFAULT 'x, y)'"),
	    "a text within stays as it is");
	tap_ok(differ("CREATE INDEX i ON t (a,b)", "CREATE INDEX i ON t (b,a)",
	    "CREATE INDEX i ON t (a,b)", "CREATE INDEX i ON t (b,a)"),
	    "an index has its columns in their order");
	tap_ok(differ("", "", "", ""), "nothing is as nothing");
	tap_ok(differ("CREATE TABLE t (a", "CREATE TABLE t (a 'b", "a",
	    "a 'b"), "what has no end has one");
	return tap_end();
}
