/*
 * pay_split.h - the net pay of a split class shared over its accounts
 *
 * Accounts with a fixed amount get it first, in the currency of the account;
 * what is left goes by shares in percent, by largest remainder, and the
 * account with neither takes the rest.  Parts are converted to the account's
 * currency at the end, rounded once, half away from zero.
 *
 * Net pay in several currencies pays a fixed amount once: out of the net in
 * the currency of the account as far as it goes, then out of the others in
 * the order given, converted at the rates of the day.  What is left of each
 * net is shared for itself, so that in each currency what fixed amounts took
 * and what was shared sum to the net.
 */
#ifndef DOMAIN_PAY_SPLIT_H
#define DOMAIN_PAY_SPLIT_H

#include "domain/exchange.h"
#include "schema/pay_account.h"

enum { PAY_SPLIT_ACCOUNTS_MAX = 32, PAY_SPLIT_NETS_MAX = 16 };

struct pay_split {
	const struct pay_account *const *accounts;
	size_t count;			/* 1 to PAY_SPLIT_ACCOUNTS_MAX */
	const struct exchange *exchange; /* NULL: no other currency */
	struct date day;
};

/*
 * parts has one element for each account, zero where nothing goes.  nets,
 * 1 to PAY_SPLIT_NETS_MAX, are zero or above, no two in one currency; what
 * the accounts get is taken off them, so that they are zero afterwards.
 * Shares over 100 %, shares under 100 % which nobody fills up, two accounts
 * which take the rest and fixed amounts above the net are errors of input.
 */
bool pay_split(struct money parts[], const struct pay_split *split,
    struct money nets[], size_t net_count, struct error *error);

#endif
