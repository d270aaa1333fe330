#include "domain/sample.h"

#include <stdlib.h>

#include "base/assert.h"
#include "base/memory.h"
#include "domain/selection.h"

enum {
	CHUNK_FIRST = 8,	/* values */
	CHUNK_MOST = 1024
};

struct sample_chunk {
	struct sample_chunk *before;
	uint32_t count;
	uint32_t room;
	/* Of int32_t, in SAMPLE_UNIT, or of int64_t. */
	_Alignas(int64_t) unsigned char bytes[];
};

static struct sample_chunk *
chunk_new(struct sample_chunk *before, size_t size)
{
	uint32_t room = before == NULL ? CHUNK_FIRST : before->room * 2;
	struct sample_chunk *chunk;

	if (room > CHUNK_MOST)
		room = CHUNK_MOST;
	chunk = memory_resize(NULL, sizeof(*chunk) + room * size, 1);
	chunk->before = before;
	chunk->count = 0;
	chunk->room = room;
	return chunk;
}

static void
chunks_free(struct sample_chunk *chunk)
{
	while (chunk != NULL) {
		struct sample_chunk *before = chunk->before;

		memory_free(chunk);
		chunk = before;
	}
}

static inline void
keep_narrow(struct sample *sample, int32_t value)
{
	struct sample_chunk *chunk = sample->narrow;

	if (chunk == NULL || chunk->count == chunk->room)
		sample->narrow = chunk = chunk_new(chunk, sizeof(value));
	memcpy(chunk->bytes + chunk->count++ * sizeof(value), &value,
	    sizeof(value));
}

static void
keep_wide(struct sample *sample, int64_t value)
{
	struct sample_chunk *chunk = sample->wide;

	if (chunk == NULL || chunk->count == chunk->room)
		sample->wide = chunk = chunk_new(chunk, sizeof(value));
	memcpy(chunk->bytes + chunk->count++ * sizeof(value), &value,
	    sizeof(value));
}

static inline void
keep(struct sample *sample, int64_t value)
{
	int64_t units = value / SAMPLE_UNIT;

	if (units * SAMPLE_UNIT == value && units == (int32_t)units)
		keep_narrow(sample, (int32_t)units);
	else
		keep_wide(sample, value);
}

/* Into an array with room for as many as there are. */
static size_t
gather(int64_t values[], const struct sample *sample)
{
	const struct sample_chunk *chunk;
	size_t count = 0;

	for (chunk = sample->narrow; chunk != NULL; chunk = chunk->before)
		for (uint32_t i = 0; i < chunk->count; i++) {
			int32_t units;

			memcpy(&units, chunk->bytes + i * sizeof(units),
			    sizeof(units));
			values[count++] = (int64_t)units * SAMPLE_UNIT;
		}
	for (chunk = sample->wide; chunk != NULL; chunk = chunk->before) {
		memcpy(values + count, chunk->bytes,
		    chunk->count * sizeof(*values));
		count += chunk->count;
	}
	return count;
}

/* What is in chunks goes to the sketch, which there is from now on. */
static void
make_sketch(struct sample *sample, const struct sketch_scale *scale)
{
	const struct sample_chunk *chunk;

	for (chunk = sample->narrow; chunk != NULL; chunk = chunk->before)
		for (uint32_t i = 0; i < chunk->count; i++) {
			int32_t units;

			memcpy(&units, chunk->bytes + i * sizeof(units),
			    sizeof(units));
			sketch_add(&sample->sketch, scale,
			    (int64_t)units * SAMPLE_UNIT, 1);
		}
	for (chunk = sample->wide; chunk != NULL; chunk = chunk->before)
		for (uint32_t i = 0; i < chunk->count; i++) {
			int64_t value;

			memcpy(&value, chunk->bytes + i * sizeof(value),
			    sizeof(value));
			sketch_add(&sample->sketch, scale, value, 1);
		}
	chunks_free(sample->narrow);
	chunks_free(sample->wide);
	sample->narrow = sample->wide = NULL;
	sample->sketched = true;
	sample->pending = 0;
}

void
sample_add(struct sample *sample, const struct sketch_scale *scale,
    int64_t value)
{
	sample->count++;
	keep(sample, value);
	if (sample->told && ++sample->pending > SAMPLE_SMALL)
		make_sketch(sample, scale);
}

void
sample_add_times(struct sample *sample, const struct sketch_scale *scale,
    int64_t value, uint64_t times)
{
	for (; times > 0 && !sample->sketched; times--)
		sample_add(sample, scale, value);
	sample->count += times;
	if (times > 0)
		sketch_add(&sample->sketch, scale, value, times);
}

void
sample_add_lowest(struct sample *sample, const struct sketch_scale *scale,
    int64_t value, uint64_t times)
{
	sample->told = true;
	make_sketch(sample, scale);
	sample->count += times;
	sketch_add_lowest(&sample->sketch, scale, value, times);
}

void
sample_tell(struct sample *sample, const struct sketch_scale *scale)
{
	if (sample->told)
		return;
	sample->told = true;
	if (sample->count > SAMPLE_SMALL)
		make_sketch(sample, scale);
	else
		sample->pending = (uint32_t)sample->count;
}

/* Both lists in one; a chunk which was not full stays so. */
static struct sample_chunk *
link_chunks(struct sample_chunk *chunks, struct sample_chunk *others)
{
	struct sample_chunk *last = others;

	if (others == NULL)
		return chunks;
	while (last->before != NULL)
		last = last->before;
	last->before = chunks;
	return others;
}

void
sample_merge(struct sample *sample, const struct sketch_scale *scale,
    struct sample *other)
{
	if (other->told || sample->told) {
		sample_tell(sample, scale);
		sample_tell(other, scale);
	}
	if (sample->sketched || other->sketched) {
		make_sketch(other, scale);
		make_sketch(sample, scale);
		sketch_merge(&sample->sketch, &other->sketch);
	}
	sample->narrow = link_chunks(sample->narrow, other->narrow);
	sample->wide = link_chunks(sample->wide, other->wide);
	sample->count += other->count;
	sample->pending += other->pending;
	other->narrow = other->wide = NULL;
	sample_release(other);
	if (sample->told && sample->count > SAMPLE_SMALL)
		make_sketch(sample, scale);
}

void
sample_place(struct sample *sample, const struct sketch_scale *scale,
    const size_t ranks[], size_t count)
{
	int64_t *values;

	if (sample->sketched)
		make_sketch(sample, scale);
	if (sample->sketched || sample->placed != NULL || count == 0)
		return;
	values = memory_resize(NULL, sample->count, sizeof(*values));
	(void)gather(values, sample);
	selection_place(values, sample->count, ranks, count);
	sample->placed = memory_resize(NULL, count, sizeof(*sample->placed));
	sample->placed_count = count;
	for (size_t i = 0; i < count; i++)
		sample->placed[i] = (struct sample_value){ values[ranks[i]],
		    ranks[i] };
	memory_free(values);
}

int64_t
sample_rank(const struct sample *sample, const struct sketch_scale *scale,
    uint64_t rank, bool *collapsed)
{
	size_t at = 0;

	*collapsed = false;
	if (sample->sketched)
		return sketch_rank(&sample->sketch, scale, rank, collapsed);
	while (at < sample->placed_count && sample->placed[at].times != rank)
		at++;
	ENSURE(at < sample->placed_count);
	return sample->placed[at].value;
}

static int
compare_values(const void *one, const void *other)
{
	int64_t left = *(const int64_t *)one, right = *(const int64_t *)other;

	return (left > right) - (left < right);
}

static struct sample_value *
values_sketched(size_t *count, const struct sample *sample,
    const struct sketch_scale *scale)
{
	const struct sketch *sketch = &sample->sketch;
	struct sample_value *values = memory_resize(NULL, sketch->count,
	    sizeof(*values));

	*count = 0;
	for (size_t i = 0; i < sketch->count; i++)
		if (sketch->counts[i] > 0)
			values[(*count)++] = (struct sample_value){
			    sketch_value(sketch, scale, i),
			    sketch->counts[i] };
	return values;
}

struct sample_value *
sample_values(size_t *count, struct sample *sample,
    const struct sketch_scale *scale)
{
	struct sample_value *values;
	int64_t *all;
	size_t all_count;

	if (sample->sketched)
		make_sketch(sample, scale);
	if (sample->sketched)
		return values_sketched(count, sample, scale);
	values = memory_resize(NULL, sample->count, sizeof(*values));
	all = memory_resize(NULL, sample->count, sizeof(*all));
	all_count = gather(all, sample);
	qsort(all, all_count, sizeof(*all), compare_values);
	*count = 0;
	for (size_t i = 0; i < all_count; i++) {
		if (i == 0 || all[i] != all[i - 1])
			values[(*count)++].times = 0;
		values[*count - 1].value = all[i];
		values[*count - 1].times++;
	}
	memory_free(all);
	return values;
}

void
sample_release(struct sample *sample)
{
	chunks_free(sample->narrow);
	chunks_free(sample->wide);
	sketch_release(&sample->sketch);
	memory_free(sample->placed);
	*sample = (struct sample){ 0 };
}
