/*
 * check.h - the verbs of ops-check
 */
#ifndef CHECK_H
#define CHECK_H

#include "cli/program.h"

bool check_validate(struct cli *cli, struct error *error);
bool check_schema(struct cli *cli, struct error *error);
bool check_profile(struct cli *cli, struct error *error);

/* The kind of the first operand; an unknown one is an error of usage. */
bool check_kind(const struct schema **out, struct cli *cli,
    struct error *error);

#endif
