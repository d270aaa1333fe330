/*
 * slip_label.h - what the codes and headings of a payslip are called
 *
 * Labels are data: share/label/payslip.csv has the headings, titles.csv of a
 * rule pack the elements, both in several languages.  What has no label in the
 * language asked for has the English one, else its code.
 */
#ifndef PAYROLL_SLIP_LABEL_H
#define PAYROLL_SLIP_LABEL_H

#include "base/table.h"
#include "cli/program.h"

struct slip_labels {
	struct arena texts;
	struct table labels;		/* name to struct slice */
	struct slice language;
	bool found;			/* is there one in the language? */
};

/* A zeroed struct with its language is ready. A file adds its labels. */
bool slip_label_read(struct slip_labels *labels, struct cli *cli,
    const char *path, struct error *error);

struct slice slip_label(const struct slip_labels *labels, struct slice name);

void slip_label_release(struct slip_labels *labels);

#endif
