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
extern const struct option cli_register_list_options[];
extern const struct option cli_register_show_options[];

bool cli_register_load(struct cli *cli, struct error *error);
bool cli_register_list(struct cli *cli, struct error *error);
bool cli_register_show(struct cli *cli, struct error *error);
bool cli_register_history(struct cli *cli, struct error *error);

#define REGISTER_VERBS \
	{ "load", "KIND [FILE ...]", "keep records of a register", \
	    USES_INPUT | WRITES_STORE, cli_register_load_options, \
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

#endif
