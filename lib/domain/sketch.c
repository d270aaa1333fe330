#include "domain/sketch.h"

#include <string.h>

#include "base/assert.h"
#include "base/memory.h"

enum {
	/* A cell is a part of the numbers with the same highest bit. */
	SKETCH_CELL_BITS = 6,
	SKETCH_CELLS = 64 << SKETCH_CELL_BITS,
	SKETCH_ROOM = 32	/* buckets more than are needed at once */
};

/* Bucket i is of the numbers from low[i] to below low[i + 1]. */
struct sketch_scale {
	uint64_t *low;
	uint64_t *middle;	/* which stands for all of them */
	size_t count;
	size_t capacity;
	uint32_t first[SKETCH_CELLS];	/* bucket of the least in the cell */
};

static size_t
scale_cell(uint64_t number)
{
	unsigned top = 63 - (unsigned)__builtin_clzll(number);
	uint64_t next = number << (63 - top) << 1;

	return (size_t)top << SKETCH_CELL_BITS |
	    (size_t)(next >> (64 - SKETCH_CELL_BITS));
}

static uint64_t
cell_least(size_t cell)
{
	unsigned top = (unsigned)(cell >> SKETCH_CELL_BITS);
	uint64_t part = cell & ((1 << SKETCH_CELL_BITS) - 1);
	unsigned __int128 number = ((unsigned __int128)1 << top) +
	    ((((unsigned __int128)part << top) + (1 << SKETCH_CELL_BITS) - 1) >>
	    SKETCH_CELL_BITS);

	return number > INT64_MAX ? INT64_MAX : (uint64_t)number;
}

/*
 * From low on, the middle is as much above it as the error allows, and the
 * bucket goes on as far as the error allows above the middle.
 */
static uint64_t
scale_add(struct sketch_scale *scale, uint64_t low, unsigned __int128 part)
{
	const unsigned __int128 whole = DECIMAL_ONE;
	unsigned __int128 middle = low * (whole + part) / whole;
	unsigned __int128 next = middle * whole / (whole - part) + 1;

	scale->low = memory_grow(scale->low, &scale->capacity, scale->count,
	    sizeof(*scale->low));
	scale->middle = memory_resize(scale->middle, scale->capacity,
	    sizeof(*scale->middle));
	scale->low[scale->count] = low;
	scale->middle[scale->count++] = middle > INT64_MAX ? INT64_MAX :
	    (uint64_t)middle;
	return next > INT64_MAX ? 0 : (uint64_t)next;
}

bool
sketch_scale_new(struct sketch_scale **out, struct decimal percent,
    struct error *error)
{
	struct sketch_scale *scale;
	uint32_t at = 0;

	if (percent.units < DECIMAL_ONE / 10 ||
	    percent.units > 10 * DECIMAL_ONE)
		return error_set(error, FAULT_USAGE,
		    "the error of a sketch is from 0.1 to 10 percent");
	scale = memory_new(sizeof(*scale));
	for (uint64_t low = 1; low != 0;)
		low = scale_add(scale, low,
		    (unsigned __int128)(percent.units / 100));
	for (size_t i = 0; i < SKETCH_CELLS; i++) {
		while (at + 1 < scale->count &&
		    scale->low[at + 1] <= cell_least(i))
			at++;
		scale->first[i] = at;
	}
	*out = scale;
	return true;
}

void
sketch_scale_free(struct sketch_scale *scale)
{
	if (scale == NULL)
		return;
	memory_free(scale->low);
	memory_free(scale->middle);
	memory_free(scale);
}

/* 0 is that of 0; those above and below are counted from there. */
static int32_t
bucket_of(const struct sketch_scale *scale, int64_t value)
{
	uint64_t number = value < 0 ? (uint64_t)-value : (uint64_t)value;
	uint32_t at;

	if (number == 0)
		return 0;
	at = scale->first[scale_cell(number)];
	while (at + 1 < scale->count && scale->low[at + 1] <= number)
		at++;
	return value < 0 ? -(int32_t)at - 1 : (int32_t)at + 1;
}

static int64_t
bucket_value(const struct sketch_scale *scale, int32_t bucket)
{
	if (bucket == 0)
		return 0;
	return bucket < 0 ? -(int64_t)scale->middle[-bucket - 1] :
	    (int64_t)scale->middle[bucket - 1];
}

/* Have the buckets from first to last, and room about them. */
static void
sketch_widen(struct sketch *sketch, int32_t first, int32_t last)
{
	uint64_t *counts;
	size_t count;

	if (sketch->count > 0 && sketch->first < first)
		first = sketch->first;
	else
		first -= SKETCH_ROOM;
	if (sketch->count > 0 &&
	    sketch->first + (int32_t)sketch->count - 1 > last)
		last = sketch->first + (int32_t)sketch->count - 1;
	else
		last += SKETCH_ROOM;
	count = (size_t)(last - first + 1);
	counts = memory_new(count * sizeof(*counts));
	if (sketch->count > 0)
		memcpy(counts + (sketch->first - first), sketch->counts,
		    sketch->count * sizeof(*counts));
	memory_free(sketch->counts);
	sketch->counts = counts;
	sketch->first = first;
	sketch->count = count;
}

/* Put together all buckets up to the one at the place. */
static void
sketch_cut(struct sketch *sketch, size_t keep)
{
	uint64_t below = 0;

	for (size_t i = 0; i < keep; i++)
		below += sketch->counts[i];
	memmove(sketch->counts, sketch->counts + keep,
	    (sketch->count - keep) * sizeof(*sketch->counts));
	sketch->counts[0] += below;
	sketch->first += (int32_t)keep;
	sketch->count -= keep;
	sketch->collapsed = true;
}

/* Put together what is too far below the highest. */
static void
sketch_collapse(struct sketch *sketch)
{
	size_t high = sketch->count, low = 0;

	while (high > 0 && sketch->counts[high - 1] == 0)
		high--;
	while (low < high && sketch->counts[low] == 0)
		low++;
	if (high - low > SKETCH_BUCKETS_MAX)
		sketch_cut(sketch, high - SKETCH_BUCKETS_MAX);
}

static void
sketch_count(struct sketch *sketch, int32_t bucket, uint64_t times)
{
	if (sketch->collapsed && bucket < sketch->first)
		bucket = sketch->first;
	if (sketch->count == 0 || bucket < sketch->first ||
	    bucket >= sketch->first + (int32_t)sketch->count)
		sketch_widen(sketch, bucket, bucket);
	sketch->counts[bucket - sketch->first] += times;
	if (sketch->count > SKETCH_BUCKETS_MAX)
		sketch_collapse(sketch);
}

void
sketch_add(struct sketch *sketch, const struct sketch_scale *scale,
    int64_t value, uint64_t times)
{
	ENSURE(value != INT64_MIN);
	sketch_count(sketch, bucket_of(scale, value), times);
}

/* The bucket becomes the lowest, unless there is a higher such one. */
static void
sketch_count_lowest(struct sketch *sketch, int32_t bucket, uint64_t times)
{
	sketch_count(sketch, bucket, times);
	if (bucket >= sketch->first)
		sketch_cut(sketch, (size_t)(bucket - sketch->first));
}

void
sketch_add_lowest(struct sketch *sketch, const struct sketch_scale *scale,
    int64_t value, uint64_t times)
{
	sketch_count_lowest(sketch, bucket_of(scale, value), times);
}

void
sketch_merge(struct sketch *sketch, const struct sketch *other)
{
	/* From the highest on, so that what is collapsed is so at once. */
	for (size_t i = other->count; i > 0; i--) {
		int32_t bucket = other->first + (int32_t)i - 1;

		if (i == 1 && other->collapsed)
			sketch_count_lowest(sketch, bucket, other->counts[0]);
		else if (other->counts[i - 1] > 0)
			sketch_count(sketch, bucket, other->counts[i - 1]);
	}
}

int64_t
sketch_rank(const struct sketch *sketch, const struct sketch_scale *scale,
    uint64_t rank, bool *collapsed)
{
	uint64_t before = 0;
	size_t at = 0;

	for (; at < sketch->count; at++) {
		before += sketch->counts[at];
		if (before > rank)
			break;
	}
	ENSURE(at < sketch->count);
	*collapsed = sketch->collapsed && at == 0;
	return sketch_value(sketch, scale, at);
}

int64_t
sketch_value(const struct sketch *sketch, const struct sketch_scale *scale,
    size_t at)
{
	return bucket_value(scale, sketch->first + (int32_t)at);
}

void
sketch_release(struct sketch *sketch)
{
	memory_free(sketch->counts);
	*sketch = (struct sketch){ 0 };
}
