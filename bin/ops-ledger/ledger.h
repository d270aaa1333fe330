/*
 * ledger.h - the verbs of ops-ledger
 */
#ifndef OPS_LEDGER_LEDGER_H
#define OPS_LEDGER_LEDGER_H

#include "cli/program.h"
#include "store/journal.h"

bool ledger_post(struct cli *cli, struct error *error);
bool ledger_reverse(struct cli *cli, struct error *error);
bool ledger_balance(struct cli *cli, struct error *error);
bool ledger_register(struct cli *cli, struct error *error);
bool ledger_period_open(struct cli *cli, struct error *error);
bool ledger_period_close(struct cli *cli, struct error *error);
bool ledger_period_lock(struct cli *cli, struct error *error);
bool ledger_period_list(struct cli *cli, struct error *error);
bool ledger_export(struct cli *cli, struct error *error);

/* The days of --period and --as-of, which exclude each other. */
bool ledger_span(struct journal_span *out, const struct cli *cli,
    struct error *error);

/* The last day of the span, or today. */
struct date ledger_names_on(const struct cli *cli, struct journal_span span);

/* The rates of --rates or of the store; *out is the caller's to free. */
bool ledger_rates(struct exchange **out, struct cli *cli,
    struct error *error);

#endif
