#include "domain/event_class.h"

#include "base/memory.h"

enum answer { ANSWER_UNKNOWN, ANSWER_NO, ANSWER_YES };

/* At a mismatch the last star takes one byte more. */
bool
event_class_fits(const char *pattern, struct slice text)
{
	const char *star = NULL;
	size_t at = 0, back = 0;

	while (at < text.length) {
		if (*pattern == '*') {
			star = ++pattern;
			back = at;
		} else if (*pattern == text.text[at] && *pattern != '\0') {
			pattern++;
			at++;
		} else if (star != NULL) {
			pattern = star;
			at = ++back;
		} else {
			return false;
		}
	}
	while (*pattern == '*')
		pattern++;
	return *pattern == '\0';
}

static bool
fits_any(const struct event_class *set, struct slice name)
{
	for (size_t i = 0; i < set->count; i++)
		if (event_class_fits(set->patterns[i], name))
			return true;
	return false;
}

bool
event_class_has(struct event_class *set, uint32_t number)
{
	if (set->count == 0)
		return false;
	while (number >= set->capacity) {
		size_t before = set->capacity;

		set->answers = memory_grow(set->answers, &set->capacity,
		    before, sizeof(*set->answers));
		memset(set->answers + before, ANSWER_UNKNOWN,
		    set->capacity - before);
	}
	if (set->answers[number] == ANSWER_UNKNOWN)
		set->answers[number] = fits_any(set,
		    set->names->entries[number].key) ? ANSWER_YES : ANSWER_NO;
	return set->answers[number] == ANSWER_YES;
}

void
event_class_release(struct event_class *set)
{
	memory_free(set->answers);
	*set = (struct event_class){ 0 };
}
