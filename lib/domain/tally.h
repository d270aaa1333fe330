/*
 * tally.h - indicators counted over records
 *
 * Every record goes once to every measure of a set of indicators, in the
 * group of its values and period.  Sums are exact; the values of percentiles
 * are all kept, 8 bytes each, so that percentiles are exact, too.
 *
 * A group is there from its first record on, whether that counted or not: a
 * figure of no records is "no data", which is an answer.
 */
#ifndef DOMAIN_TALLY_H
#define DOMAIN_TALLY_H

#include "domain/indicator.h"
#include "schema/figure.h"

struct tally;

/* The set must live as long. */
struct tally *tally_new(const struct indicators *set);
void tally_free(struct tally *tally);		/* NULL is allowed */

/* record is the C structure of the source's schema. */
bool tally_add(struct tally *tally, const void *record, struct error *error);

/*
 * The groups of an indicator, in order of period and then of values.  Nothing
 * may be added after the first call.
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
