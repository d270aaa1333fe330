/*
 * xes_reader.h - event logs in XES (IEEE 1849-2016), one event a record
 *
 * The attributes of an event which are wanted are the columns of its record,
 * by their keys ("concept:name"); those of its trace have "case:" in front
 * ("case:concept:name").  An event which lacks one has an empty cell.
 * Attributes in attributes are not looked at, nor what stands in the log
 * besides its traces.
 */
#ifndef RECORD_XES_READER_H
#define RECORD_XES_READER_H

#include "record/record.h"

enum { XES_READER_COLUMNS_MAX = 128 };

struct xes_reader;

/* One file after the other; none, or "-", is standard input. */
bool xes_reader_open(struct xes_reader **out, const char *const paths[],
    size_t count, struct error *error);

/* The number of the column of this key, from now on; before the first event. */
bool xes_reader_want(size_t *out, struct xes_reader *reader,
    struct slice key, struct error *error);

struct slice xes_reader_name(const struct xes_reader *reader, size_t column);

/* False at the end (no fault) or at an error.  The columns are extras. */
bool xes_reader_next(struct xes_reader *reader, struct record *record,
    struct error *error);

uint64_t xes_reader_events(const struct xes_reader *reader);
void xes_reader_close(struct xes_reader *reader);	/* NULL is allowed */

#endif
