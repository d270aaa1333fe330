/*
 * manifest.h - what one run was, read and did
 */
#ifndef STORE_MANIFEST_H
#define STORE_MANIFEST_H

#include "record/sink.h"
#include "store/store.h"

enum { MANIFEST_LISTED_MAX = 100 };

/*
 * Records of kind "manifest": the run itself, each file which it read with its
 * digest, how many records of which kind it changed and how, what it noted of
 * its batches, and the seals of the rows which it wrote.  Of more than
 * MANIFEST_LISTED_MAX notes of one kind there is only the count.  A run which
 * is not there is an error of the store.
 */
bool manifest_put_run(struct store *store, int64_t run, struct sink *out,
    struct error *error);

#endif
