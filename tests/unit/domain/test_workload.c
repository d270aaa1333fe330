/* Workloads: what everybody has, and who gets the next. */
#include "domain/workload.h"

#include "../tap.h"

static void
member(struct workload *workload, const char *person, int64_t capacity)
{
	const struct team_member one = { .team = SLICE("T"),
		.person = slice_of(person), .capacity = capacity };

	workload_member(workload, &one);
}

static bool
next_is(const struct workload *workload, const char *person)
{
	const struct workload_person *one =
	    workload_balance(workload, slice_of("T"), 10);

	return one != NULL && slice_is(one->person, person);
}

int
main(void)
{
	struct workload workload = { .people = { .count = 0 } };

	tap_begin();
	tap_ok(workload_balance(&workload, slice_of("T"), 1) == NULL,
	    "nobody is in the team");
	member(&workload, "bea", 0);
	member(&workload, "ada", 100);
	member(&workload, "cyd", 50);
	tap_ok(next_is(&workload, "ada"), "of equals the first by name");
	workload_add(&workload, slice_of("T"), slice_of("ada"), 10);
	tap_ok(next_is(&workload, "bea"), "a capacity is 100 unless said");
	workload_add(&workload, slice_of("T"), slice_of("bea"), 11);
	tap_ok(next_is(&workload, "ada"), "20 of 100 is as 10 of 50");
	workload_add(&workload, slice_of("T"), slice_of("ada"), 1);
	tap_ok(next_is(&workload, "cyd"), "10 of 50 is less than 21 of 100");
	workload_add(&workload, slice_of("T"), slice_of(""), 1);
	workload_add(&workload, slice_of("T"), slice_of("dan"), 1);
	workload_add(&workload, slice_of("T"), slice_of("cyd"), 1000);
	tap_ok(next_is(&workload, "ada") || next_is(&workload, "bea"),
	    "who is no member gets none");
	workload_release(&workload);
	return tap_end();
}
