/*
 * option.h - the command line, read by a table
 *
 * Options are long: --name VALUE or --name=VALUE, before, between or after
 * the operands; "--" ends them.  Names are not abbreviated, because a script
 * would break when an option is added.  Every value is checked against its
 * type before the verb runs.
 */
#ifndef CLI_OPTION_H
#define CLI_OPTION_H

#include "cli/program.h"
#include "value/currency.h"
#include "value/date.h"
#include "value/decimal.h"
#include "value/period.h"

enum { OPTIONS_MAX = 64 };	/* of one verb, the common ones included */

struct option_value {
	const struct option *option;
	bool given;
	const char *text;		/* NULL: given without an argument */
	union {
		uint64_t number;
		struct date date;
		struct period period;
		struct currency currency;
		struct decimal decimal;
	} as;
	const char **list;		/* of OPTION_LIST */
	size_t count;
	size_t capacity;
};

struct options {
	struct option_value values[OPTIONS_MAX];
	size_t count;
	const char **operands;
	size_t operand_count;
	size_t operand_capacity;
};

/* The options of the verb and those common to its kind. */
void options_init(struct options *options, const struct verb *verb);

/* Read the arguments after the verb. */
bool options_parse(struct options *options, const struct verb *verb,
    char *const arguments[], size_t count, struct error *error);

/* NULL if the verb has none of that name. */
struct option_value *options_find(struct options *options,
    struct slice name);
void options_release(struct options *options);

/*
 * The common option of the number, from 0, which a verb of this use has and
 * does not define itself; NULL after the last.
 */
const struct option *options_common(const struct verb *verb, size_t number);

#endif
