/*
 * pay_batch.h - from lines of pay to payment instructions
 *
 * Give it the debtor accounts, the lines of pay and the payees' accounts;
 * pay_batch_finish makes one payment for each account which gets something,
 * ordered by person and sequence and numbered BATCH-000001 on.  The net of a
 * person is earnings less deductions; employer's shares and information do
 * not count.  Elements of a split class go to the accounts of this class
 * where the person has some, else to those without class.
 *
 * What is given is copied.  Memory grows with the payees and accounts which
 * get something: about 150 bytes a payee, and its
 * texts and 70 bytes an account.
 */
#ifndef DOMAIN_PAY_BATCH_H
#define DOMAIN_PAY_BATCH_H

#include "domain/exchange.h"
#include "schema/debtor_account.h"
#include "schema/pay_account.h"
#include "schema/pay_line.h"
#include "schema/payment.h"

struct pay_batch;

enum { PAY_BATCH_PAYMENTS_MAX = 999999 };

struct pay_batch_terms {
	struct slice batch;		/* at most PAYMENT_BATCH_MAX */
	struct date execution_date;
	struct slice remittance;
	const struct exchange *exchange; /* NULL: no other currency */
};

bool pay_batch_new(struct pay_batch **out,
    const struct pay_batch_terms *terms, struct error *error);
void pay_batch_free(struct pay_batch *batch);	/* NULL is allowed */

/* Two accounts of one entity and currency are an error of input. */
bool pay_batch_add_debtor(struct pay_batch *batch,
    const struct debtor_account *debtor, struct error *error);

/* Person, entity, kind, amount, currency and split are read of the line. */
bool pay_batch_add_line(struct pay_batch *batch,
    const struct pay_line *line, struct error *error);

/* After all lines: accounts of persons without lines are left out. */
bool pay_batch_add_account(struct pay_batch *batch,
    const struct pay_account *account, struct error *error);

/* Errors name the person. */
bool pay_batch_finish(struct pay_batch *batch, struct error *error);

size_t pay_batch_count(const struct pay_batch *batch);

/* The payment at 0 on; its texts live until the next call. */
void pay_batch_payment(struct payment *out, struct pay_batch *batch,
    size_t at);

#endif
