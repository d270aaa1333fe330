#include "domain/payroll_person.h"

#include "base/memory.h"
#include "base/table.h"

enum { PAYROLL_PERSONS_FIRST = 1024 };

static bool
payroll_person_insert(uint64_t *hashes, size_t capacity, uint64_t hash)
{
	size_t at = hash & (capacity - 1);

	while (hashes[at] != 0 && hashes[at] != hash)
		at = (at + 1) & (capacity - 1);
	if (hashes[at] == hash)
		return false;
	hashes[at] = hash;
	return true;
}

static void
payroll_person_widen(struct payroll_person *persons)
{
	size_t capacity = persons->capacity > 0 ? persons->capacity * 2 :
	    PAYROLL_PERSONS_FIRST;
	uint64_t *hashes = memory_new(capacity * sizeof(*hashes));

	for (size_t i = 0; i < persons->capacity; i++)
		if (persons->hashes[i] != 0)
			(void)payroll_person_insert(hashes, capacity,
			    persons->hashes[i]);
	memory_free(persons->hashes);
	persons->hashes = hashes;
	persons->capacity = capacity;
}

static bool
payroll_person_twice(struct slice person, struct error *error)
{
	(void)error_set_code(error, FAULT_INPUT, "primary-key",
	    "\"%.*s\" is in the stream twice", SLICE_PRINT(person));
	return error_in_field(error, "person", 0);
}

bool
payroll_person_add(struct payroll_person *persons, struct slice person,
    struct error *error)
{
	uint64_t hash = table_hash(person) | 1;
	int order = slice_compare(person, slice_from(persons->last,
	    persons->last_length));

	if (order == 0)
		return payroll_person_twice(person, error);
	if (order < 0 && persons->count >= PAYROLL_PERSONS_MAX) {
		(void)error_set(error, FAULT_INPUT, "\"%.*s\" is out of "
		    "order: a stream of more than %d payees must be sorted "
		    "by person", SLICE_PRINT(person), PAYROLL_PERSONS_MAX);
		return error_in_field(error, "person", 0);
	}
	if (persons->count < PAYROLL_PERSONS_MAX) {
		if (persons->count * 2 >= persons->capacity)
			payroll_person_widen(persons);
		if (!payroll_person_insert(persons->hashes, persons->capacity,
		    hash) && order < 0)
			return payroll_person_twice(person, error);
		persons->count++;
	}
	if (order > 0 && person.length <= sizeof(persons->last)) {
		memcpy(persons->last, person.text, person.length);
		persons->last_length = person.length;
	}
	return true;
}

void
payroll_person_release(struct payroll_person *persons)
{
	memory_free(persons->hashes);
	*persons = (struct payroll_person){ 0 };
}
