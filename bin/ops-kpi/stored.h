/*
 * stored.h - what the store keeps, as the source of indicators
 *
 * Lines of pay of the newest batch of each month, lines of the journal,
 * payments by the day on which they shall be paid, and bank lines by their
 * booking date.  Nothing is written.
 */
#ifndef OPS_KPI_STORED_H
#define OPS_KPI_STORED_H

#include "record/schema.h"
#include "store/store.h"
#include "value/period.h"

/* Months, both inclusive; PERIOD_NONE is unbounded. */
struct stored_span {
	struct period from;
	struct period to;
};

struct stored;

/*
 * A kind which the store does not keep is an error of usage; so are lines of
 * pay without both ends, since a month without pay must not pass in silence.
 */
bool stored_open(struct stored **out, struct store *store,
    const struct schema *schema, struct stored_span span,
    struct error *error);

/*
 * The next record as a C structure of the schema; texts live until the next
 * call.  False at the end or at an error.
 */
bool stored_next(struct stored *stored, void *record, struct error *error);
void stored_close(struct stored *stored);	/* NULL allowed */

#endif
