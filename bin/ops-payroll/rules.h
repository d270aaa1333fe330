/*
 * rules.h - the verb rules: is a rule pack right?
 */
#ifndef OPS_PAYROLL_RULES_H
#define OPS_PAYROLL_RULES_H

#include "cli/program.h"

extern const struct option rules_options[];

bool rules_run(struct cli *cli, struct error *error);

#endif
