/*
 * cell.h - a field of a schema's structure as a column of a register
 *
 * A cell is the canonical form of one field: a number or a text, or absent.
 * Equal values give equal cells.  The text of a cell may point into the
 * structure, or into the cell itself; neither may move while it is used.
 */
#ifndef STORE_CELL_H
#define STORE_CELL_H

#include "base/text.h"
#include "record/schema.h"
#include "store/store.h"

enum { CELL_TEXT_MAX = 40 };

struct cell {
	bool absent;
	bool number;
	int64_t integer;
	struct slice text;
	char buffer[CELL_TEXT_MAX];
};

/* The cell of the field of that number of the structure value. */
void cell_get(struct cell *out, const struct schema *schema, size_t number,
    const void *value);

void cell_bind(struct statement *statement, int at, const struct cell *cell);

/* Is the column of the row the same? */
bool cell_matches(const struct cell *cell, const struct statement *statement,
    int column);

/* For people and for keys: numbers in decimal. */
void cell_add(struct text *out, const struct cell *cell);

/*
 * Fill the structure from a row whose columns are the schema's fields in
 * order.  Texts point into the row.
 */
bool cell_set_all(void *out, const struct schema *schema,
    const struct statement *statement, struct error *error);

/* The structure as a JSON object; amounts, dates and so on are texts. */
void cell_image(struct text *out, const struct schema *schema,
    const void *value);

#endif
