/* A payee who comes twice is found, in any order and number. */
#include "domain/payroll_person.h"

#include "../tap.h"

static bool
add(struct payroll_person *persons, unsigned number)
{
	struct error error = { 0 };
	char text[16];

	(void)snprintf(text, sizeof(text), "E%08u", number);
	return payroll_person_add(persons, slice_of(text), &error);
}

static void
test_small(void)
{
	struct payroll_person persons = { 0 };

	tap_ok(add(&persons, 5) && add(&persons, 3) && add(&persons, 9),
	    "three payees out of order");
	tap_ok(!add(&persons, 9), "the last one again");
	tap_ok(!add(&persons, 3), "an earlier one again");
	tap_ok(add(&persons, 4), "one between");
	payroll_person_release(&persons);
}

static void
test_many(void)
{
	struct payroll_person persons = { 0 };
	bool taken = true;

	for (unsigned i = 1; i <= 2 * PAYROLL_PERSONS_MAX; i++)
		taken = taken && add(&persons, i);
	tap_ok(taken, "sorted payees are taken in any number");
	tap_ok(persons.capacity * sizeof(*persons.hashes) <= 16 << 20,
	    "in bounded memory, %zu slots", persons.capacity);
	tap_ok(!add(&persons, 7), "after so many they must be sorted");
	payroll_person_release(&persons);
}

int
main(void)
{
	tap_begin();
	test_small();
	test_many();
	return tap_end();
}
