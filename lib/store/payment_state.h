/*
 * payment_state.h - the state of payments, and what changes it
 *
 * The lifecycle is share/lifecycle/payment.csv.  A payment of a batch which
 * was sent is "sent" until something is said of the payment itself: sending
 * a batch writes nothing to its payments.  What changes the state of one is
 * kept as its event.
 */
#ifndef STORE_PAYMENT_STATE_H
#define STORE_PAYMENT_STATE_H

#include "store/run.h"

/*
 * What a query selects as the state of payment p: the SQL above, in one
 * place.
 */
#define PAYMENT_STATE_SQL "CASE WHEN p.state = 'stored' AND EXISTS (SELECT" \
	" 1 FROM payment_file f WHERE f.batch = p.batch) THEN 'sent' ELSE" \
	" p.state END"

enum payment_outcome {
	PAYMENT_UNKNOWN,	/* there is no such payment */
	PAYMENT_REFUSED,	/* its state does not allow the event */
	PAYMENT_STEPPED
};

/* The states of one run, of which there is one open at a time. */
struct payment_states;

bool payment_state_open(struct payment_states **out, struct run *run,
    struct error *error);

/*
 * Let the event happen to the payment.  A refusal is not an error:
 * payment_state_refusal says why.
 */
bool payment_state_step(enum payment_outcome *out,
    struct payment_states *states, struct slice payment, struct slice event,
    struct error *error);

/* Why the last step was refused; until the next one. */
const char *payment_state_refusal(const struct payment_states *states);

void payment_state_close(struct payment_states *states); /* NULL allowed */

/*
 * The event which a status of the bank is (external codes of ISO 20022:
 * ACCP, ACSC, PDNG, RJCT); empty for one which says nothing of a payment,
 * such as PART.
 */
struct slice payment_state_event(struct slice code);

#endif
