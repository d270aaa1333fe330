/*
 * gap.h - numbers which are missing where numbers follow each other
 */
#ifndef STORE_GAP_H
#define STORE_GAP_H

#include "record/sink.h"
#include "store/store.h"

/*
 * Records of kind "gap".  Runs, audit records, journal entries and the
 * payments of a batch are numbered from 1.  Codes which end in digits, as
 * those of entries may, are numbered from the lowest code with the same
 * beginning.  Each table is read once.
 */
bool gap_list(struct store *store, struct sink *out, struct error *error);

#endif
