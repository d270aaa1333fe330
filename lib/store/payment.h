/*
 * payment.h - payment instructions kept in the store, by batch
 *
 * A batch of payments is written by one run and never changed but in the
 * state of its payments: stored, sent, then accepted, pending, settled or
 * rejected as the bank says.
 */
#ifndef STORE_PAYMENT_H
#define STORE_PAYMENT_H

#include "schema/payment.h"
#include "store/run.h"

/* Add the payment to the digest of the run. */
void payment_digest(struct run *run, const struct payment *payment);

/* Payments of a batch are stored in ascending order of their numbers. */
bool payment_store(struct run *run, const struct payment *payment,
    struct error *error);

/* Enter and audit the batch after its payments; source says whose pay. */
bool payment_store_batch(struct run *run, struct slice batch,
    struct slice source, size_t count, struct error *error);

/*
 * When the batch was stored; one which is unknown or was withdrawn is an
 * error of the store.
 */
bool payment_batch_created(struct instant *out, struct store *store,
    struct slice batch, struct error *error);

/* Texts live until the next call. */
bool payment_find(bool *found, struct payment *out, struct store *store,
    struct slice number, struct error *error);

/* A cursor over the payments of a batch, by number. */
struct payment_list;

bool payment_list_open(struct payment_list **out, struct store *store,
    struct slice batch, struct error *error);

/* False at the end or at an error.  Texts live until the next call. */
bool payment_list_next(struct payment_list *list, struct payment *out,
    struct error *error);
void payment_list_close(struct payment_list *list);	/* NULL allowed */

#endif
