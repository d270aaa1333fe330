/*
 * migrate.h - bring a store to the version of the programs
 *
 * The version of a store is the number of the newest migration and a mark of
 * the registers' columns, which come from the schemas.  A program works only
 * on a store of its own version, so it compares one number at the start.
 */
#ifndef STORE_MIGRATE_H
#define STORE_MIGRATE_H

#include "store/store.h"

/* The version of these programs, and the migration in a version. */
int64_t migrate_version(void);
int migrate_number(int64_t version);

/* Is the version the programs' own? If not, say what to do. */
bool migrate_check(const char *name, int64_t version, struct error *error);

/*
 * Apply what the store lacks, all or nothing; *applied (may be NULL) counts
 * migrations.  A newer store is refused.
 */
bool migrate_apply(struct store *store, unsigned *applied,
    struct error *error);

#endif
