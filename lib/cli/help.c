#include "cli/help.h"

#include <stdio.h>

#include "cli/option.h"

enum { HELP_COLUMN = 26, HELP_NAME_MAX = 80 };

void
help_name(char *buffer, size_t size, const struct program *program,
    const struct verb *verb)
{
	(void)snprintf(buffer, size, "%s%s%s", program->name,
	    verb->name != NULL ? " " : "",
	    verb->name != NULL ? verb->name : "");
}

/* "  term    meaning", the meaning on its own line behind a long term. */
static void
help_entry(struct output *out, const char *term, const char *meaning,
    const char *remark)
{
	if (strlen(term) + 2 < HELP_COLUMN)
		output_write_format(out, "  %-*s%s%s\n", HELP_COLUMN - 2,
		    term, meaning, remark);
	else
		output_write_format(out, "  %s\n%*s%s%s\n", term,
		    HELP_COLUMN, "", meaning, remark);
}

static void
help_option(struct output *out, const struct option *option)
{
	char term[HELP_NAME_MAX];
	const char *argument = option->argument;

	if (option->type == OPTION_FLAG)
		(void)snprintf(term, sizeof(term), "--%s", option->name);
	else if (argument[0] == '[')
		(void)snprintf(term, sizeof(term), "--%s[=%s", option->name,
		    argument + 1);
	else
		(void)snprintf(term, sizeof(term), "--%s %s", option->name,
		    argument);
	help_entry(out, term, option->meaning,
	    option->required ? " (required)" :
	    option->type == OPTION_LIST ? " (may be repeated)" : "");
}

static void
help_streams(struct output *out, const struct verb *verb)
{
	if (verb->reads != NULL)
		output_write_format(out, "reads: %s\n", verb->reads);
	if (verb->writes != NULL)
		output_write_format(out, "writes: %s\n", verb->writes);
	if (verb->use & WRITES_STORE)
		output_write_string(out, "changes the store\n");
	else if (verb->use & USES_STORE)
		output_write_string(out, "reads the store\n");
}

void
help_verb(struct output *out, const struct program *program,
    const struct verb *verb)
{
	const struct option *option = verb->options;
	char name[HELP_NAME_MAX];

	help_name(name, sizeof(name), program, verb);
	output_write_format(out, "%s - %s\n\nusage: %s [option ...]%s%s\n",
	    name, verb->purpose, name, verb->operands != NULL ? " " : "",
	    verb->operands != NULL ? verb->operands : "");
	help_streams(out, verb);
	output_write_string(out, "\n");
	for (; option != NULL && option->name != NULL; option++)
		help_option(out, option);
	for (size_t i = 0; options_common(verb, i) != NULL; i++)
		help_option(out, options_common(verb, i));
}

void
help_program(struct output *out, const struct program *program)
{
	const struct verb *verb = program->verbs;

	if (verb->name == NULL) {
		help_verb(out, program, verb);
		return;
	}
	output_write_format(out,
	    "%s - %s\n\nusage: %s VERB [option ...] [operand ...]\n\n",
	    program->name, program->purpose, program->name);
	for (; verb->run != NULL; verb++) {
		char term[HELP_NAME_MAX];

		(void)snprintf(term, sizeof(term), "%s%s%s", verb->name,
		    verb->operands != NULL ? " " : "",
		    verb->operands != NULL ? verb->operands : "");
		help_entry(out, term, verb->purpose, "");
	}
	output_write_format(out,
	    "\nOptions of a verb: %s VERB --help.  More: man %s.\n",
	    program->name, program->name);
}

static const char *
help_type(enum option_type type)
{
	switch (type) {
	case OPTION_FLAG: return "flag";
	case OPTION_TEXT: return "text";
	case OPTION_FILE: return "file";
	case OPTION_NUMBER: return "number";
	case OPTION_DATE: return "date";
	case OPTION_PERIOD: return "period";
	case OPTION_CURRENCY: return "currency";
	case OPTION_DECIMAL: return "decimal";
	case OPTION_CHOICE: return "choice";
	case OPTION_LIST: return "list";
	}
	return "";
}

static void
describe_option(struct output *out, const char *verb,
    const struct option *option)
{
	output_write_format(out, "option\t%s\t%s\t%s\t%s\t%s\t%s\n", verb,
	    option->name, help_type(option->type),
	    option->argument != NULL ? option->argument : "",
	    option->required ? "yes" : "no", option->meaning);
}

static const char *
describe_use(const struct verb *verb)
{
	return verb->use & WRITES_STORE ? "writes-store" :
	    verb->use & USES_STORE ? "reads-store" : "pure";
}

void
help_describe(struct output *out, const struct program *program)
{
	const struct verb *verb = program->verbs;

	output_write_string(out,
	    "what\tverb\tname\ttype\targument\trequired\tmeaning\n");
	output_write_format(out, "program\t\t%s\t\t\t\t%s\n", program->name,
	    program->purpose);
	for (; verb->run != NULL; verb++) {
		const char *name = verb->name != NULL ? verb->name : "";
		const struct option *option = verb->options;

		output_write_format(out, "verb\t%s\t%s\t%s\t%s\t\t%s\n", name,
		    name, describe_use(verb),
		    verb->operands != NULL ? verb->operands : "",
		    verb->purpose);
		for (; option != NULL && option->name != NULL; option++)
			describe_option(out, name, option);
		for (size_t i = 0; options_common(verb, i) != NULL; i++)
			describe_option(out, name, options_common(verb, i));
	}
}
