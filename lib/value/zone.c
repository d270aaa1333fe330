#include "value/zone.h"

#include "value/zone_rule.h"

enum {
	ZONE_HEADER_BYTES = 44,
	ZONE_TYPE_BYTES = 6,
	ZONE_CHANGES_MAX = 4096,
	ZONE_TYPES_MAX = 256,
	/* No clock is further from UTC, nor changes by more, than this. */
	ZONE_REACH = 26 * 3600
};

struct zone {
	int64_t *times;		/* ascending: when the clock changes */
	int32_t *offsets;	/* from then on */
	size_t count;
	int32_t first;		/* before the first change */
	bool ruled;		/* after the last change by the rule */
	struct zone_rule rule;
};

/* The six counts of a header, in the order of RFC 8536. */
struct zone_counts {
	uint32_t utc;
	uint32_t standard;
	uint32_t leap;
	uint32_t time;
	uint32_t type;
	uint32_t character;
};

static bool
zone_wrong(struct error *error)
{
	return error_set(error, FAULT_INPUT,
	    "not a time zone file of version 2 or later (RFC 8536)");
}

static uint64_t
zone_number(const char *bytes, size_t count)
{
	uint64_t number = 0;

	for (size_t i = 0; i < count; i++)
		number = number << 8 | (unsigned char)bytes[i];
	return number;
}

static bool
zone_header(struct zone_counts *out, struct slice bytes)
{
	uint32_t *const counts[] = { &out->utc, &out->standard, &out->leap,
		&out->time, &out->type, &out->character };

	if (bytes.length < ZONE_HEADER_BYTES ||
	    !slice_starts_with(bytes, slice_of("TZif")) ||
	    bytes.text[4] < '2')
		return false;
	for (size_t i = 0; i < sizeof(counts) / sizeof(*counts); i++)
		*counts[i] = (uint32_t)zone_number(bytes.text + 20 + 4 * i, 4);
	return out->time <= ZONE_CHANGES_MAX && out->type > 0 &&
	    out->type <= ZONE_TYPES_MAX;
}

/* Bytes of the data after a header, whose times have time_bytes each. */
static size_t
zone_data_bytes(const struct zone_counts *counts, size_t time_bytes)
{
	return counts->time * (time_bytes + 1) +
	    (size_t)counts->type * ZONE_TYPE_BYTES + counts->character +
	    counts->leap * (time_bytes + 4) + counts->standard + counts->utc;
}

static bool
zone_type_offset(int32_t *out, const char *types, uint32_t type,
    const struct zone_counts *counts)
{
	if (type >= counts->type)
		return false;
	*out = (int32_t)(uint32_t)zone_number(types +
	    (size_t)type * ZONE_TYPE_BYTES, 4);
	return *out > -ZONE_REACH && *out < ZONE_REACH;
}

static bool
zone_changes(struct zone *zone, const char *data,
    const struct zone_counts *counts)
{
	const char *types = data + (size_t)counts->time * 9;

	for (size_t i = 0; i < counts->time; i++) {
		zone->times[i] = (int64_t)zone_number(data + 8 * i, 8);
		if ((i > 0 && zone->times[i] <= zone->times[i - 1]) ||
		    !zone_type_offset(&zone->offsets[i], types, (unsigned char)
		    data[(size_t)counts->time * 8 + i], counts))
			return false;
	}
	return zone_type_offset(&zone->first, types, 0, counts);
}

/* Between two line feeds; empty where nobody knows what comes. */
static bool
zone_footer(struct zone *zone, struct slice footer, struct error *error)
{
	if (footer.length < 2 || footer.text[0] != '\n')
		return zone_wrong(error);
	footer = slice_from(footer.text + 1, footer.length - 1);
	if (slice_find(footer, '\n') == footer.length)
		return zone_wrong(error);
	footer.length = slice_find(footer, '\n');
	zone->ruled = footer.length > 0;
	return !zone->ruled || zone_rule_parse(&zone->rule, footer, error);
}

bool
zone_parse(struct zone **out, struct arena *arena, struct slice bytes,
    struct error *error)
{
	struct zone_counts counts;
	struct zone *zone;
	size_t data;

	/* The first header and its data are for readers of version 1. */
	if (!zone_header(&counts, bytes))
		return zone_wrong(error);
	data = ZONE_HEADER_BYTES + zone_data_bytes(&counts, 4);
	if (data > bytes.length)
		return zone_wrong(error);
	bytes = slice_from(bytes.text + data, bytes.length - data);
	if (!zone_header(&counts, bytes))
		return zone_wrong(error);
	if (counts.leap > 0)
		return error_set(error, FAULT_INPUT,
		    "the time zone file counts leap seconds");
	data = ZONE_HEADER_BYTES + zone_data_bytes(&counts, 8);
	if (data > bytes.length)
		return zone_wrong(error);
	zone = arena_new(arena, sizeof(*zone));
	zone->count = counts.time;
	zone->times = arena_new(arena, zone->count * sizeof(*zone->times));
	zone->offsets = arena_new(arena,
	    zone->count * sizeof(*zone->offsets));
	if (!zone_changes(zone, bytes.text + ZONE_HEADER_BYTES, &counts))
		return zone_wrong(error);
	if (!zone_footer(zone, slice_from(bytes.text + data,
	    bytes.length - data), error))
		return false;
	*out = zone;
	return true;
}

/* How many changes of the table are at or before the instant. */
static size_t
zone_passed(const struct zone *zone, int64_t seconds)
{
	size_t low = 0, high = zone->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (zone->times[middle] <= seconds)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

int32_t
zone_offset(const struct zone *zone, struct instant instant)
{
	size_t passed = zone_passed(zone, instant.seconds);

	if (passed == zone->count && zone->ruled)
		return zone_rule_offset(&zone->rule, instant);
	return passed == 0 ? zone->first : zone->offsets[passed - 1];
}

bool
zone_next(struct instant *when, int32_t *offset, const struct zone *zone,
    struct instant after)
{
	size_t passed = zone_passed(zone, after.seconds);

	if (passed < zone->count) {
		when->seconds = zone->times[passed];
		*offset = zone->offsets[passed];
		return true;
	}
	return zone->ruled && zone_rule_next(when, offset, &zone->rule,
	    after);
}

int64_t
zone_local(const struct zone *zone, struct instant instant)
{
	return instant.seconds + zone_offset(zone, instant);
}

enum zone_fit
zone_find(struct instant *out, const struct zone *zone, int64_t local)
{
	/* When the offset at hand began: before any change that matters. */
	struct instant from = { local - ZONE_REACH };
	int32_t offset = zone_offset(zone, from);

	for (;;) {
		struct instant change;
		int32_t next;

		out->seconds = local - offset;
		if (!zone_next(&change, &next, zone, from))
			return ZONE_ONCE;
		if (out->seconds < change.seconds)
			return local - next >= change.seconds ? ZONE_TWICE :
			    ZONE_ONCE;
		/* Past the change by the old clock, before it by the new. */
		if (local - next < change.seconds)
			return ZONE_NEVER;
		from = change;
		offset = next;
	}
}

struct instant
zone_instant(const struct zone *zone, int64_t local)
{
	struct instant instant;

	(void)zone_find(&instant, zone, local);
	return instant;
}
