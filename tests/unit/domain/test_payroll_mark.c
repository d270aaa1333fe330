/* Numbers are kept bit by bit until there are too many, which is said. */
#include "domain/payroll_mark.h"

#include "../tap.h"

static void
test_bits(void)
{
	struct payroll_marks marks = { 0 };
	bool right = true;

	for (unsigned bit = 0; bit < PAYROLL_MARK_BITS; bit++)
		right = right &&
		    payroll_mark_put(&marks, 7, bit) == PAYROLL_MARK_NEW &&
		    payroll_mark_put(&marks, 7, bit) == PAYROLL_MARK_KNOWN;
	tap_ok(right && marks.count == 1, "all bits of a key are one mark");
	tap_ok(payroll_mark_put(&marks, 8, 0) == PAYROLL_MARK_NEW &&
	    marks.count == 2, "another key is another");
	payroll_mark_release(&marks);
}

static void
test_full(void)
{
	struct payroll_marks marks = { 0 };
	uint64_t count = 0;
	bool known = true;

	while (payroll_mark_put(&marks, count + 1, 3) == PAYROLL_MARK_NEW)
		count++;
	tap_ok(count == PAYROLL_MARKS_MAX / 8 * 7 && marks.full,
	    "seven of eight slots are used: %llu",
	    (unsigned long long)count);
	for (uint64_t key = 1; key <= count; key++)
		known = known &&
		    payroll_mark_put(&marks, key, 3) == PAYROLL_MARK_KNOWN;
	tap_ok(known, "what was put in is still known");
	tap_ok(payroll_mark_put(&marks, 1, 4) == PAYROLL_MARK_FULL,
	    "a new bit of a known key may have been left out before");
	payroll_mark_release(&marks);
}

int
main(void)
{
	tap_begin();
	test_bits();
	test_full();
	return tap_end();
}
