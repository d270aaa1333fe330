/*
 * verify_content.h - do the batches hold what their runs stored?
 *
 * The rules which everything posted fulfils, each as one query which finds
 * what breaks it: entries which balance, periods in the state of their last
 * audit record, versions of a register which do not overlap.
 */
#ifndef STORE_VERIFY_CONTENT_H
#define STORE_VERIFY_CONTENT_H

#include "store/store.h"

/* One call of say for each thing found. */
bool verify_content(struct store *store,
    void (*say)(void *context, const char *line), void *context,
    struct error *error);

#endif
