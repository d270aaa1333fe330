#include "check.h"

static const struct option validate_options[] = {
	{ "pass", OPTION_FLAG, NULL,
	    "write the records which are right", false },
	{ "keys", OPTION_FLAG, NULL,
	    "no key may be there twice (keeps all keys in memory)", false },
	{ 0 }
};

static const struct option schema_options[] = {
	{ "to", OPTION_CHOICE, "csv|tsv|json|table|table-schema",
	    "format; table-schema is that of Frictionless", false },
	{ 0 }
};

static const struct verb verbs[] = {
	{ .name = "validate", .operands = "KIND [FILE ...]",
	    .purpose = "check every record against the schema of its kind",
	    .use = USES_INPUT | USES_OUTPUT, .options = validate_options,
	    .run = check_validate },
	{ .name = "schema", .operands = "[KIND]",
	    .purpose = "list the kinds of records, or the fields of one",
	    .use = USES_OUTPUT, .options = schema_options,
	    .writes = "kind, kind_field", .run = check_schema },
	{ .name = "profile", .operands = "[FILE ...]",
	    .purpose = "say what the values of each column are like",
	    .use = USES_INPUT | USES_OUTPUT, .writes = "profile",
	    .run = check_profile },
	{ 0 }
};

static const struct program program = {
	.name = "ops-check",
	.purpose = "check and describe streams of records",
	.verbs = verbs
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
