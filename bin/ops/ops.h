/*
 * ops.h - the parts of ops
 */
#ifndef OPS_H
#define OPS_H

#include "base/error.h"

struct cli;

enum { OPS_HELP_ARGUMENTS_MAX = 3 };	/* a program and a verb of two words */

/*
 * Become ops-NAME with the arguments, the first of which it sets.  Returns
 * only when that failed; the first argument is then without meaning.
 */
bool ops_become(const char *name, char *arguments[], struct error *error);

bool ops_list(struct cli *cli, struct error *error);

#endif
