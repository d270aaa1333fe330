/*
 * verify_register.h - which records of a register are not as they were written
 *
 * A seal tells that something of what a run recorded was altered, not what.
 * The audit has the image of every record, so for registers it can be named.
 */
#ifndef STORE_VERIFY_REGISTER_H
#define STORE_VERIFY_REGISTER_H

#include "record/schema.h"
#include "store/store.h"

/*
 * One call of say for each version which the run recorded and which is in
 * none of the run's audit records, as it was before or after.
 */
bool verify_register(struct store *store, const struct schema *schema,
    int64_t run, void (*say)(void *context, const char *line),
    void *context, struct error *error);

#endif
