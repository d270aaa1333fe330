/*
 * check.h - the verb check
 */
#ifndef PAYROLL_CHECK_H
#define PAYROLL_CHECK_H

#include "cli/program.h"

extern const struct option check_options[];

bool check_run(struct cli *cli, struct error *error);

#endif
