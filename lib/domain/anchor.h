/*
 * anchor.h - what is kept outside of a store to hold it to
 *
 * An anchor says what the log of a store was once: its origin, how many
 * records it had, and the root of the Merkle tree over them.  Its text has
 * the lines of a checkpoint as transparency logs write it (C2SP
 * tlog-checkpoint): origin, size in decimal, root in base64, perhaps more
 * lines which are passed over.  A signature of these lines by ssh-keygen -Y
 * may follow behind an empty line.
 *
 * Slices of an anchor point into the text which it was read from.  Nothing
 * here allocates but what it adds to a text.
 */
#ifndef DOMAIN_ANCHOR_H
#define DOMAIN_ANCHOR_H

#include "base/error.h"
#include "base/text.h"
#include "domain/merkle.h"

/* What a signature is for, in the terms of ssh-keygen. */
#define ANCHOR_NAMESPACE "opsutils-anchor"

enum {
	ANCHOR_BYTES_MAX = 64 * 1024,	/* of a file with an anchor */
	ANCHOR_HASH_TEXT_MAX = 45	/* base64 of a hash, terminated */
};

struct anchor {
	struct slice origin;
	uint64_t size;
	struct merkle_hash root;
	struct slice body;		/* what is signed */
	struct slice signature;		/* or empty */
};

/* Cut the first anchor off *rest, with the signature and empty line after. */
bool anchor_next(struct anchor *out, struct slice *rest,
    struct error *error);

/* The only anchor of a text; more text is a fault of input. */
bool anchor_parse(struct anchor *out, struct slice text,
    struct error *error);

/* The lines which are to be signed. */
void anchor_add(struct text *out, struct slice origin, uint64_t size,
    const struct merkle_hash *root);

/* Do they say the same of the same log? */
bool anchor_equal(const struct anchor *one, const struct anchor *other);

/* A hash in base64, which is read only as it is written here. */
void anchor_hash_format(char buffer[ANCHOR_HASH_TEXT_MAX],
    const struct merkle_hash *hash);
bool anchor_hash_parse(struct merkle_hash *out, struct slice text,
    struct error *error);

/* A size or an index: decimal digits, no zeros before them. */
bool anchor_number_parse(uint64_t *out, struct slice text,
    struct error *error);

#endif
