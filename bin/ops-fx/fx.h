/*
 * fx.h - what the verbs of ops-fx share
 */
#ifndef OPS_FX_FX_H
#define OPS_FX_FX_H

#include "base/arena.h"
#include "base/table.h"
#include "cli/program.h"
#include "domain/exchange.h"
#include "schema/exchange_rate.h"
#include "store/rate.h"

enum { FX_FILE_BYTES_MAX = 256 * 1024 * 1024 };

/*
 * Rates which were read, in the order of the input, and the exchanges which
 * they make, one a series.  Zeroed it is empty; fx_rates_release frees all.
 */
struct fx_rates {
	struct exchange_rate *rates;
	size_t count;
	size_t capacity;
	struct table texts;	/* kinds and sources, each kept once */
	struct table series;	/* kind to struct exchange */
};

/*
 * Read rates in any of the known forms: those of path, or, if it is NULL, of
 * the verb's input.  Unequal repeats are errors with file and line.
 */
bool fx_rates_read(struct fx_rates *out, struct cli *cli, const char *path,
    struct error *error);
void fx_rates_release(struct fx_rates *rates);

/* The last run of the day of --as-of, else every run. */
bool fx_last_run(int64_t *out, const struct cli *cli, struct store *store,
    struct error *error);

bool fx_load(struct cli *cli, struct error *error);
bool fx_list(struct cli *cli, struct error *error);
bool fx_convert(struct cli *cli, struct error *error);

#endif
