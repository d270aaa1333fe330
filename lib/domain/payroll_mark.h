/*
 * payroll_mark.h - a set of numbers, bit by bit
 *
 * A number is a key and one of 64 bits below it, so that neighbours share a
 * mark: three million numbers which lie close together are fifty thousand
 * marks.  A zeroed struct payroll_marks is empty and ready.  It never takes
 * more than PAYROLL_MARKS_MAX slots of 16 bytes, and half as much again while
 * it grows; once it would need more it is full, for good.
 */
#ifndef DOMAIN_PAYROLL_MARK_H
#define DOMAIN_PAYROLL_MARK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	PAYROLL_MARK_BITS = 64,
	PAYROLL_MARKS_MAX = 1 << 20	/* slots; seven of eight are used */
};

struct payroll_mark {
	uint64_t key;			/* 0 is free */
	uint64_t bits;
};

struct payroll_marks {
	struct payroll_mark *marks;	/* open addressing */
	size_t capacity;
	size_t count;
	bool full;
};

enum payroll_mark_found {
	PAYROLL_MARK_NEW,		/* was not there, and is now */
	PAYROLL_MARK_KNOWN,
	PAYROLL_MARK_FULL		/* nobody can tell any more */
};

/* key is not 0, bit is below PAYROLL_MARK_BITS. */
enum payroll_mark_found payroll_mark_put(struct payroll_marks *marks,
    uint64_t key, unsigned bit);

void payroll_mark_release(struct payroll_marks *marks);

#endif
