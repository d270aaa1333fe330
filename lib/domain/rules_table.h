/*
 * rules_table.h - one dated table of a rule pack
 *
 * A table holds rows which are found by up to RULES_KEYS_MAX keys.  It is
 * built for one day: of several rows with the same keys the one with the
 * newest valid_from on or before the day counts, unless its valid_to (the
 * first day on which it no longer holds) has come.  A table of bands has
 * several rows for the same keys, each from an amount to the next.
 *
 * Rows, texts and indexes live in the arena which the table was given.
 */
#ifndef DOMAIN_RULES_TABLE_H
#define DOMAIN_RULES_TABLE_H

#include "base/table.h"
#include "value/date.h"
#include "value/fraction.h"

enum {
	RULES_KEYS_MAX = 4,
	RULES_COLUMNS_MAX = 32,
	RULES_KEY_BYTES_MAX = 256,	/* all keys of a look-up, joined */
	RULES_BANDS_MAX = 64		/* bands for the same keys */
};

enum rules_table_kind {
	RULES_TABLE_SCALE,	/* "is not on the scale" */
	RULES_TABLE_CODES,	/* "is not in the table" */
	RULES_TABLE_BANDS
};

struct rules_cell {
	struct slice text;
	const struct fraction *number;	/* of a column of numbers */
};

struct rules_row {
	uint64_t line;			/* in the file of the table */
	struct date valid_from;
	struct rules_cell *cells;
	struct rules_row *next;		/* the next band of the same keys */
};

struct rules_table {
	struct slice name;
	const char *path;		/* of its file, for messages */
	enum rules_table_kind kind;
	struct date day;
	struct date next_change;	/* of a row, after the day, or none */
	size_t key_count;
	size_t column_count;
	struct slice columns[RULES_COLUMNS_MAX];
	bool numbers[RULES_COLUMNS_MAX];	/* is it a column of numbers? */
	unsigned keys[RULES_KEYS_MAX];	/* columns of the keys */
	int valid_from, valid_to;	/* columns, or -1 */
	int band_from, band_to, rate;	/* columns, or -1 */
	struct table rows;		/* joined keys to the first row */
	struct table prefixes;		/* every beginning of the keys */
};

/* Keep in *next the first date behind the day on which something changes. */
static inline void
rules_table_change(struct date *next, struct date day, struct date change)
{
	if (!date_is_none(change) && date_compare(change, day) > 0 &&
	    (date_is_none(*next) || date_compare(change, *next) < 0))
		*next = change;
}

/* The number of the column, or -1. */
int rules_table_column(const struct rules_table *table, struct slice name);

/*
 * Take up a row of the file: cells has column_count texts.  Wrong numbers or
 * dates, and two rows which hold for the same keys, are errors of input
 * which name the column.
 */
bool rules_table_add(struct rules_table *table, const struct slice cells[],
    uint64_t line, struct arena *arena, struct error *error);

/* Bands must begin at 0 and leave no gap; asked when all rows are there. */
bool rules_table_complete(const struct rules_table *table,
    struct error *error);

/* NULL if there is none. */
const struct rules_row *rules_table_find(const struct rules_table *table,
    const struct slice keys[]);

/*
 * Say which key it was that is not there; *which is its place.  Always gives
 * false.
 */
bool rules_table_missing(const struct rules_table *table,
    const struct slice keys[], unsigned *which, struct error *error);

/* The band in which the amount lies; below 0 the first. */
const struct rules_row *rules_table_band(const struct rules_table *table,
    const struct rules_row *first, const struct fraction *amount);

/*
 * Progressive: each band's rate (percent) on what lies in it.  gross_up is
 * the inverse: the amount which leaves net after its bands are taken off.
 */
bool rules_table_bands(struct fraction *out, const struct rules_table *table,
    const struct rules_row *first, const struct fraction *amount,
    struct error *error);
bool rules_table_gross_up(struct fraction *out,
    const struct rules_table *table, const struct rules_row *first,
    const struct fraction *net, struct error *error);

void rules_table_release(struct rules_table *table);

#endif
