/*
 * sample.h - the values of a percentile: all of them, or a sketch
 *
 * A sample keeps its values until it is told to keep a sketch; from then on
 * values go there once there are more than SAMPLE_SMALL.  So what a sample is
 * in the end depends on its values and on whether it was told, not on when.
 * Values go to the sketch many at once, for one which is looked for in memory
 * each time costs more than all the rest.
 *
 * A value takes 4 bytes if it is a whole number of SAMPLE_UNIT which 32 bits
 * hold, as seconds and counts are, and 8 otherwise.
 */
#ifndef DOMAIN_SAMPLE_H
#define DOMAIN_SAMPLE_H

#include "domain/sketch.h"

enum {
	SAMPLE_UNIT = 1000000,
	SAMPLE_SMALL = 256
};

struct sample_chunk;

/* So many times a value, or the value of a rank. */
struct sample_value {
	int64_t value;
	uint64_t times;
};

/* A zeroed sample is empty and ready. */
struct sample {
	struct sample_chunk *narrow;	/* values of 4 bytes, last one first */
	struct sample_chunk *wide;	/* of 8 */
	uint64_t count;
	bool told;			/* to keep a sketch */
	bool sketched;			/* it has one */
	uint32_t pending;		/* values in chunks for the sketch */
	struct sketch sketch;
	struct sample_value *placed;	/* by sample_place: value of a rank */
	size_t placed_count;
};

/* scale is used only after sample_tell. */
void sample_add(struct sample *sample, const struct sketch_scale *scale,
    int64_t value);

/* The same value many times. */
void sample_add_times(struct sample *sample, const struct sketch_scale *scale,
    int64_t value, uint64_t times);

/* So many of the lowest bucket of a sketch which is collapsed. */
void sample_add_lowest(struct sample *sample,
    const struct sketch_scale *scale, int64_t value, uint64_t times);

/* Keep a sketch from now on. */
void sample_tell(struct sample *sample, const struct sketch_scale *scale);

/* Add what the other has, which is empty then. */
void sample_merge(struct sample *sample, const struct sketch_scale *scale,
    struct sample *other);

/*
 * Make the values of some ranks, ascending from 0, known to sample_rank.
 * Nothing may be added after it.
 */
void sample_place(struct sample *sample, const struct sketch_scale *scale,
    const size_t ranks[], size_t count);
int64_t sample_rank(const struct sample *sample,
    const struct sketch_scale *scale, uint64_t rank, bool *collapsed);

/*
 * All values, the least first, once each with its number.  The array is the
 * caller's to free.
 */
struct sample_value *sample_values(size_t *count, struct sample *sample,
    const struct sketch_scale *scale);

void sample_release(struct sample *sample);

#endif
