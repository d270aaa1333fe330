/*
 * copy.h - a whole store moved to another place, of the same kind or not
 *
 * Every row of every table goes over as the source had it at one moment, and
 * then the target is held to it: record by record, by what each database
 * counts and sums by itself, and by verify, which computes the chain of audit
 * and the seals again.  Only then the target exists: a file gets its name, a
 * database commits.
 */
#ifndef STORE_COPY_H
#define STORE_COPY_H

#include "store/verify.h"

struct copy_about {
	const char *to;			/* a file, or the URL of a database */
	bool replace;			/* a store which is there already */

	/* What is wrong with the rows, so that nothing was copied, or NULL. */
	void (*say)(void *context, const char *line);
	void *context;

	/* Done to the target before it exists; NULL: nothing. */
	bool (*record)(struct store *target, struct error *error);
};

struct copy_result {
	int64_t tables;
	int64_t rows;
	struct audit_chain end;		/* of the source's chain */
};

/* The source is open for reading; it must be of the programs' version. */
bool copy_store(struct copy_result *out, struct store *from,
    const struct copy_about *about, struct error *error);

#endif
