/*
 * verify_payment.h - is every payment in the state its events say?
 *
 * The state is the one column of a payment which changes, so no seal has it.
 * It is that of the payment's last event, and the events are sealed.
 */
#ifndef STORE_VERIFY_PAYMENT_H
#define STORE_VERIFY_PAYMENT_H

#include "store/store.h"

/* One call of say for each payment whose state is another. */
bool verify_payment(struct store *store,
    void (*say)(void *context, const char *line), void *context,
    struct error *error);

#endif
