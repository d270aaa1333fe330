/*
 * payment_review.h - payments and what became of them
 */
#ifndef STORE_PAYMENT_REVIEW_H
#define STORE_PAYMENT_REVIEW_H

#include "schema/payment_state.h"
#include "store/store.h"

/* A cursor by number: of all payments, of a batch, or of one payment. */
struct payment_review;

bool payment_review_open(struct payment_review **out, struct store *store,
    struct error *error);
bool payment_review_batch(struct payment_review **out, struct store *store,
    struct slice batch, struct error *error);
bool payment_review_one(struct payment_review **out, struct store *store,
    struct slice payment, struct error *error);

/* False at the end or at an error.  Texts live until the next call. */
bool payment_review_next(struct payment_review *review,
    struct payment_state *out, struct error *error);
void payment_review_close(struct payment_review *review); /* NULL allowed */

#endif
