#include "base/arena.h"

#include <stddef.h>

#include "base/memory.h"

enum {
	ARENA_BLOCK_BYTES = 64 * 1024,
	ARENA_ALIGN = _Alignof(max_align_t)
};

struct arena_block {
	struct arena_block *next;
	size_t size;
	size_t used;
	_Alignas(max_align_t) char bytes[];
};

static void
arena_add_block(struct arena *arena, size_t size)
{
	struct arena_block *block;

	if (size < ARENA_BLOCK_BYTES)
		size = ARENA_BLOCK_BYTES;
	block = memory_resize(NULL, 1, sizeof(*block) + size);
	*block = (struct arena_block){ .next = arena->block, .size = size };
	arena->block = block;
	arena->total += size;
}

void *
arena_new(struct arena *arena, size_t size)
{
	size_t rounded = (size + ARENA_ALIGN - 1) / ARENA_ALIGN * ARENA_ALIGN;
	void *memory;

	if (arena->block == NULL ||
	    arena->block->size - arena->block->used < rounded)
		arena_add_block(arena, rounded);
	memory = arena->block->bytes + arena->block->used;
	arena->block->used += rounded;
	return memset(memory, 0, size);
}

struct slice
arena_copy(struct arena *arena, struct slice slice)
{
	return slice_from(arena_copy_string(arena, slice), slice.length);
}

char *
arena_copy_string(struct arena *arena, struct slice slice)
{
	char *copy = arena_new(arena, slice.length + 1);

	if (slice.length > 0)
		memcpy(copy, slice.text, slice.length);
	return copy;
}

void
arena_reset(struct arena *arena)
{
	struct arena_block *keep = arena->block;

	if (keep == NULL)
		return;
	arena->block = keep->next;
	arena_release(arena);
	keep->next = NULL;
	keep->used = 0;
	arena->block = keep;
	arena->total = keep->size;
}

void
arena_release(struct arena *arena)
{
	while (arena->block != NULL) {
		struct arena_block *next = arena->block->next;

		memory_free(arena->block);
		arena->block = next;
	}
	arena->total = 0;
}
