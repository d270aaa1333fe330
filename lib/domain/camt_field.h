/*
 * camt_field.h - what single elements of a bank statement say
 *
 * Errors name the element.
 */
#ifndef DOMAIN_CAMT_FIELD_H
#define DOMAIN_CAMT_FIELD_H

#include "record/xml_reader.h"
#include "value/date.h"
#include "value/money.h"

/* An amount as it stands before its sign is known. */
struct camt_amount {
	struct money money;
	bool debit;
	bool sided;		/* credit or debit was said */
	bool given;
};

/* The element's text in the currency of its attribute. */
bool camt_field_amount(struct camt_amount *out,
    const struct xml_element *element, struct error *error);

/* CRDT or DBIT. */
bool camt_field_side(struct camt_amount *out, struct slice text,
    struct error *error);

/* What leaves the account is negative. */
struct money camt_field_signed(const struct camt_amount *amount);

/* A date, or the day of an instant with its zone left out. */
bool camt_field_date(struct date *out, struct slice text,
    struct error *error);

/* ISO 20022's Number: up to 18 digits. */
bool camt_field_number(int64_t *out, struct slice text,
    struct error *error);

#endif
