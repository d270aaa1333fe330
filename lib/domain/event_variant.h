/*
 * event_variant.h - the ways which cases went
 *
 * A variant is a sequence of activities; cases of one variant have the same.
 * The commonest come first, those of equally many cases by their digest, so
 * that their order does not depend on that of the input.
 */
#ifndef DOMAIN_EVENT_VARIANT_H
#define DOMAIN_EVENT_VARIANT_H

#include "domain/event_case.h"
#include "domain/spread.h"

struct event_variant {
	uint64_t digest;
	struct spread durations;	/* one for each case */
	uint32_t activities;		/* different ones */
	uint32_t number;		/* of its sequence */
};

struct event_variants {
	struct table sequences;		/* numbers of activities */
	struct event_variant *items;
	size_t capacity;
	size_t cases;
	struct event_case_seen seen;
	struct text names;
};

void event_variants_add(struct event_variants *variants,
    const struct event_log *log, const struct trace *trace,
    int64_t duration);

/* Put them in their order; nothing is added after it. */
void event_variants_sort(struct event_variants *variants);

/* The activities of a variant; gives how many. */
size_t event_variants_path(const struct event_variants *variants,
    const struct event_variant *variant, const uint32_t **activities);

void event_variants_release(struct event_variants *variants);

#endif
