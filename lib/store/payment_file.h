/*
 * payment_file.h - which payments were sent, and what became of them
 */
#ifndef STORE_PAYMENT_FILE_H
#define STORE_PAYMENT_FILE_H

#include "schema/payment.h"
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
 * One payment of a message which sends a part of a batch once more; its state
 * is changed by the caller (payment_state.h).
 */
bool payment_file_again(struct run *run, struct slice message,
    struct slice payment, struct error *error);

/*
 * Keep what the bank says on a payment, on a group of payments of a message,
 * or on all of it.  line is its number in the report, from 1.
 */
bool payment_file_answer(struct run *run, int64_t line,
    const struct payment_status *status, struct error *error);

/*
 * A cursor over the payments of a message, by number; a message which was
 * never sent has none.
 */
struct payment_file_list;

bool payment_file_list_open(struct payment_file_list **out,
    struct store *store, struct slice message, struct error *error);

/*
 * Number, debtor account, currency and day of a payment, which live until the
 * next call; *later says that a later message has it too, so that what is
 * said of this message as a whole is no longer of it.  False at the end or at
 * an error.
 */
bool payment_file_list_next(struct payment_file_list *list,
    struct payment *out, bool *later, struct error *error);
void payment_file_list_close(struct payment_file_list *list);

#endif
