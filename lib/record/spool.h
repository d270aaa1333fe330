/*
 * spool.h - records kept aside on disk until it is known what becomes of them
 *
 * A filter which must see everything before it lets anything through puts
 * its records into a spool: a temporary file without a name, in $TMPDIR or
 * /tmp, which is gone when the program ends, however it ends.  Memory does
 * not grow with the records.  First all records are added, then they are
 * given back, once, in the same order.
 */
#ifndef RECORD_SPOOL_H
#define RECORD_SPOOL_H

#include "record/record.h"

struct spool;

bool spool_open(struct spool **out, struct error *error);

bool spool_add(struct spool *spool, const struct record *record,
    struct error *error);

/*
 * The next record, with the schema, fields and extras with which it was
 * added; it lives until the next call.  False at the end or at an error.
 */
bool spool_next(struct spool *spool, struct record *record,
    struct error *error);

void spool_close(struct spool *spool);	/* NULL is allowed */

#endif
