/*
 * registers.h - the verbs which every program with registers has
 *
 * A program whose kinds of records are registers (share/record.csv) puts
 * REGISTER_VERBS into its table of verbs and so has load, list, show and
 * history.  The kind is the first operand; the part of its name which repeats
 * the program's may be left out: "account" is pay_account in ops-pay.
 */
#ifndef CLI_REGISTERS_H
#define CLI_REGISTERS_H

#include "cli/program.h"

extern const struct option cli_register_load_options[];
extern const struct option cli_register_load_state_options[];
extern const struct option cli_register_list_options[];
extern const struct option cli_register_show_options[];
extern const struct option cli_register_step_options[];

bool cli_register_load(struct cli *cli, struct error *error);
bool cli_register_list(struct cli *cli, struct error *error);
bool cli_register_show(struct cli *cli, struct error *error);
bool cli_register_history(struct cli *cli, struct error *error);
bool cli_register_step(struct cli *cli, struct error *error);
bool cli_register_lifecycle(struct cli *cli, struct error *error);

#define REGISTER_VERBS_WITH(load_options) \
	{ "load", "KIND [FILE ...]", "keep records of a register", \
	    USES_INPUT | WRITES_STORE, load_options, \
	    "KIND", NULL, cli_register_load }, \
	{ "list", "KIND", "list the records of a register", \
	    USES_STORE | USES_OUTPUT, cli_register_list_options, \
	    NULL, "KIND", cli_register_list }, \
	{ "show", "KIND KEY ...", "show one record of a register", \
	    USES_STORE | USES_OUTPUT, cli_register_show_options, \
	    NULL, "KIND", cli_register_show }, \
	{ "history", "KIND KEY ...", "show every version of a record", \
	    USES_STORE | USES_OUTPUT, NULL, NULL, "history", \
	    cli_register_history }

#define REGISTER_VERBS REGISTER_VERBS_WITH(cli_register_load_options)

#define REGISTER_STATE_VERBS \
	REGISTER_VERBS_WITH(cli_register_load_state_options), \
	{ "step", "KIND EVENT [KEY ...]", \
	    "let an event happen to records, by key or from a stream", \
	    USES_INPUT | WRITES_STORE, cli_register_step_options, \
	    "KIND", NULL, cli_register_step }, \
	{ "lifecycle", "KIND", "list which event leads from which state to " \
	    "which", USES_OUTPUT, NULL, NULL, "lifecycle_row", \
	    cli_register_lifecycle }

/* For the files which have these verbs: what the operands say. */

/* The schema of the kind in the first operand, by its full or short name. */
bool registers_kind(const struct schema **out, const struct cli *cli,
    struct error *error);

/* The key in the operands from that number on. */
bool registers_keys(struct slice keys[SCHEMA_FIELDS_MAX],
    const struct cli *cli, const struct schema *schema, size_t first,
    struct error *error);

/* --duty, or empty. */
struct slice registers_duty(struct cli *cli);

#endif
