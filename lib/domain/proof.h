/*
 * proof.h - that a record is in a log, or a log the beginning of another
 *
 * The text of a proof needs no store to be checked.  It has a line which says
 * what it proves, the record and its index (from 0) if it is about one, the
 * hashes of the path, and behind an empty line the anchor, or the earlier and
 * the later anchor, with their signatures if they have any:
 *
 *	opsutils proof of inclusion
 *	record {"number":18,...}
 *	index 17
 *	path BASE64
 *	...
 *
 *	ORIGIN
 *	SIZE
 *	ROOT
 *
 * Slices of a proof point into the text which it was read from.
 */
#ifndef DOMAIN_PROOF_H
#define DOMAIN_PROOF_H

#include "domain/anchor.h"

enum { PROOF_BYTES_MAX = 16 * 1024 * 1024 };

struct proof {
	bool inclusion;			/* else consistency */
	struct slice record;		/* of an inclusion: the leaf */
	uint64_t index;
	struct anchor before;		/* of a consistency */
	struct anchor anchor;		/* what holds it, or the later one */
	struct merkle_path path;
};

bool proof_parse(struct proof *out, struct slice text, struct error *error);

/*
 * The text without its anchors: who writes it adds them, each behind an empty
 * line.
 */
void proof_add(struct text *out, const struct proof *proof);

/*
 * Does it prove what it says?  NULL, or why not.  This is of the hashes alone:
 * whether the anchor is one to trust is for its signature to tell.
 */
const char *proof_fault(const struct proof *proof);

#endif
