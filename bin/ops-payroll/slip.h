/*
 * slip.h - the payslip of one payee, as text or as a page of HTML
 *
 * A slip gathers the lines of one payee, month and currency; texts are copied
 * into its arena.  A zeroed struct slip is empty; slip_clear makes it so
 * again and keeps the memory.
 */
#ifndef PAYROLL_SLIP_H
#define PAYROLL_SLIP_H

#include "base/arena.h"
#include "base/text.h"
#include "schema/pay_account.h"
#include "schema/pay_line.h"

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
};

struct slip {
	struct arena texts;
	struct slice person;
	struct slice entity;
	struct period period;
	struct currency currency;
	struct slip_section sections[SLIP_KINDS];
};

/* An account of the payee, as it is shown on the slip. */
struct slip_account {
	struct slice number;
	struct slice bank;
	struct slice rule;		/* "300.00", "50 %", "the rest" */
	struct currency currency;
};

void slip_clear(struct slip *slip);
void slip_release(struct slip *slip);

bool slip_add(struct slip *slip, const struct pay_line *line,
    struct error *error);

/* name may be empty; accounts may be none. */
bool slip_text(struct text *out, const struct slip *slip, struct slice name,
    const struct slip_account accounts[], size_t count,
    struct error *error);
bool slip_html(struct text *out, const struct slip *slip, struct slice name,
    const struct slip_account accounts[], size_t count,
    struct error *error);

#endif
