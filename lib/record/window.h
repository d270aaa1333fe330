/*
 * window.h - the bytes of one file, a window at a time
 *
 * The window [start, end) of the buffer holds what was read and not yet
 * taken.  The byte at end is always a line feed and WINDOW_PADDING bytes after
 * it may be read, so that a scanner needs no test for the end of the buffer.
 * window_more moves the window: addresses into it are then void.
 */
#ifndef RECORD_WINDOW_H
#define RECORD_WINDOW_H

#include <nettle/sha2.h>

#include "base/error.h"

enum {
	WINDOW_FIRST_BYTES = 256 * 1024,
	WINDOW_PADDING = 64
};

struct window {
	int fd;
	const char *origin;	/* as it was given; "-" is standard input */
	char *buffer;
	size_t capacity;
	size_t start;
	size_t end;
	bool ended;		/* nothing comes after end */
	uint64_t bytes;		/* read so far, of all files */
	struct sha256_ctx *digest;	/* of what is read, or NULL */
};

/* The buffer is kept from one file to the next. */
bool window_open(struct window *window, const char *path, struct error *error);

/*
 * Read on until the window has at least doubled or the file has ended.  The
 * caller bounds the window.
 */
bool window_more(struct window *window, struct error *error);

/* Read on until the window holds so many bytes or the file has ended. */
bool window_fill(struct window *window, size_t bytes, struct error *error);

/*
 * Give the first bytes of the window to another, which has no file, and whose
 * buffer takes the rest in exchange: most bytes stay where they are.
 */
void window_give(struct window *window, struct window *to, size_t bytes);

/*
 * Put what was given back in front of what is left, in the order in which it
 * was given.
 */
void window_take_back(struct window *window,
    const struct window *const given[], size_t count);

/*
 * At the start of a file: pass over the byte order mark, with enough read to
 * recognise the rest by; and say why the file cannot be read, if its first
 * bytes tell.
 */
bool window_skip_mark(struct window *window, struct error *error);
bool window_check_encoding(const struct window *window, struct error *error);

void window_close(struct window *window);		/* the file */
void window_release(struct window *window);	/* file and buffer */

#endif
