/*
 * figure_load.h - the figures of a book as they are read
 *
 * For the files figure_book.c and figure_load.c only.
 */
#ifndef DOMAIN_FIGURE_LOAD_H
#define DOMAIN_FIGURE_LOAD_H

#include "base/text.h"
#include "domain/figure_book.h"

/* A figure as it was read. */
struct figure_loaded {
	struct figure_item item;
	uint32_t indicator;
	uint32_t group;
	int32_t period;
	const char *origin;	/* the stream's */
	uint64_t line;
	uint64_t number;	/* in the order of the input */
};

/* What is only needed while a book is read. */
struct figure_loading {
	struct figure_book *book;
	const struct figure_book_terms *terms;
	struct table indicators;	/* by code */
	struct table groups;		/* by values */
	size_t indicator_capacity;
	size_t group_capacity;
	struct figure_loaded *figures;
	size_t count;
	size_t capacity;
	struct text key;
};

/* Read them all; the indicators and groups of the book are there then. */
bool figure_load(struct figure_loading *loading, struct stream *in,
    struct error *error);

#endif
