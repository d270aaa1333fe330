/*
 * figure_total.h - the figure of all groups, made of the figures of each
 *
 * Counts and sums add up, of shares, means and ratios the numerators and the
 * denominators do, and the least and the largest are those of all.  The total
 * is exact: it is what would have been computed without groups.  Percentiles
 * and numbers of different values cannot be put together like that, nor can
 * amounts of several currencies.
 */
#ifndef DOMAIN_FIGURE_TOTAL_H
#define DOMAIN_FIGURE_TOTAL_H

#include "domain/definition.h"
#include "domain/figure_book.h"

/*
 * Fill an item for each period of the indicator.  False if its figures have no
 * total: an aggregate which has none, no definition (NULL) of several groups,
 * or sums which are too large.  The target is that of the figures if it is the
 * same in all of them.
 */
bool figure_total(struct figure_item items[],
    const struct figure_book *book, size_t indicator,
    const struct definition *definition);

#endif
