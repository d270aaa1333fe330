/*
 * payment_file.h - which payments were sent, and what became of them
 */
#ifndef STORE_PAYMENT_FILE_H
#define STORE_PAYMENT_FILE_H

#include "schema/payment_status.h"
#include "store/run.h"

struct payment_file {
	struct slice message;
	struct slice batch;
	struct slice format;
	bool again;
};

/*
 * Was it marked by a command with the same arguments as that of this run?
 * Such a command may have been killed before the file had its name.
 */
bool payment_file_marked(bool *out, struct run *run,
    const struct payment_file *file, struct error *error);

/*
 * Mark the batch as sent in the message.  A batch which was sent before is
 * refused, unless again is true; a message which was used before always is.
 */
bool payment_file_store(struct run *run, const struct payment_file *file,
    struct error *error);

/* The state which an external code of ISO 20022 means, or NULL. */
const char *payment_file_state(struct slice code);

/*
 * Keep what the bank says on one payment, or on all of a message when the
 * payment is empty, and give them their new state; *known says whether the
 * payment or message is ours.  line is its number in the report, from 1.
 */
bool payment_file_answer(bool *known, struct run *run, int64_t line,
    const struct payment_status *status, struct error *error);

#endif
