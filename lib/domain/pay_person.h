/*
 * pay_person.h - the net pay of one person, by split class and currency
 *
 * What pay_batch keeps of a person, small: there are as many as payees.  Nets
 * and accounts live in the arena of the batch.
 */
#ifndef DOMAIN_PAY_PERSON_H
#define DOMAIN_PAY_PERSON_H

#include "domain/pay_pack.h"
#include "domain/pay_split.h"

/* What one person has of one split class and currency. */
struct pay_net {
	struct pay_net *next;
	struct slice class;
	struct money amount;
};

struct pay_person {
	struct slice number;
	struct slice entity;
	struct pay_net *nets;
	struct pay_pack *accounts;	/* by sequence */
};

/* The accounts of a person and what each of them gets. */
struct pay_shares {
	const struct pay_account *accounts[PAY_SPLIT_ACCOUNTS_MAX];
	struct money totals[PAY_SPLIT_ACCOUNTS_MAX];
	size_t count;
};

/* Add to the net of the class and the amount's currency. */
bool pay_person_add(struct pay_person *person, struct arena *arena,
    struct slice class, struct money amount, struct error *error);

/*
 * Share the nets over the accounts into totals.  Nets of a class without an
 * account of its own go to the accounts without class.  terms gives exchange
 * and day.
 */
bool pay_person_share(struct pay_shares *shares, struct pay_person *person,
    struct arena *arena, const struct pay_split *terms, struct error *error);

#endif
