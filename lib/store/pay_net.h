/*
 * pay_net.h - of the lines of pay in the store, what net pay is made of
 *
 * Gives the earnings and deductions of a batch, in the order in which they
 * came, and of each only person, kind, amount, currency, entity and split:
 * a payroll is read in half the time when what is not paid stays where it is.
 */
#ifndef STORE_PAY_NET_H
#define STORE_PAY_NET_H

#include "store/pay_line.h"

struct pay_net_list;

/* A batch which is unknown or was withdrawn is an error of the store. */
bool pay_net_list_open(struct pay_net_list **out, struct store *store,
    struct slice batch, struct error *error);

/* False at the end or at an error.  Texts live until the next call. */
bool pay_net_list_next(struct pay_net_list *list, struct pay_line *out,
    struct error *error);
void pay_net_list_close(struct pay_net_list *list);	/* NULL allowed */

#endif
