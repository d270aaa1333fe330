/*
 * status.h - what is in a store, in figures
 */
#ifndef STORE_STATUS_H
#define STORE_STATUS_H

#include "record/sink.h"
#include "store/store.h"

/*
 * Records of kind "store_status": file, version, runs, batches, audit records
 * and the hash of the last one, for each register the records in force on the
 * day, and the partitions (status_partition.h).
 */
bool status_put(struct store *store, struct date on, struct sink *out,
    struct error *error);

#endif
