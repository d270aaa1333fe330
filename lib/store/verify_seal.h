/*
 * verify_seal.h - are the rows of every table those which the runs sealed?
 */
#ifndef STORE_VERIFY_SEAL_H
#define STORE_VERIFY_SEAL_H

#include "base/text.h"
#include "store/store.h"

/*
 * Read every row of every table which is sealed (sealed.h) and of every
 * register, make the seals again and hold them to those in the audit.  One
 * call of say for each table and run which differ.
 */
bool verify_seal(struct store *store,
    void (*say)(void *context, const char *line), void *context,
    struct error *error);

/* "pay_line of batch b1" or, of a run without a batch, "... of run 7". */
bool verify_seal_name(struct text *out, struct store *store,
    const char *kind, int64_t run, struct error *error);

#endif
