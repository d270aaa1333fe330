/* A payee who comes twice is found, in any order and number. */
#include "domain/payroll_person.h"

#include <stdlib.h>

#include "base/memory.h"

#include "../tap.h"

enum { MANY = 4000000, SOME = 20000, FORM_TEXT_MAX = 40 };

static bool
add_text(struct payroll_person *persons, const char *text)
{
	struct error error = { 0 };

	return payroll_person_add(persons, slice_of(text), &error);
}

/* What comes before and after a number of at least so many digits. */
struct form {
	const char *before;
	int digits;
	const char *after;
};

static const struct form letter = { "E", 0, "" };
static const struct form padded = { "E", 8, "" };
static const struct form bare = { "", 0, "" };

static void
format(char text[FORM_TEXT_MAX], struct form form, uint64_t number)
{
	(void)snprintf(text, FORM_TEXT_MAX, "%s%0*llu%s", form.before,
	    form.digits, (unsigned long long)number, form.after);
}

static bool
add(struct payroll_person *persons, struct form form, uint64_t number)
{
	char text[FORM_TEXT_MAX];

	format(text, form, number);
	return add_text(persons, text);
}

static void
test_small(void)
{
	struct payroll_person persons = { 0 };

	tap_ok(add(&persons, letter, 5) && add(&persons, letter, 3) &&
	    add(&persons, letter, 9), "three payees out of order");
	tap_ok(!add(&persons, letter, 9), "the last one again");
	tap_ok(!add(&persons, letter, 3), "an earlier one again");
	tap_ok(add(&persons, letter, 4), "one between");
	tap_ok(add_text(&persons, "E03") && add_text(&persons, "F3") &&
	    add_text(&persons, "3") && add_text(&persons, "E3a"),
	    "zeros, letters before and after make another payee");
	tap_ok(!add_text(&persons, "E03") && !add_text(&persons, "F3") &&
	    !add_text(&persons, "3") && !add_text(&persons, "E3a"),
	    "and each of them is found again");
	payroll_person_release(&persons);
}

static void
test_long(void)
{
	static const char *const texts[] = {
		"123456789012345", "1234567890123456", "2234567890123456",
		"0000000000000000000000000000000000000012",
		"1000000000000000000000000000000000000012",
		"a-prefix-of-more-than-a-few-letters-12",
		"a number of no form which is much longer than what is kept "
		"as the greatest so far", "000000000000000", "0", "00", ""
	};
	size_t count = sizeof(texts) / sizeof(*texts);
	struct payroll_person persons = { 0 };
	bool taken = true, found = true;

	for (size_t i = 0; i < count; i++)
		taken = taken && add_text(&persons, texts[i]);
	for (size_t i = 0; i < count; i++)
		found = found && !add_text(&persons, texts[i]);
	tap_ok(taken, "numbers of any length are taken");
	tap_ok(found, "and found when they come twice");
	payroll_person_release(&persons);
}

/* Numbers at random, a quarter of them twice, against a list of all. */
static void
test_model(struct form form, uint64_t step)
{
	struct payroll_person persons = { 0 };
	bool *there = memory_new(SOME * sizeof(*there));
	uint32_t state = 12345;
	bool right = true;

	for (unsigned i = 0; i < SOME * 2; i++) {
		unsigned number;

		state = state * 1664525 + 1013904223;
		number = i % 3 == 0 ? i / 3 : (state >> 8) % SOME;
		right = right && add(&persons, form, number * step) !=
		    there[number];
		there[number] = true;
	}
	tap_ok(right, "as a list finds them: %s.%d%s by %llu", form.before,
	    form.digits, form.after, (unsigned long long)step);
	memory_free(there);
	payroll_person_release(&persons);
}

static void
test_sorted(void)
{
	struct payroll_person persons = { 0 };
	uint64_t before, after;
	bool taken = true;

	for (unsigned i = 1; i <= 10; i++)
		taken = taken && add(&persons, padded, i);
	before = memory_requests();
	for (unsigned i = 11; i <= MANY; i++)
		taken = taken && add(&persons, padded, i);
	after = memory_requests();
	tap_ok(taken, "numbered payees are taken in any count");
	tap_ok(before == after, "and need no memory");
	tap_ok(!add(&persons, padded, 1) &&
	    !add(&persons, padded, 1234567) &&
	    !add(&persons, padded, MANY), "one of them again is found");
	payroll_person_release(&persons);
}

static void
test_backwards(void)
{
	struct payroll_person persons = { 0 };
	bool taken = true;

	for (unsigned i = MANY; i > 0; i--)
		taken = taken && add(&persons, bare, i);
	tap_ok(taken, "so are they from the last to the first");
	tap_ok(!add(&persons, bare, 1) && !add(&persons, bare, 54321) &&
	    !add(&persons, bare, MANY), "and one of them again is found");
	payroll_person_release(&persons);
}

static size_t
bytes(const struct payroll_person *persons)
{
	size_t sum = persons->marks.capacity * sizeof(struct payroll_mark);

	for (size_t i = 0; i < PAYROLL_PERSON_FORMS_MAX; i++)
		sum += persons->forms[i].capacity *
		    sizeof(struct payroll_person_run);
	return sum;
}

static void
test_full(struct form form, uint64_t step)
{
	struct payroll_person persons = { 0 };
	struct error error = { 0 };
	char text[FORM_TEXT_MAX];
	bool taken = true;

	for (unsigned i = 1; i <= 2000000; i++)
		taken = taken && add(&persons, form, i * step);
	tap_ok(taken, "two million far apart are taken in order%s",
	    form.after);
	tap_ok(persons.marks.full && bytes(&persons) <= 17 << 20,
	    "in bounded memory, %zu bytes", bytes(&persons));
	tap_ok(!add(&persons, form, step), "the first again is found");
	tap_ok(!add(&persons, form, 2000000 * step), "and the last");
	tap_ok(add(&persons, form, 2000001 * step), "one above is taken");
	format(text, form, 7);
	tap_ok(!payroll_person_add(&persons, slice_of(text), &error) &&
	    strstr(error.message, "is out of order") != NULL,
	    "one between cannot be checked: %s", error.message);
	payroll_person_release(&persons);
}

int
main(void)
{
	tap_begin();
	test_small();
	test_long();
	test_model(padded, 1);
	test_model(letter, 1);
	test_model(bare, 100003);
	test_model((struct form){ "", 0, "x" }, 1);
	test_model((struct form){ "x", 0, "-1" }, 977);
	test_sorted();
	test_backwards();
	test_full((struct form){ "E", 15, "" }, 10007);
	test_full((struct form){ "", 14, "x" }, 10007);
	return tap_end();
}
