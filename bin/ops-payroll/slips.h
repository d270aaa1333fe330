/*
 * slips.h - the verb slips
 */
#ifndef PAYROLL_SLIPS_H
#define PAYROLL_SLIPS_H

#include "cli/program.h"

extern const struct option slips_options[];

bool slips_run(struct cli *cli, struct error *error);

#endif
