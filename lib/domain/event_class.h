/*
 * event_class.h - activities or resources which are meant by patterns
 *
 * A class is a list of patterns in which "*" stands for any bytes.  A name is
 * compared with them once, and the answer is kept by its number in a log.
 */
#ifndef DOMAIN_EVENT_CLASS_H
#define DOMAIN_EVENT_CLASS_H

#include "base/slice.h"
#include "base/table.h"

enum { EVENT_CLASS_PATTERNS_MAX = 64 };

struct event_class {
	const char *patterns[EVENT_CLASS_PATTERNS_MAX];
	size_t count;
	const struct table *names;	/* by number */
	uint8_t *answers;
	size_t capacity;
};

/* Without patterns no name is in it. */
bool event_class_has(struct event_class *set, uint32_t number);
void event_class_release(struct event_class *set);

/* Does the whole text fit the pattern? */
bool event_class_fits(const char *pattern, struct slice text);

#endif
