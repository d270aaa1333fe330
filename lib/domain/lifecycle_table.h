/*
 * lifecycle_table.h - the rows of all lifecycles, made from
 * share/lifecycle/NAME.csv
 */
#ifndef DOMAIN_LIFECYCLE_TABLE_H
#define DOMAIN_LIFECYCLE_TABLE_H

#include <stddef.h>

struct lifecycle_line {
	const char *name;	/* of the lifecycle */
	const char *origin;	/* its file */
	unsigned line;
	const char *cells[6];	/* from, event, to, duty, condition, clock */
};

/* The rows of a lifecycle stand together. */
extern const struct lifecycle_line lifecycle_lines[];
extern const size_t lifecycle_line_count;

#endif
