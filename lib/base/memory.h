/*
 * memory.h - memory which is there or the program is not
 *
 * These functions never give NULL: a program which runs out of memory says so
 * and ends with status 5 (nothing was committed, so nothing is left behind).
 * Each call is counted, so that a test can show that records flow without
 * allocation.
 */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stddef.h>
#include <stdint.h>

/* size bytes, all zero. */
void *memory_new(size_t size) __attribute__((malloc, warn_unused_result));

/* Resize to count elements of size bytes each; the product is checked. */
void *memory_resize(void *memory, size_t count, size_t size)
    __attribute__((warn_unused_result));

/* A copy of a terminated string. */
char *memory_copy_string(const char *string)
    __attribute__((malloc, warn_unused_result));

void memory_free(void *memory);

/* A library says that it got no memory: end as these functions do. */
_Noreturn void memory_exhausted(void);

/* How many times this thread asked for memory. */
uint64_t memory_requests(void);

/*
 * Make room for one more element in an array which doubles: gives the array,
 * with *capacity raised when count has reached it.
 */
void *memory_grow(void *array, size_t *capacity, size_t count, size_t size)
    __attribute__((warn_unused_result));

#endif
