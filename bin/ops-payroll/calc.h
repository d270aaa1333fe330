/*
 * calc.h - the verb calc: payees to lines of pay
 */
#ifndef OPS_PAYROLL_CALC_H
#define OPS_PAYROLL_CALC_H

#include "cli/program.h"
#include "domain/payroll.h"

extern const struct option calc_options[];

bool calc_run(struct cli *cli, struct error *error);

/* What calc and explain have in common: the rules and the rates. */
struct calc {
	struct rules *rules;
	struct exchange *exchange;
	struct payroll *payroll;
};

bool calc_open(struct calc *calc, struct cli *cli, struct error *error);
void calc_close(struct calc *calc);

/* Warn of columns which payees do not have. */
void calc_warn(struct cli *cli, const struct stream *in);

/* The folder of --rules: a path, or the name of a pack in share/rules. */
const char *calc_pack(struct cli *cli, const char *name,
    struct error *error);

#endif
