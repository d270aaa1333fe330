/*
 * digest.h - small pieces for the digest of a run, gathered
 *
 * The hash works on blocks: pieces of some bytes each go to run_digest
 * together.  What was added counts once the digest was flushed.
 */
#ifndef STORE_DIGEST_H
#define STORE_DIGEST_H

#include "store/run.h"

enum { DIGEST_BUFFER_BYTES = 1024 };

struct digest {
	struct run *run;
	size_t used;
	char bytes[DIGEST_BUFFER_BYTES];
};

void digest_begin(struct digest *digest, struct run *run);
void digest_add(struct digest *digest, struct slice piece);

/* Eight bytes, the lowest first. */
void digest_integer(struct digest *digest, int64_t value);
void digest_flush(struct digest *digest);

#endif
