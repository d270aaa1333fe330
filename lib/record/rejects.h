/*
 * rejects.h - wrong records, put aside with the reason
 *
 * A CSV file of the kind "reject": file, line, record, column, code, message
 * and the raw line, which can be mended and fed back.
 */
#ifndef RECORD_REJECTS_H
#define RECORD_REJECTS_H

#include "base/error.h"
#include "base/slice.h"

struct rejects;

/* max_percent 0 and max_count 0 mean without bound. */
struct rejects_bound {
	uint64_t max_count;
	unsigned max_percent;	/* of the records read, judged at the end */
};

/* The file is written beside path and renamed by rejects_close. */
bool rejects_open(struct rejects **out, const char *path,
    struct rejects_bound bound, struct error *error);

/*
 * Put the record aside and clear the error.  More than the bound allows is an
 * error of input.
 */
bool rejects_add(struct rejects *rejects, struct slice raw,
    struct error *error);

uint64_t rejects_count(const struct rejects *rejects);

/* Judge the bound against the records read, write and rename the file. */
bool rejects_close(struct rejects *rejects, uint64_t records_read,
    struct error *error);
void rejects_abandon(struct rejects *rejects);	/* NULL is allowed */

#endif
