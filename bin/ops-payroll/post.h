/*
 * post.h - the verb post
 */
#ifndef PAYROLL_POST_H
#define PAYROLL_POST_H

#include "cli/program.h"

extern const struct option post_options[];

bool post_run(struct cli *cli, struct error *error);

#endif
