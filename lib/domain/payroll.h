/*
 * payroll.h - the pay of one payee in one month
 *
 * A payroll holds the rules, the rates and the place for the figures of one
 * payee; computing allocates nothing.  Elements are computed in full months
 * and exactly; each line is then taken in its share of the month and rounded
 * once.  The share of a part is the difference of two cumulative shares, each
 * rounded, so that the parts of a month sum to the whole to the cent.
 */
#ifndef DOMAIN_PAYROLL_H
#define DOMAIN_PAYROLL_H

#include "domain/exchange.h"
#include "domain/rules.h"
#include "schema/pay_line.h"

enum { PAYROLL_SLOTS_MAX = RULES_SLOT_ELEMENTS + RULES_ELEMENTS_MAX };

/* A part of the month, in days of a basis. */
struct payroll_share {
	bool whole;
	struct fraction from;		/* of the month before the part */
	struct fraction until;		/* of the month up to its end */
	struct fraction unpaid;		/* of the month, leave without pay */
};

struct payroll {
	const struct rules *rules;
	const struct exchange *exchange;	/* NULL: no local amounts */
	const struct payee *payee;
	struct date rate_day;
	struct payroll_share shares[RULES_PRORATION_WORKING + 1];
	struct formula_value values[PAYROLL_SLOTS_MAX];
	struct money paid[PAYROLL_SLOTS_MAX];
	struct money local[PAYROLL_SLOTS_MAX];	/* of written lines */
	bool due[PAYROLL_SLOTS_MAX];
	bool counted[PAYROLL_SLOTS_MAX];
	struct formula_frame frame;
	size_t current;			/* the element being computed */
	/* Told after each element; for explanations, else NULL. */
	void (*told)(void *context, size_t element);
	struct rate *rates;		/* cache, by currency */
	bool *known;
	struct slice last_code;		/* cache of the last currency */
	char last_code_text[4];
	struct currency last_currency;
};

/* Rules and exchange must outlive the payroll. */
struct payroll *payroll_new(const struct rules *rules,
    const struct exchange *exchange);
void payroll_free(struct payroll *payroll);	/* NULL is allowed */

/*
 * Compute every element for the payee.  Errors of input name the field where
 * they can; the caller adds the place of the record.
 */
bool payroll_compute(struct payroll *payroll, const struct payee *payee,
    struct error *error);

/*
 * The line of an element of the rules: false if it is not due or not written.
 * Texts belong to the payee and to the rules.
 */
bool payroll_line(struct pay_line *out, const struct payroll *payroll,
    size_t element);

/* The amount in another currency, from the quoted rates, rounded once. */
bool payroll_convert(struct money *out, struct payroll *payroll,
    struct money amount, struct currency target, struct error *error);

#endif
