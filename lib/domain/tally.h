/*
 * tally.h - indicators counted over records
 *
 * Every record goes once to every measure of a set of indicators, in the
 * group of its values and period.  Sums are exact.  The values of percentiles
 * are kept until there are too many in the run; then each group with more than
 * SAMPLE_SMALL of them has a sketch.
 *
 * Several tallies can share the records, each in a thread of its own, and be
 * merged: that gives what one tally of all records would have.
 *
 * A group is there from its first record on, whether that counted or not: a
 * figure of no records is "no data", which is an answer.
 */
#ifndef DOMAIN_TALLY_H
#define DOMAIN_TALLY_H

#include "domain/indicator.h"
#include "domain/sample.h"
#include "schema/figure.h"

struct tally;

enum { TALLY_VALUES_MAX = 4194304 };	/* of a run, unless said otherwise */

/* How the tallies of a run keep the values of percentiles. */
struct tally_sampling {
	uint64_t most;			/* then sketches; UINT64_MAX: never */
	struct decimal error;		/* of sketches, in percent */
	struct sketch_scale *scale;	/* of the error; NULL: never sketches */
	_Atomic uint64_t kept;		/* about how many there are */
};

/* The set and the sampling must live as long. */
struct tally *tally_new(const struct indicators *set,
    struct tally_sampling *sampling);
void tally_free(struct tally *tally);		/* NULL is allowed */

/* record is the C structure of the source's schema. */
bool tally_add(struct tally *tally, const void *record, struct error *error);

/* Add what the other has, which has the same set, and is of no use then. */
void tally_merge(struct tally *tally, struct tally *other);

/* All is added: are there too many values for all to be kept? */
void tally_settle(struct tally *tally);

/*
 * The groups of an indicator, in order of period and then of values, after
 * tally_settle.
 */
size_t tally_groups(struct tally *tally, size_t indicator);

/*
 * The figure of a group; texts live until the next call.  The value which a
 * group has of a field is empty if the indicator has not that field.
 */
bool tally_figure(struct figure *out, struct tally *tally, size_t indicator,
    size_t group, struct error *error);
struct slice tally_value(const struct tally *tally, size_t indicator,
    size_t group, uint16_t field);

#endif
