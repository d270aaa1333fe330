/*
 * board.h - what a board shows, before it is drawn
 *
 * Of each indicator: the figure of the latest period and the one before, how
 * many of its groups stand where, and a control chart of each series.  The
 * book and the definitions must live as long as the board.
 */
#ifndef DOMAIN_BOARD_H
#define DOMAIN_BOARD_H

#include "domain/control_chart.h"
#include "domain/figure_scale.h"
#include "domain/figure_total.h"

/*
 * Limits of fewer points say little; Wheeler (Understanding Variation, 1993)
 * draws them from five or six on.
 */
enum { BOARD_LIMITS_FROM = 6 };

/* A series with its control chart. */
struct board_line {
	struct slice name;			/* of the group */
	const struct figure_item *items;
	struct control_point *control;	/* of those with a value, in order */
	size_t *places;				/* of them among the periods */
	size_t control_count;
	bool has_limits;
	size_t signals;
};

struct board_item {
	const struct figure_indicator *indicator;
	size_t number;				/* in the book */
	const struct definition *definition;	/* NULL: unknown */
	struct figure_scale scale;
	size_t periods;
	int direction;
	bool has_total;
	struct board_line total;
	struct board_line *groups;		/* as many as series */
	size_t states[FIGURE_NO_DATA + 1];	/* of groups in the last */
};

struct board {
	struct arena arena;
	const struct figure_book *book;
	struct board_item *items;
	size_t count;
	size_t states[FIGURE_NO_DATA + 1];	/* of indicators */
};

/* Figures which are too large for a chart have none. */
void board_make(struct board *out, const struct figure_book *book,
    const struct definitions *definitions);

/* The worst of its groups; of a total its own. */
enum figure_status board_status(const struct board_item *item);

void board_release(struct board *board);

#endif
