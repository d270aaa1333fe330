/*
 * source.h - which files were read, and the digest of each
 *
 * Files which a stream has read to their ends, in order.  A zeroed struct
 * sources is empty and ready.  Paths are the stream's and live as long as it.
 */
#ifndef RECORD_SOURCE_H
#define RECORD_SOURCE_H

#include "record/window.h"

struct source {
	const char *path;		/* "-" is standard input */
	uint64_t bytes;
	uint64_t records;
	uint8_t digest[32];		/* SHA-256 of the bytes */
};

struct sources {
	struct source *list;
	size_t count;
	size_t capacity;
	struct sha256_ctx digest;	/* of the file which is being read */
	uint64_t before;		/* bytes which the window read before */
};

/* What the window reads from now on is digested. */
void source_begin(struct sources *sources, struct window *window);

/* The file has ended. */
void source_end(struct sources *sources, struct window *window,
    const char *path, uint64_t records);
void source_release(struct sources *sources);

#endif
