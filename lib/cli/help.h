/*
 * help.h - what the tables say, for people and for programs
 *
 * Text goes to an output, so that a full disk is noticed here too.
 */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "base/output.h"
#include "cli/program.h"

/* "ops-ledger post": the program and, if it has a name, the verb. */
void help_name(char *buffer, size_t size, const struct program *program,
    const struct verb *verb);

/* The verbs of the program; of a program without verbs, its options. */
void help_program(struct output *out, const struct program *program);
void help_verb(struct output *out, const struct program *program,
    const struct verb *verb);

/*
 * The whole table as TSV with a header: what (program, verb, option), verb,
 * name, type, argument, required, meaning.  Completions and the test which
 * compares the man page read it.
 */
void help_describe(struct output *out, const struct program *program);

#endif
