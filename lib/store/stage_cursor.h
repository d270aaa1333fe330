/*
 * stage_cursor.h - a statement of a stage, at ops pipe's end
 */
#ifndef STORE_STAGE_CURSOR_H
#define STORE_STAGE_CURSOR_H

#include "store/stage_wire.h"
#include "store/store.h"

struct stage_cursor;

bool stage_cursor_open(struct stage_cursor **out, struct store *store,
    struct slice sql, struct error *error);

/*
 * Begin anew with the parameters of the message, which the cursor keeps: the
 * texts are not copied.  Gives true.
 */
bool stage_cursor_bind(struct stage_cursor *cursor, struct stage_wire *wire);

/* Run it to its end, with the parameters which the message has next. */
bool stage_cursor_run(struct stage_cursor *cursor, struct stage_wire *wire,
    struct error *error);

int64_t stage_cursor_changes(const struct stage_cursor *cursor);

/*
 * Step on, and make of the message an answer with as many rows as it takes:
 * changes, whether that is all, how many rows of how many columns, rows.
 */
bool stage_cursor_rows(struct stage_cursor *cursor, struct stage_wire *wire,
    struct error *error);

void stage_cursor_reset(struct stage_cursor *cursor);
void stage_cursor_free(struct stage_cursor *cursor);	/* NULL is allowed */

#endif
