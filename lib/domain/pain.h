/*
 * pain.h - payment initiation messages (ISO 20022 pain.001)
 *
 * Payments become a CustomerCreditTransferInitiation of version 03 or 09,
 * grouped by debtor account, currency and day of execution.  The bytes depend
 * on the message alone: neither on the clock nor on the order of payments.
 */
#ifndef DOMAIN_PAIN_H
#define DOMAIN_PAIN_H

#include "base/output.h"
#include "base/table.h"
#include "domain/payment.h"
#include "domain/transliteration.h"

enum pain_version {
	PAIN_001_001_03,
	PAIN_001_001_09
};

/* A group takes "-" and up to five digits behind the message's id. */
enum { PAIN_MESSAGE_ID_MAX = 29, PAIN_GROUPS_MAX = 99999 };

struct pain_message {
	enum pain_version version;
	struct slice id;
	struct instant created;
	struct slice initiator;		/* name; empty until prepared is allowed */
	const struct payment **payments; /* pain_prepare sorts them */
	size_t count;
	const struct table *debtors;	/* struct debtor_account by its code */
	const struct transliteration *letters;

	/* Called by pain_prepare for texts with characters lost; may be NULL. */
	void (*lost)(void *context, const struct payment *payment,
	    const char *field, struct slice before, struct slice after);
	void *context;
};

/* "pain.001.001.09". */
bool pain_version_parse(enum pain_version *out, struct slice name,
    struct error *error);

/* The number of a group, from 1, in a message: "B-1". */
void pain_group_id(char out[PAYMENT_ID_MAX + 1], struct slice message,
    size_t number);

/*
 * Sort the payments and check all that could make the message wrong: at least
 * one payment, ids, unique numbers, amounts, accounts, known debtors, lengths
 * after transliteration.
 */
bool pain_prepare(struct pain_message *message, struct error *error);

/* Write a message which pain_prepare accepted. */
bool pain_write(struct output *output, const struct pain_message *message,
    struct error *error);

#endif
