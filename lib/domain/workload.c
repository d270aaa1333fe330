#include "domain/workload.h"

#include <stdio.h>

enum { WORKLOAD_KEY_MAX = 512 };

static struct workload_person *
workload_person(struct workload *workload, struct slice team,
    struct slice person)
{
	struct workload_person *one;
	char buffer[WORKLOAD_KEY_MAX];
	struct slice key;
	int length;

	length = snprintf(buffer, sizeof(buffer), "%.*s %.*s",
	    SLICE_PRINT(team), SLICE_PRINT(person));
	key = slice_from(buffer, (size_t)length < sizeof(buffer) ?
	    (size_t)length : sizeof(buffer) - 1);
	one = table_get(&workload->people, key);
	if (one != NULL)
		return one;
	one = arena_new(&workload->arena, sizeof(*one));
	one->team = arena_copy(&workload->arena, team);
	one->person = arena_copy(&workload->arena, person);
	table_set(&workload->people, key, one);
	return one;
}

void
workload_member(struct workload *workload, const struct team_member *member)
{
	struct workload_person *one = workload_person(workload, member->team,
	    member->person);

	one->member = true;
	one->capacity = member->capacity > 0 ? member->capacity :
	    WORKLOAD_CAPACITY;
}

void
workload_add(struct workload *workload, struct slice team,
    struct slice person, int64_t weight)
{
	struct workload_person *one = workload_person(workload, team, person);

	one->requests++;
	one->weight += weight;
}

/* Is the one's load the smaller part of the capacity, or the name first? */
static bool
workload_is_lighter(const struct workload_person *one,
    const struct workload_person *other, int64_t weight)
{
	__int128 left = (__int128)(one->weight + weight) * other->capacity;
	__int128 right = (__int128)(other->weight + weight) * one->capacity;

	return left < right || (left == right &&
	    slice_compare(one->person, other->person) < 0);
}

const struct workload_person *
workload_balance(const struct workload *workload, struct slice team,
    int64_t weight)
{
	const struct workload_person *best = NULL;

	for (size_t i = 0; i < workload->people.count; i++) {
		const struct workload_person *one =
		    workload->people.entries[i].value;

		if (one->member && slice_equal(one->team, team) &&
		    (best == NULL || workload_is_lighter(one, best, weight)))
			best = one;
	}
	return best;
}

void
workload_release(struct workload *workload)
{
	table_release(&workload->people);
	arena_release(&workload->arena);
}
