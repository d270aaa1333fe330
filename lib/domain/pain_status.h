/*
 * pain_status.h - what the bank says on payments (ISO 20022 pain.002)
 *
 * Reads pain.002.001.03 and .10.  The report gives one record for each
 * payment it speaks of; a status of the whole message gives one without
 * payment.  A status of a group of payments alone is an error: groups are not
 * kept, and guessing which payments it means is no answer.
 */
#ifndef DOMAIN_PAIN_STATUS_H
#define DOMAIN_PAIN_STATUS_H

#include "base/arena.h"
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

#endif
