/*
 * ops-sample - a program of the tests, with registers of its own
 *
 * Its kinds of records are in tests/sample; they have a field of every type,
 * references, and a lifecycle.  As of every program with registers, all there
 * is to write is this table.
 */
#include "cli/registers.h"

static const struct verb verbs[] = {
	REGISTER_STATE_VERBS,
	{ NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL }
};

static const struct program program = {
	.name = "ops-sample",
	.purpose = "try what registers can do",
	.verbs = verbs
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
