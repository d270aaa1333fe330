/*
 * pay_split.h - a net pay shared over the payee's accounts
 *
 * Accounts with a fixed amount get it first, in the currency of the account;
 * what is left goes by shares in percent, by largest remainder, and the
 * account with neither takes the rest.  Parts are converted to the account's
 * currency at the end, rounded once, half away from zero.
 */
#ifndef DOMAIN_PAY_SPLIT_H
#define DOMAIN_PAY_SPLIT_H

#include "domain/exchange.h"
#include "schema/pay_account.h"

enum { PAY_SPLIT_ACCOUNTS_MAX = 32 };

struct pay_split {
	const struct pay_account *const *accounts;
	size_t count;			/* 1 to PAY_SPLIT_ACCOUNTS_MAX */
	const struct exchange *exchange; /* NULL: no other currency */
	struct date day;
};

/*
 * parts has one element for each account, zero where nothing goes.  Shares
 * over 100 %, shares under 100 % which nobody fills up, two accounts which
 * take the rest and fixed amounts above the net are errors of input.
 */
bool pay_split(struct money parts[], const struct pay_split *split,
    struct money net, struct error *error);

#endif
