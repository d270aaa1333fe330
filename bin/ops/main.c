/*
 * ops - the front of the suite
 *
 * ops NAME VERB ... runs ops-NAME VERB ... from the folder ops itself lies
 * in; what is left is to list the programs and to show their help.
 */
#include <stdio.h>

#include "base/memory.h"
#include "cli/program.h"
#include "ops.h"
#include "pipe.h"
#include "split.h"

static bool
help(struct cli *cli, struct error *error)
{
	char *arguments[OPS_HELP_ARGUMENTS_MAX + 2];
	char option[] = "--help";
	size_t count = cli_operand_count(cli);

	if (count > OPS_HELP_ARGUMENTS_MAX)
		return error_set(error, FAULT_USAGE,
		    "help of a program and a verb, not of %zu words", count);
	for (size_t i = 1; i < count; i++)
		arguments[i] = memory_copy_string(cli_operand(cli, i));
	arguments[count] = option;
	arguments[count + 1] = NULL;
	(void)ops_become(cli_operand(cli, 0), arguments, error);
	for (size_t i = 1; i < count; i++)
		memory_free(arguments[i]);
	return false;
}

static const struct verb verbs[] = {
	{ .name = "list", .purpose = "list the programs of the suite",
	    .use = USES_OUTPUT, .writes = "tool", .run = ops_list },
	{ .name = "help", .operands = "NAME [VERB ...]",
	    .purpose = "show the help of a program or of its verb",
	    .run = help },
	{ .name = "pipe", .operands = "COMMAND ...",
	    .purpose = "run commands as a pipeline which is done or not done",
	    .run = pipe_run },
	{ .name = "split", .operands = "[FILE ...]",
	    .purpose = "cut a stream into parts, to be worked on at once",
	    .use = USES_INPUT | USES_OUTPUT, .options = split_options,
	    .reads = "any", .run = split_run },
	{ .name = "merge", .operands = "FILE ...",
	    .purpose = "put parts, or sums over parts, together",
	    .use = USES_PARTS | USES_OUTPUT, .options = merge_options,
	    .reads = "any", .run = merge_run },
	{ .run = NULL }
};

static const struct program program = {
	.name = "ops",
	.purpose = "run the programs of opsutils",
	.verbs = verbs
};

/* Is the first word ops' own?  Everything else names a program. */
static bool
is_own(const char *word)
{
	if (word[0] == '-')
		return true;
	for (const struct verb *verb = verbs; verb->run != NULL; verb++)
		if (strcmp(word, verb->name) == 0)
			return true;
	return false;
}

int
main(int argc, char **argv)
{
	struct error error = { 0 };

	if (argc < 2 || is_own(argv[1]))
		return cli_main(&program, argc, argv);
	(void)ops_become(argv[1], argv + 1, &error);
	(void)fprintf(stderr, "ops: %s\n", error.message);
	return (int)error.fault;
}
