/*
 * figure_book.h - a stream of figures as series of periods
 *
 * A book holds figures in memory: for each indicator and group a series with
 * one item for each period from the first to the last one of any indicator
 * with periods of that kind.  A period of which there is no figure has an item
 * which is not there, so that a gap is seen and not jumped over.
 *
 * The columns of the stream which a figure has not make its group.  Everything
 * lives in the book.
 */
#ifndef DOMAIN_FIGURE_BOOK_H
#define DOMAIN_FIGURE_BOOK_H

#include "base/table.h"
#include "domain/figure_period.h"
#include "schema/figure.h"

enum {
	FIGURE_BOOK_MAX = 1000000,		/* figures */
	FIGURE_BOOK_PERIODS_MAX = 1200,		/* a century of months */
	FIGURE_BOOK_CELLS_MAX = 10000000,	/* periods of all series */
	FIGURE_BOOK_KINDS = INDICATOR_YEAR + 1
};

enum figure_status {
	FIGURE_NO_TARGET,
	FIGURE_GREEN,
	FIGURE_AMBER,
	FIGURE_RED,
	FIGURE_NO_DATA
};

struct figure_item {
	bool there;
	bool has_value;
	bool has_parts;			/* numerator and denominator */
	bool has_baseline;
	bool has_target;
	bool sketched;			/* near the exact figure */
	enum figure_status status;
	int64_t records;
	struct decimal value;
	struct decimal numerator;
	struct decimal denominator;
	struct decimal baseline;
	struct decimal target;
};

struct figure_group {
	struct slice name;		/* "C1, S1"; empty is all */
	const struct slice *values;	/* of the columns */
};

struct figure_series {
	size_t indicator;
	size_t group;
	struct figure_item *items;	/* of the periods of the indicator */
};

struct figure_indicator {
	struct slice code;
	struct slice title;
	struct slice unit;
	enum indicator_period kind;
	uint64_t columns;		/* bits: those which make its groups */
	const struct figure_series *series;	/* by name of the group */
	size_t series_count;
};

struct figure_book {
	struct arena arena;
	const struct slice *columns;	/* names */
	size_t column_count;
	struct figure_indicator *indicators;	/* as they came */
	size_t count;
	struct figure_group *groups;
	size_t group_count;
	struct figure_series *series;
	size_t series_count;
	struct {
		int32_t first;
		size_t count;
	} periods[FIGURE_BOOK_KINDS];
};

/* What is taken of the stream. */
struct figure_book_terms {
	struct figure_period until;	/* nothing later; of no kind: all */
	size_t last;			/* only so many periods; 0: all */
};

/*
 * Read a stream of figures to its end.  A figure which comes twice, and periods
 * of two kinds for one indicator, are errors of input.
 */
bool figure_book_read(struct figure_book **out, struct stream *in,
    const struct figure_book_terms *terms, struct error *error);

/* The periods of an indicator. */
size_t figure_book_periods(const struct figure_book *book,
    size_t indicator);
struct figure_period figure_book_period(const struct figure_book *book,
    size_t indicator, size_t at);

/*
 * Where a value stands by a target, which direction (1: higher is better, -1:
 * lower) and tolerance belong to: missed by no more than that is amber.
 */
enum figure_status figure_status_of(struct decimal value,
    struct decimal target, struct decimal tolerance, int direction);

/* "green", "amber", "red", "no-data" or "". */
const char *figure_status_name(enum figure_status status);

void figure_book_free(struct figure_book *book);	/* NULL is allowed */

#endif
