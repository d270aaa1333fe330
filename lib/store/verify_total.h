/*
 * verify_total.h - are the sums which balances are made of those of the lines?
 */
#ifndef STORE_VERIFY_TOTAL_H
#define STORE_VERIFY_TOTAL_H

#include "store/store.h"

/* One call of say for each run whose sums are others than its lines give. */
bool verify_total(struct store *store,
    void (*say)(void *context, const char *line), void *context,
    struct error *error);

#endif
