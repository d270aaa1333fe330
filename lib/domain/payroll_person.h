/*
 * payroll_person.h - is a payee twice in a stream?
 *
 * Whoever comes in ascending order of person needs no memory: only the last
 * one is kept.  Out of order, the 64-bit hashes of up to
 * PAYROLL_PERSONS_MAX persons are compared; after that many the stream must
 * be sorted, so that memory is bounded for any number of payees.  (Two of half
 * a million different persons have the same hash once in 10^8 streams.)
 */
#ifndef DOMAIN_PAYROLL_PERSON_H
#define DOMAIN_PAYROLL_PERSON_H

#include "base/error.h"
#include "base/slice.h"

enum {
	PAYROLL_PERSONS_MAX = 500000,
	PAYROLL_PERSON_MAX = 64		/* bytes of a number */
};

struct payroll_person {
	uint64_t *hashes;		/* open addressing; 0 is free */
	size_t capacity;
	size_t count;
	size_t last_length;
	char last[PAYROLL_PERSON_MAX];	/* the greatest so far */
};

/* A zeroed struct is ready. A person for the second time is an error. */
bool payroll_person_add(struct payroll_person *persons, struct slice person,
    struct error *error);
void payroll_person_release(struct payroll_person *persons);

#endif
