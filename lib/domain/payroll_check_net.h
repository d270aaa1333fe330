/*
 * payroll_check_net.h - net pay now and before, by name and currency
 *
 * Sums of lines: for payees and, in the same way, for client organisations.
 * A name has a number, and a sum for each currency in which there were
 * lines; sums are in the order in which they came.  A payee in one currency
 * takes some 120 bytes.  A zeroed struct payroll_check_nets is empty.  For
 * the files payroll_check*.c.
 */
#ifndef DOMAIN_PAYROLL_CHECK_NET_H
#define DOMAIN_PAYROLL_CHECK_NET_H

#include "base/table.h"
#include "domain/payroll_check.h"

struct payroll_check_net {
	uint32_t name;
	uint32_t next;			/* of the name: number + 1, or 0 */
	uint32_t entity;		/* its number among the clients */
	struct currency currency;
	bool there[2];			/* by enum payroll_check_run */
	int64_t units[2];
};

struct payroll_check_nets {
	struct table names;
	uint32_t *first;		/* of each name: number + 1, or 0 */
	size_t first_capacity;
	struct payroll_check_net *nets;
	size_t count;
	size_t capacity;
	size_t last;			/* the name found last */
};

/* The number of the name, which is taken up if it is new. */
size_t payroll_check_net_name(struct payroll_check_nets *nets,
    struct slice name);
struct slice payroll_check_net_text(const struct payroll_check_nets *nets,
    size_t name);

/* The sum, which is made if it is new; valid until the next one is made. */
struct payroll_check_net *payroll_check_net_get(
    struct payroll_check_nets *nets, size_t name, size_t entity,
    struct currency currency);

/* Add a line: earnings count, deductions count against them. */
bool payroll_check_net_add(struct payroll_check_net *net,
    enum payroll_check_run run, const struct pay_line *line,
    struct error *error);

/* How many names have a line of the run. */
size_t payroll_check_net_names(const struct payroll_check_nets *nets,
    enum payroll_check_run run);

struct money payroll_check_net_money(const struct payroll_check_net *net,
    enum payroll_check_run run);

void payroll_check_net_release(struct payroll_check_nets *nets);

#endif
