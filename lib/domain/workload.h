/*
 * workload.h - how much each person has to do
 *
 * The members of teams with what they can have, and what they have: open
 * requests, each with the weight of its service.  A balance is the person of a
 * team whose load, with one more request, is the least part of the capacity;
 * of equals the first by name.  Records are copied.
 */
#ifndef DOMAIN_WORKLOAD_H
#define DOMAIN_WORKLOAD_H

#include "base/table.h"
#include "schema/team_member.h"

enum { WORKLOAD_CAPACITY = 100 };	/* unless the member has one */

struct workload_person {
	struct slice team;
	struct slice person;		/* empty: what nobody has */
	int64_t capacity;
	int64_t requests;
	int64_t weight;
	bool member;
};

struct workload {
	struct arena arena;
	struct table people;		/* of workload_person: team, person */
};

void workload_member(struct workload *workload,
    const struct team_member *member);

/* A request of the weight which the person, or nobody, of the team has. */
void workload_add(struct workload *workload, struct slice team,
    struct slice person, int64_t weight);

/* Who of the team gets one more; NULL if it has no members. */
const struct workload_person *workload_balance(
    const struct workload *workload, struct slice team, int64_t weight);

void workload_release(struct workload *workload);

#endif
