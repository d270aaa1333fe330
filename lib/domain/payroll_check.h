/*
 * payroll_check.h - what is remarkable in a payroll
 *
 * Lines of pay are compared with those of an earlier run and with the
 * accounts of the payees.  Only sums are kept, one for each payee and
 * currency, so memory grows with payees, not with lines.  Net pay is earnings
 * less deductions.  What each finding does to the run is data: the severity
 * of its rule (share/check/payroll.csv), "off" when there is no row.  Texts
 * are copied.
 */
#ifndef DOMAIN_PAYROLL_CHECK_H
#define DOMAIN_PAYROLL_CHECK_H

#include "schema/pay_account.h"
#include "schema/pay_check.h"
#include "schema/pay_exception.h"
#include "schema/pay_line.h"

struct payroll_check;

enum payroll_check_run {
	PAYROLL_CHECK_NOW,
	PAYROLL_CHECK_BEFORE
};

struct payroll_check_counts {
	uint64_t payees;
	uint64_t blocking;
	uint64_t warning;
	uint64_t information;
};

/* A change of net pay by more than threshold percent is a finding. */
struct payroll_check *payroll_check_new(struct decimal threshold);
void payroll_check_free(struct payroll_check *check);	/* NULL allowed */

/* The severity of a rule; an unknown rule is an error of input. */
bool payroll_check_rule(struct payroll_check *check,
    const struct pay_check *rule, struct error *error);

/* Joiners, leavers and changes are looked for once a line came before. */
bool payroll_check_line(struct payroll_check *check,
    enum payroll_check_run run, const struct pay_line *line,
    struct error *error);

/* Accounts are looked for once there is one, or they are expected. */
void payroll_check_expect_accounts(struct payroll_check *check);
void payroll_check_account(struct payroll_check *check,
    const struct pay_account *account);

/*
 * The next finding, after everything was added: payees in the order in which
 * they came, their findings in the order of the rules, then the totals of the
 * client organisations.  False at the end.  Texts live until the next
 * call.
 */
bool payroll_check_next(struct payroll_check *check,
    struct pay_exception *out);

/* What was found so far. */
struct payroll_check_counts payroll_check_counts(
    const struct payroll_check *check);

#endif
