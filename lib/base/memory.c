#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"

enum { MEMORY_FIRST_COUNT = 16 };

/* Of each thread its own: nobody counts across them. */
static _Thread_local uint64_t requests;

_Noreturn void
memory_exhausted(void)
{
	(void)fputs("out of memory\n", stderr);
	_Exit(FAULT_SYSTEM);
}

void *
memory_new(size_t size)
{
	void *memory = calloc(1, size > 0 ? size : 1);

	requests++;
	if (memory == NULL)
		memory_exhausted();
	return memory;
}

void *
memory_resize(void *memory, size_t count, size_t size)
{
	size_t bytes;

	requests++;
	if (__builtin_mul_overflow(count, size, &bytes))
		memory_exhausted();
	memory = realloc(memory, bytes > 0 ? bytes : 1);
	if (memory == NULL)
		memory_exhausted();
	return memory;
}

char *
memory_copy_string(const char *string)
{
	size_t size = strlen(string) + 1;

	return memcpy(memory_new(size), string, size);
}

void
memory_free(void *memory)
{
	free(memory);
}

uint64_t
memory_requests(void)
{
	return requests;
}

void *
memory_grow(void *array, size_t *capacity, size_t count, size_t size)
{
	if (count < *capacity)
		return array;
	*capacity = *capacity > 0 ? *capacity * 2 : MEMORY_FIRST_COUNT;
	return memory_resize(array, *capacity, size);
}
