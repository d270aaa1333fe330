/*
 * status_partition.h - where the months of a distributed store are
 */
#ifndef STORE_STATUS_PARTITION_H
#define STORE_STATUS_PARTITION_H

#include "record/sink.h"
#include "store/store.h"

/*
 * Records of kind "store_status": for each partition its server, and, for who
 * may read it, for each month in the rest the rows which wait there for a
 * partition.  Nothing of a store which is not cut.
 */
bool status_partition_put(struct store *store, struct sink *out,
    struct error *error);

#endif
