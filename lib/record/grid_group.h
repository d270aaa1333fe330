/*
 * grid_group.h - sums of a grid by the values of some columns
 *
 * Sums are exact; each keeps the most decimal places of what went into it, so
 * that amounts of currencies with different minor units stand side by side.
 * Groups come in the byte order of their keys.
 */
#ifndef RECORD_GRID_GROUP_H
#define RECORD_GRID_GROUP_H

#include "record/grid.h"

enum {
	GROUP_KEYS_MAX = 16,
	GROUP_TOTALS_MAX = 16,
	GROUP_ACROSS_MAX = 64,		/* values spread over columns */
	GROUP_CELLS_MAX = 256		/* columns of sums */
};

struct grid_grouping {
	int keys[GROUP_KEYS_MAX];	/* columns of the grid */
	size_t key_count;
	int totals[GROUP_TOTALS_MAX];
	size_t total_count;
	int across;			/* column, or -1: see below */
};

/*
 * Begin and fill out: the keys, "records" with the number of rows, and the
 * sum of each total.  With across, each of its values has a column for each
 * total instead, named value (one total) or value_total (several), and there
 * is no "records".  An empty cell adds nothing; a total which is not a number
 * is an error of input.
 */
bool grid_group(struct grid *out, const struct grid *in,
    const struct grid_grouping *grouping, struct error *error);

/* Keep the rows in which the column has one of the values "a,b,c". */
void grid_keep(struct grid *grid, int column, struct slice values);

#endif
