/*
 * payroll_person.h - is a payee twice in a stream?
 *
 * Most numbers of persons end in digits, and most streams are in their order.
 * So a number is read as its letters, how many digits, and the digits; those
 * of one form which ascend are kept as runs from first to last, and any
 * count of successors is one run.  What is out of order, and numbers of no
 * form, are marks: exact ones for numbers of a form, 64-bit hashes for the
 * others (of a million different ones two have the same hash once in 10^7
 * streams, and are then refused).
 *
 * Memory is bounded by PAYROLL_PERSON_RUNS_MAX runs of 16 bytes and the bound
 * of payroll_mark.h, together 17 MiB.  That is 900,000 payees in any order,
 * and several times as many whose numbers lie close together.  Beyond that,
 * a payee is taken only in ascending order, where nobody can be twice; one
 * out of order is an error, since it could not be checked.
 */
#ifndef DOMAIN_PAYROLL_PERSON_H
#define DOMAIN_PAYROLL_PERSON_H

#include "base/error.h"
#include "base/table.h"
#include "domain/payroll_mark.h"

enum {
	PAYROLL_PERSON_MAX = 64,	/* bytes of a number, to be ordered */
	PAYROLL_PERSON_LETTERS_MAX = 16,	/* of a form */
	PAYROLL_PERSON_DIGITS_MAX = 15,
	PAYROLL_PERSON_FORMS_MAX = 128,
	PAYROLL_PERSON_RUNS_MAX = 65536	/* of all forms together */
};

struct payroll_person_run {
	uint64_t first;
	uint64_t last;
};

/* Numbers with the same letters before as many digits. */
struct payroll_person_form {
	struct payroll_person_run *runs;	/* ascending */
	size_t count;
	size_t capacity;
	uint64_t greatest;
	bool begun;
};

struct payroll_person {
	struct table keys;		/* of forms: digits and letters */
	struct payroll_person_form forms[PAYROLL_PERSON_FORMS_MAX];
	size_t run_count;
	struct payroll_marks marks;
	size_t last_length;
	char last[PAYROLL_PERSON_MAX];	/* the greatest of no form */
};

/* A zeroed struct is ready. A person for the second time is an error. */
bool payroll_person_add(struct payroll_person *persons, struct slice person,
    struct error *error);
void payroll_person_release(struct payroll_person *persons);

#endif
