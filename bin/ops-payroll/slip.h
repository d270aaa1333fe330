/*
 * slip.h - the payslip of one payee, as text or as a page of HTML
 *
 * A slip gathers the lines of one payee and month, in the currency of pay and
 * in that of the duty station; texts are copied into its arena.  A zeroed
 * struct slip is empty; slip_clear makes it so again and keeps the memory.
 */
#ifndef PAYROLL_SLIP_H
#define PAYROLL_SLIP_H

#include "base/arena.h"
#include "base/text.h"
#include "schema/pay_account.h"
#include "schema/pay_line.h"
#include "slip_label.h"

struct slip_line {
	struct slice element;
	struct money amount;
	struct money local_amount;
};

enum slip_kind {
	SLIP_EARNING,
	SLIP_DEDUCTION,
	SLIP_EMPLOYER,
	SLIP_INFORMATION,
	SLIP_KINDS
};

struct slip_section {
	struct slip_line *lines;
	size_t count;
	size_t capacity;
	struct money total;
	struct money local_total;
};

struct slip {
	struct arena texts;
	struct slice person;
	struct slice entity;
	struct period period;
	struct currency currency;
	struct currency local_currency;	/* none: only one is shown */
	struct slip_section sections[SLIP_KINDS];
};

/* What is known of the payee; each may be empty. */
struct slip_person {
	struct slice name;
	struct slice contract;
	struct slice grade;		/* and step */
	struct slice duty_station;
};

/* An account of the payee, as it is shown on the slip. */
struct slip_account {
	struct slice number;
	struct slice bank;
	struct slice rule;		/* "300.00", "50 percent", "rest" */
	struct currency currency;
};

/* Everything which is on the page. */
struct slip_page {
	const struct slip *slip;
	const struct slip_labels *labels;
	struct slip_person person;
	const struct slip_account *accounts;
	size_t account_count;
	struct money net;
	struct money local_net;
};

void slip_clear(struct slip *slip);
void slip_release(struct slip *slip);

bool slip_add(struct slip *slip, const struct pay_line *line,
    struct error *error);

/* Net pay of the slip, which the page shows. */
bool slip_settle(struct slip_page *page, struct error *error);

/* The word for the lines of a kind, as in labels: "earning". */
struct slice slip_kind_name(enum slip_kind kind);

void slip_text(struct text *out, const struct slip_page *page);
void slip_html(struct text *out, const struct slip_page *page);

#endif
