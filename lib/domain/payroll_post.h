/*
 * payroll_post.h - lines of pay summed into journal entries
 *
 * Every line of pay is posted on two sides: an earning debits its expense
 * account and credits pay due, a deduction credits its account and debits pay
 * due, an employer's share debits its expense and credits what is owed to the
 * scheme.  So what stands on the account of pay due is the net pay, and every
 * entry balances by construction.  Expenses keep the whole coding block;
 * what is owed is kept by entity, currency and fund.
 *
 * There is one entry for each entity, currency and fund, in byte order, and
 * its lines come in byte order of account and coding: the same lines of pay
 * in any order give the same entries.  Texts are copied.
 */
#ifndef DOMAIN_PAYROLL_POST_H
#define DOMAIN_PAYROLL_POST_H

#include "schema/journal_line.h"
#include "schema/pay_line.h"
#include "schema/pay_posting.h"

struct payroll_post;

struct payroll_post *payroll_post_new(void);
void payroll_post_free(struct payroll_post *post);	/* NULL is allowed */

/* One row of the posting table; the same kind and element twice is wrong. */
bool payroll_post_rule(struct payroll_post *post,
    const struct pay_posting *rule, struct error *error);

/* Add a line of pay; information is not posted. One period only. */
bool payroll_post_line(struct payroll_post *post,
    const struct pay_line *line, struct error *error);

/*
 * The next journal line, after all lines of pay were added: false at the
 * end.  Entries are numbered BATCH-0001 and up and bear the last day of the
 * period.  The texts live until the next call.
 */
bool payroll_post_next(struct payroll_post *post, struct slice batch,
    struct journal_line *out);

#endif
