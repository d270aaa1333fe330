#include "cli/program.h"

#include <signal.h>
#include <stdio.h>

#include "base/assert.h"
#include "base/memory.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/help.h"
#include "cli/pipeline.h"
#include "config.h"
#include "store/address.h"

enum { VERB_LIST_MAX = 300 };

/* The one place where a fault is printed: "program: place: message". */
static int
program_fail(const struct program *program, const struct error *error)
{
	char text[ERROR_TEXT_MAX];

	(void)fprintf(stderr, "%s: %s\n", program->name,
	    error_text(error, text, sizeof(text)));
	return (int)error->fault;
}

/*
 * How many of the arguments are the words of the verb ("rules check" is
 * two)?  0: it is another verb.
 */
static size_t
verb_matches(const struct verb *verb, char *const arguments[], size_t count)
{
	struct slice rest = slice_of(verb->name);
	size_t words = 0;

	while (!slice_is_empty(rest)) {
		if (words == count ||
		    !slice_is(slice_cut(&rest, ' '), arguments[words]))
			return 0;
		words++;
	}
	return words;
}

static const struct verb *
verb_find(const struct program *program, char *const arguments[],
    size_t count, size_t *words)
{
	const struct verb *found = NULL;

	*words = 0;
	if (program->verbs->name == NULL)
		return program->verbs;
	for (const struct verb *verb = program->verbs; verb->run != NULL;
	    verb++) {
		size_t matched = verb_matches(verb, arguments, count);

		if (matched > *words) {
			*words = matched;
			found = verb;
		}
	}
	return found;
}

static bool
verb_unknown(const struct program *program, const char *word,
    struct error *error)
{
	char list[VERB_LIST_MAX] = "";
	size_t length = 0;

	for (const struct verb *verb = program->verbs; verb->run != NULL &&
	    length < sizeof(list); verb++)
		length += (size_t)snprintf(list + length,
		    sizeof(list) - length, "%s%s", length > 0 ? ", " : "",
		    verb->name);
	if (word == NULL)
		return error_set(error, FAULT_USAGE,
		    "a verb is missing: %s", list);
	return error_set(error, FAULT_USAGE,
	    "\"%s\" is not a verb: %s", word, list);
}

/* --help, --version and --describe stand alone, before any verb. */
static bool
program_tells(struct output *out, const struct program *program,
    const char *argument)
{
	if (argument == NULL)
		return false;
	if (strcmp(argument, "--help") == 0)
		help_program(out, program);
	else if (strcmp(argument, "--version") == 0)
		output_write_format(out, "%s (opsutils) %s\n", program->name,
		    CONFIG_VERSION);
	else if (strcmp(argument, "--describe") == 0)
		help_describe(out, program);
	else
		return false;
	return true;
}

static const char *
cli_arguments(struct arena *arena, char *const arguments[], size_t count)
{
	struct text text = { 0 }, shown = { 0 };
	const char *joined;

	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			text_add_character(&text, ' ');
		text_add_string(&text, arguments[i]);
	}
	/* They are kept in the store, which has no business with passwords. */
	address_show(&shown, text_slice(&text));
	joined = arena_copy_string(arena, text_slice(&shown));
	text_release(&shown);
	text_release(&text);
	return joined;
}

/* Run the verb and close what it opened, in the order that loses nothing. */
static bool
cli_work(struct cli *cli, struct error *error)
{
	bool done = cli->verb->run(cli, error);
	struct error cut = { 0 };

	ENSURE(done == (error->fault == FAULT_NONE));
	done = done && input_settle(cli, error);
	if (!done && input_blame(&cut, cli, error)) {
		(void)program_fail(cli->program, error);
		*error = cut;
	}
	if (!done || !result_settle(cli, error))
		return false;
	pipeline_tell(cli);
	return true;
}

static int
cli_result(struct cli *cli, bool done, const struct error *error)
{
	if (!done)
		return program_fail(cli->program, error);
	if (cli->rejected > 0)
		cli_say(cli, "%llu records were rejected: %s",
		    (unsigned long long)cli->rejected,
		    cli_text(cli, "rejects"));
	return cli->answer_no || cli->rejected > 0 ?
	    FAULT_ANSWER : FAULT_NONE;
}

static void
cli_release(struct cli *cli)
{
	result_drop(cli);
	input_release(cli);
	store_close(cli->store);
	options_release(&cli->options);
	arena_release(&cli->arena);
}

static bool
cli_tell(struct cli *cli, struct error *error)
{
	struct output *out;

	if (!output_open(&out, NULL, error))
		return false;
	help_verb(out, cli->program, cli->verb);
	return output_close(out, error);
}

static int
cli_verb(const struct program *program, const struct verb *verb,
    char *const arguments[], size_t count)
{
	struct progress progress = { 0 };
	struct cli cli = { .program = program, .verb = verb,
		.progress = &progress, .written = -1 };
	struct error error = { 0 };
	bool done;
	int status;

	options_init(&cli.options, verb);
	cli.arguments = cli_arguments(&cli.arena, arguments, count);
	done = options_parse(&cli.options, verb, arguments, count, &error);
	if (done && cli_flag(&cli, "help"))
		done = cli_tell(&cli, &error);
	else
		done = done && instant_now(&cli.now, &error) &&
		    cli_work(&cli, &error);
	progress_end(&progress);
	status = cli_result(&cli, done, &error);
	cli_release(&cli);
	return status;
}

/* Answer --help and its like; *told says whether there was one. */
static int
program_tell(const struct program *program, const char *argument, bool *told)
{
	struct error error = { 0 };
	struct output *out;

	if (!output_open(&out, NULL, &error))
		return program_fail(program, &error);
	*told = program_tells(out, program, argument);
	if (!*told)
		output_abandon(out);
	else if (!output_close(out, &error))
		return program_fail(program, &error);
	return FAULT_NONE;
}

int
cli_main(const struct program *program, int argc, char **argv)
{
	char *const *arguments = argv + (argc > 0);
	size_t count = argc > 0 ? (size_t)argc - 1 : 0;
	const char *first = count > 0 ? arguments[0] : NULL;
	const struct verb *verb;
	struct error error = { 0 };
	size_t words;
	bool told = false;
	int status;

	/* A reader who has seen enough ends us without a word. */
	(void)signal(SIGPIPE, SIG_DFL);
	status = program_tell(program, first, &told);
	if (told || status != FAULT_NONE)
		return status;
	verb = verb_find(program, arguments, count, &words);
	if (verb == NULL) {
		(void)verb_unknown(program, first, &error);
		return program_fail(program, &error);
	}
	return cli_verb(program, verb, arguments + words, count - words);
}
