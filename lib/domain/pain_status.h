/*
 * pain_status.h - what the bank says on payments (ISO 20022 pain.002)
 *
 * Reads pain.002.001.03 and .10.  The report gives one record for each
 * payment it speaks of, one for each group of payments (payment information)
 * with a status, and last one for the message if that has a status.  The
 * status of the lowest level holds: a payment's own, else its group's, else
 * the message's.
 */
#ifndef DOMAIN_PAIN_STATUS_H
#define DOMAIN_PAIN_STATUS_H

#include "base/arena.h"
#include "domain/payment.h"
#include "record/xml_reader.h"
#include "schema/payment_status.h"

struct pain_status {
	struct slice report;
	struct slice message;
	struct payment_status *answers;
	size_t count;
	size_t capacity;
	struct arena arena;
};

/* Fill the zeroed status from the whole document. */
bool pain_status_read(struct pain_status *status, struct xml_reader *reader,
    struct error *error);
void pain_status_release(struct pain_status *status);

/*
 * Which answer holds for each of the payments of the message, which are in
 * the order of payment_compare: NULL where there is none, or where the
 * payment has its own.  *strange is an answer on a group which the message
 * has not, or NULL.
 */
void pain_status_spread(const struct payment_status *out[],
    const struct payment_status **strange, const struct pain_status *status,
    const struct payment *const payments[], size_t count);

#endif
