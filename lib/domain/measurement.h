/*
 * measurement.h - what one record is to one indicator
 *
 * The same questions which a tally asks of millions of records, answered one
 * by one for those who want to see the records or their values: which period
 * and group it is of, whether it counts, and what it brings.  Nothing is kept;
 * texts are the record's.
 */
#ifndef DOMAIN_MEASUREMENT_H
#define DOMAIN_MEASUREMENT_H

#include "domain/figure_period.h"

enum measurement_state {
	MEASUREMENT_COUNTS,
	MEASUREMENT_NO_DATE,	/* it is of no period, so of no figure */
	MEASUREMENT_FILTERED,	/* the filter leaves it out */
	MEASUREMENT_NO_VALUE	/* a number it needs is absent */
};

struct measurement {
	enum measurement_state state;
	struct figure_period period;	/* unless it has no date */
	int64_t value;	/* millionths; of a share 0 or 1, of a count 1 */
	int64_t per;		/* millionths, of a ratio */
	struct slice text;	/* of distinct: what is told apart */
};

/*
 * record is the C structure of the source of the set; scratch has room for as
 * many values as that has fields.
 */
bool measurement_take(struct measurement *out, const struct indicators *set,
    size_t indicator, const void *record, struct formula_value scratch[],
    struct error *error);

/* The day of the record by the date of the indicator; none if it has none. */
struct date measurement_day(const struct indicators *set, size_t indicator,
    const void *record);

/* The text of a field which makes groups. */
struct slice measurement_text(const struct indicators *set, size_t field,
    const void *record);

/* The number which a value is: millionths, but of counts and shares wholes. */
struct decimal measurement_number(const struct indicators *set,
    size_t indicator, int64_t value);

#endif
