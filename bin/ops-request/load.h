/*
 * load.h - the workload of today, from the store
 */
#ifndef OPS_REQUEST_LOAD_H
#define OPS_REQUEST_LOAD_H

#include "cli/program.h"
#include "domain/service_book.h"
#include "domain/workload.h"

/* Members of teams and what they have; release it also after a failure. */
bool load_read(struct workload *out, const struct cli *cli,
    struct store *store, const struct service_book *book,
    struct error *error);

/* The weight of a request of the service. */
int64_t load_weight(const struct service_book *book, struct slice service);

#endif
