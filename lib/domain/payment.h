/*
 * payment.h - what must be true of payments and the accounts they join
 *
 * Rules of one payment instruction or account, whatever message carries it.
 */
#ifndef DOMAIN_PAYMENT_H
#define DOMAIN_PAYMENT_H

#include "base/arena.h"
#include "base/error.h"
#include "schema/debtor_account.h"
#include "schema/pay_account.h"
#include "schema/payment.h"

/* Limits of ISO 20022 (Max35Text and the like), in characters. */
enum {
	PAYMENT_ID_MAX = 35,
	PAYMENT_NAME_MAX = 140,
	PAYMENT_STREET_MAX = 70,
	PAYMENT_POST_CODE_MAX = 16,
	PAYMENT_TOWN_MAX = 35,
	PAYMENT_ACCOUNT_MAX = 34,
	PAYMENT_REMITTANCE_MAX = 140,
	PAYMENT_DIGITS_MAX = 18,	/* of an amount and of a sum */
	PAYMENT_BATCH_MAX = 28	/* leaves "-" and six digits of a number */
};

/*
 * Either an IBAN, which must be right, or another account number, which is
 * refused for a bank in a country which has IBANs.
 */
bool payment_check_account(struct slice iban, struct slice account,
    struct slice bank_country, struct error *error);

/* 1 to 35 permitted characters, no "/" at the ends and no "//". */
bool payment_check_id(const char *what, struct slice id,
    struct error *error);

/* A payment as a whole: id, amount above zero and of 18 digits, account. */
bool payment_check(const struct payment *payment, struct error *error);

/* By debtor account, currency, date and number. */
int payment_compare(const struct payment *one, const struct payment *other);

/* May the two stand in one group (debtor account, currency, date)? */
bool payment_same_group(const struct payment *one,
    const struct payment *other);

/* A copy with its texts, in the arena. */
struct payment *payment_keep(struct arena *arena,
    const struct payment *payment);

/* Do all fields agree? */
bool payment_same(const struct payment *one, const struct payment *other);

#endif
