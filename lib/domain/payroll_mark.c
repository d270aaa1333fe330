#include "domain/payroll_mark.h"

#include "base/assert.h"
#include "base/memory.h"

enum { PAYROLL_MARKS_FIRST = 1024 };

/* The mark of the key, or the free one where it would be. */
static struct payroll_mark *
payroll_mark_slot(struct payroll_mark *marks, size_t capacity, uint64_t key)
{
	uint64_t hash = key * UINT64_C(0x9e3779b97f4a7c15);
	size_t at = (hash ^ hash >> 32) & (capacity - 1);

	while (marks[at].key != 0 && marks[at].key != key)
		at = (at + 1) & (capacity - 1);
	return &marks[at];
}

static void
payroll_mark_widen(struct payroll_marks *marks)
{
	size_t capacity = marks->capacity > 0 ? marks->capacity * 2 :
	    PAYROLL_MARKS_FIRST;
	struct payroll_mark *wider = memory_new(capacity * sizeof(*wider));

	for (size_t i = 0; i < marks->capacity; i++)
		if (marks->marks[i].key != 0)
			*payroll_mark_slot(wider, capacity,
			    marks->marks[i].key) = marks->marks[i];
	memory_free(marks->marks);
	marks->marks = wider;
	marks->capacity = capacity;
}

/* Room for one more? */
static bool
payroll_mark_room(struct payroll_marks *marks)
{
	if (marks->count < marks->capacity - marks->capacity / 8)
		return true;
	if (marks->capacity == PAYROLL_MARKS_MAX) {
		marks->full = true;
		return false;
	}
	payroll_mark_widen(marks);
	return true;
}

enum payroll_mark_found
payroll_mark_put(struct payroll_marks *marks, uint64_t key, unsigned bit)
{
	bool room = payroll_mark_room(marks);
	struct payroll_mark *mark = payroll_mark_slot(marks->marks,
	    marks->capacity, key);
	uint64_t mask = UINT64_C(1) << bit;

	ENSURE(key != 0 && bit < PAYROLL_MARK_BITS);
	if (mark->key == key && (mark->bits & mask) != 0)
		return PAYROLL_MARK_KNOWN;
	if (mark->key == key || room) {
		marks->count += mark->key == 0;
		mark->key = key;
		mark->bits |= mask;
	}
	return marks->full ? PAYROLL_MARK_FULL : PAYROLL_MARK_NEW;
}

void
payroll_mark_release(struct payroll_marks *marks)
{
	memory_free(marks->marks);
	*marks = (struct payroll_marks){ 0 };
}
