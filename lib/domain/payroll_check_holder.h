/*
 * payroll_check_holder.h - who has an account, and who shares one
 *
 * Persons are numbers, which the caller gives; an account is known by its
 * IBAN or else by country, bank and number.  A zeroed struct
 * payroll_check_holders is empty.  For the files payroll_check*.c.
 */
#ifndef DOMAIN_PAYROLL_CHECK_HOLDER_H
#define DOMAIN_PAYROLL_CHECK_HOLDER_H

#include "base/table.h"
#include "base/text.h"
#include "schema/pay_account.h"

struct payroll_check_holder {
	uint32_t shared;	/* with that person + 1, or 0 */
	bool has_account;
};

struct payroll_check_holders {
	struct table accounts;		/* numbers into owners */
	uint32_t *owners;		/* the first person of each account */
	size_t owner_capacity;
	struct payroll_check_holder *holders;	/* by person */
	size_t count;
	size_t capacity;
	struct text key;
};

void payroll_check_holder_add(struct payroll_check_holders *holders,
    size_t person, const struct pay_account *account);

bool payroll_check_holder_is(const struct payroll_check_holders *holders,
    size_t person);

/* Another person with the same account; false if there is none. */
bool payroll_check_holder_shares(size_t *other,
    const struct payroll_check_holders *holders, size_t person);

void payroll_check_holder_release(struct payroll_check_holders *holders);

#endif
