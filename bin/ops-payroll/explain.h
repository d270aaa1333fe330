/*
 * explain.h - the verb explain: how the figures of a payee came about
 */
#ifndef OPS_PAYROLL_EXPLAIN_H
#define OPS_PAYROLL_EXPLAIN_H

#include "cli/program.h"

extern const struct option explain_options[];

bool explain_run(struct cli *cli, struct error *error);

#endif
