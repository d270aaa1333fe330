/*
 * arena.h - many small things with one lifetime
 *
 * An arena gives memory which is released all at once: one arena for the
 * program, one for a run.  A zeroed struct arena is empty and ready.  What it
 * gives is aligned for any type and stays where it is until arena_reset or
 * arena_release.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/slice.h"

struct arena_block;

struct arena {
	struct arena_block *block;
	size_t total;		/* bytes of all blocks */
};

/* size bytes, all zero. */
void *arena_new(struct arena *arena, size_t size);

/* A copy of the bytes, with a terminating zero byte after them. */
struct slice arena_copy(struct arena *arena, struct slice slice);
char *arena_copy_string(struct arena *arena, struct slice slice);

/* Give back everything but one block, for the next use. */
void arena_reset(struct arena *arena);
void arena_release(struct arena *arena);

#endif
