/*
 * tally_part.h - tallies as records, which can be added up
 *
 * What was counted of some records, written as parts; the parts of several
 * tallies, added to one in any order, make what one tally of all the records
 * is.  So does adding up the parts which agree in everything but records, sum,
 * per, least and greatest.
 */
#ifndef DOMAIN_TALLY_PART_H
#define DOMAIN_TALLY_PART_H

#include "domain/tally.h"
#include "schema/figure_part.h"

/* Takes the parts of a group, whose values tally_value gives by indicator. */
struct tally_part_writer {
	bool (*put)(void *context, const struct figure_part *part,
	    size_t indicator, size_t group, struct error *error);
	void *context;
};

/*
 * The parts of what an indicator is made of, after tally_settle; none if an
 * indicator before it is made of the same.
 */
bool tally_part_each(struct tally *tally, size_t indicator,
    const struct tally_part_writer *writer, struct error *error);

/*
 * Add a part.  values are those of the fields of the source which make groups,
 * by the number of the field; others are not looked at.
 */
bool tally_part_add(struct tally *tally, const struct figure_part *part,
    const struct slice values[], struct error *error);

/* All are added: does each group have the values which it counted? */
bool tally_part_check(const struct tally *tally, struct error *error);

/* Has there been any part of what the indicator is made of? */
bool tally_part_has(const struct tally *tally, size_t indicator);

#endif
