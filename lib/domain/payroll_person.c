#include "domain/payroll_person.h"

#include "base/memory.h"

enum {
	/* The key of a mark of a form: this bit, the form, the number. */
	PAYROLL_PERSON_FORM_BIT = 63,
	PAYROLL_PERSON_FORM_SHIFT = 48
};

static bool
payroll_person_twice(struct slice person, struct error *error)
{
	(void)error_set_code(error, FAULT_INPUT, "primary-key",
	    "\"%.*s\" is in the stream twice", SLICE_PRINT(person));
	return error_in_field(error, "person", 0);
}

static bool
payroll_person_disorder(struct slice person, struct error *error)
{
	(void)error_set(error, FAULT_INPUT, "\"%.*s\" is out of order: so "
	    "many payees must be sorted by person, or one who is there "
	    "twice would not be found", SLICE_PRINT(person));
	return error_in_field(error, "person", 0);
}

static bool
payroll_person_answer(enum payroll_mark_found found, struct slice person,
    struct error *error)
{
	switch (found) {
	case PAYROLL_MARK_KNOWN:
		return payroll_person_twice(person, error);
	case PAYROLL_MARK_FULL:
		return payroll_person_disorder(person, error);
	case PAYROLL_MARK_NEW:
	default:
		return true;
	}
}

/* Cut the digits off the end of *letters: how many, and their number. */
static unsigned
payroll_person_digits(uint64_t *number, struct slice *letters)
{
	unsigned digits = 0;
	uint64_t unit = 1;

	*number = 0;
	while (letters->length > 0 && digits < PAYROLL_PERSON_DIGITS_MAX) {
		char digit = letters->text[letters->length - 1];

		if (digit < '0' || digit > '9')
			break;
		*number += unit * (uint64_t)(digit - '0');
		unit *= 10;
		letters->length--;
		digits++;
	}
	return digits;
}

/* The number of the form, or -1 when it has none or there are too many. */
static int64_t
payroll_person_form(uint64_t *number, struct payroll_person *persons,
    struct slice person)
{
	char key[PAYROLL_PERSON_LETTERS_MAX + 1];
	struct slice letters = person;
	unsigned digits = payroll_person_digits(number, &letters);
	struct slice form = { key, letters.length + 1 };
	bool added;

	if (digits == 0 || letters.length > PAYROLL_PERSON_LETTERS_MAX)
		return -1;
	key[0] = (char)digits;
	memcpy(key + 1, letters.text, letters.length);
	if (persons->keys.count == PAYROLL_PERSON_FORMS_MAX)
		return table_find(&persons->keys, form);
	return (int64_t)table_put(&persons->keys, form, &added);
}

static bool
payroll_person_in_runs(const struct payroll_person_form *form,
    uint64_t number)
{
	size_t low = 0, high = form->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (form->runs[middle].last < number)
			low = middle + 1;
		else
			high = middle;
	}
	return low < form->count && form->runs[low].first <= number;
}

/* Keep a number above all others of its form: false if no run takes it. */
static bool
payroll_person_ascend(struct payroll_person *persons,
    struct payroll_person_form *form, uint64_t number)
{
	form->begun = true;
	form->greatest = number;
	if (form->count > 0 && form->runs[form->count - 1].last == number - 1) {
		form->runs[form->count - 1].last = number;
		return true;
	}
	if (persons->run_count == PAYROLL_PERSON_RUNS_MAX)
		return false;
	persons->run_count++;
	form->runs = memory_grow(form->runs, &form->capacity, form->count,
	    sizeof(*form->runs));
	form->runs[form->count++] =
	    (struct payroll_person_run){ number, number };
	return true;
}

static bool
payroll_person_formed(struct payroll_person *persons, size_t at,
    uint64_t number, struct slice person, struct error *error)
{
	struct payroll_person_form *form = &persons->forms[at];
	bool ascends = !form->begun || number > form->greatest;
	enum payroll_mark_found found;

	if (ascends && payroll_person_ascend(persons, form, number))
		return true;
	if (!ascends && payroll_person_in_runs(form, number))
		return payroll_person_twice(person, error);
	found = payroll_mark_put(&persons->marks,
	    UINT64_C(1) << PAYROLL_PERSON_FORM_BIT |
	    (uint64_t)at << PAYROLL_PERSON_FORM_SHIFT |
	    number / PAYROLL_MARK_BITS, number % PAYROLL_MARK_BITS);
	return ascends || payroll_person_answer(found, person, error);
}

/* Is it above all others of no form? Then it is kept as the greatest. */
static bool
payroll_person_greatest(struct payroll_person *persons, struct slice person)
{
	if (person.length > sizeof(persons->last) || slice_compare(person,
	    slice_from(persons->last, persons->last_length)) <= 0)
		return false;
	memcpy(persons->last, person.text, person.length);
	persons->last_length = person.length;
	return true;
}

bool
payroll_person_add(struct payroll_person *persons, struct slice person,
    struct error *error)
{
	uint64_t number;
	int64_t form = payroll_person_form(&number, persons, person);
	uint64_t hash;
	bool ascends;
	enum payroll_mark_found found;

	if (form >= 0)
		return payroll_person_formed(persons, (size_t)form, number,
		    person, error);
	hash = table_hash(person);
	ascends = payroll_person_greatest(persons, person);
	found = payroll_mark_put(&persons->marks, hash >> 1 | (hash < 2),
	    hash & 1);
	return ascends || payroll_person_answer(found, person, error);
}

void
payroll_person_release(struct payroll_person *persons)
{
	for (size_t i = 0; i < PAYROLL_PERSON_FORMS_MAX; i++)
		memory_free(persons->forms[i].runs);
	table_release(&persons->keys);
	payroll_mark_release(&persons->marks);
	*persons = (struct payroll_person){ 0 };
}
