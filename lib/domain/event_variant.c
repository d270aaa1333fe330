#include "domain/event_variant.h"

#include <stdlib.h>

#include "base/memory.h"

static struct event_variant *
find(struct event_variants *variants, const struct trace *trace, bool *added)
{
	struct slice key;
	size_t number;
	char *at;

	text_clear(&variants->names);
	at = text_reserve(&variants->names, trace->count * sizeof(uint32_t));
	for (size_t i = 0; i < trace->count; i++)
		memcpy(at + i * sizeof(uint32_t),
		    &trace->events[i].activity, sizeof(uint32_t));
	key = slice_from(at, trace->count * sizeof(uint32_t));
	number = table_put(&variants->sequences, key, added);
	if (*added) {
		variants->items = memory_grow(variants->items,
		    &variants->capacity, number, sizeof(*variants->items));
		variants->items[number] = (struct event_variant){
		    .number = (uint32_t)number };
	}
	return &variants->items[number];
}

void
event_variants_add(struct event_variants *variants,
    const struct event_log *log, const struct trace *trace, int64_t duration)
{
	bool added;
	struct event_variant *variant = find(variants, trace, &added);

	variants->cases++;
	spread_add(&variant->durations, duration);
	if (!added)
		return;
	variant->digest = event_case_digest(&variants->names, log, trace);
	for (size_t i = 0; i < trace->count; i++)
		variant->activities += event_case_is_new(&variants->seen,
		    trace->events[i].activity, trace->number);
}

static int
compare(const void *one, const void *other)
{
	const struct event_variant *a = one, *b = other;

	if (a->durations.count != b->durations.count)
		return a->durations.count > b->durations.count ? -1 : 1;
	return (a->digest > b->digest) - (a->digest < b->digest);
}

void
event_variants_sort(struct event_variants *variants)
{
	if (variants->sequences.count > 0)
		qsort(variants->items, variants->sequences.count,
		    sizeof(*variants->items), compare);
}

size_t
event_variants_path(const struct event_variants *variants,
    const struct event_variant *variant, const uint32_t **activities)
{
	/* Keys are copied to where any type may stand (arena.h). */
	struct slice key = variants->sequences.entries[variant->number].key;
	const void *bytes = key.text;

	*activities = bytes;
	return key.length / sizeof(uint32_t);
}

void
event_variants_release(struct event_variants *variants)
{
	for (size_t i = 0; i < variants->sequences.count; i++)
		spread_release(&variants->items[i].durations);
	table_release(&variants->sequences);
	memory_free(variants->items);
	memory_free(variants->seen.traces);
	text_release(&variants->names);
}
