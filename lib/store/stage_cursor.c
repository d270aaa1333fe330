#include "store/stage_cursor.h"

#include "base/memory.h"
#include "store/bulk.h"

enum {
	STAGE_CURSOR_ROWS_MAX = 1000,		/* in an answer */
	STAGE_CURSOR_BYTES = 64 * 1024		/* the last row may pass it */
};

struct stage_cursor {
	struct statement *statement;
	struct stage_wire parameters;	/* the message they lie in */
	struct text rows;
};

bool
stage_cursor_open(struct stage_cursor **out, struct store *store,
    struct slice sql, struct error *error)
{
	struct text text = { 0 };
	struct statement *statement;
	bool good;

	text_add(&text, sql);
	good = store_prepare_own(&statement, store, text.bytes, error);
	text_release(&text);
	if (!good)
		return false;
	*out = memory_new(sizeof(**out));
	(*out)->statement = statement;
	return true;
}

static void
stage_cursor_bind_value(struct statement *statement, struct stage_wire *wire,
    int at)
{
	switch ((enum bulk_kind)stage_wire_integer(wire)) {
	case BULK_TEXT:
		store_bind_text(statement, at, stage_wire_text(wire));
		return;
	case BULK_INTEGER:
		store_bind_integer(statement, at, stage_wire_integer(wire));
		return;
	case BULK_NULL:
		(void)stage_wire_integer(wire);
		store_bind_null(statement, at);
		return;
	}
}

static void
stage_cursor_bind_all(struct statement *statement, struct stage_wire *wire)
{
	int64_t count = stage_wire_integer(wire);

	for (int at = 1; at <= count && !wire->broken; at++)
		stage_cursor_bind_value(statement, wire, at);
}

bool
stage_cursor_run(struct stage_cursor *cursor, struct stage_wire *wire,
    struct error *error)
{
	stage_cursor_bind_all(cursor->statement, wire);
	return store_run(cursor->statement, error);
}

int64_t
stage_cursor_changes(const struct stage_cursor *cursor)
{
	return store_changes(cursor->statement);
}

bool
stage_cursor_bind(struct stage_cursor *cursor, struct stage_wire *wire)
{
	struct stage_wire parameters = *wire;

	store_reset(cursor->statement);
	*wire = cursor->parameters;
	cursor->parameters = parameters;
	stage_cursor_bind_all(cursor->statement, &cursor->parameters);
	return true;
}

static void
stage_cursor_put_row(struct text *rows, const struct statement *statement,
    int columns)
{
	for (int i = 0; i < columns; i++) {
		bool null = store_is_null(statement, i);
		struct slice cell = null ? slice_from("", 0) :
		    store_text(statement, i);
		int64_t head[2] = { null, (int64_t)cell.length };

		text_add(rows, slice_from((const char *)head, sizeof(head)));
		text_add(rows, cell);
	}
}

bool
stage_cursor_rows(struct stage_cursor *cursor, struct stage_wire *wire,
    struct error *error)
{
	struct statement *statement = cursor->statement;
	int64_t count = 0, changes;
	int columns = 0;
	bool more = true;

	text_clear(&cursor->rows);
	while (more && count < STAGE_CURSOR_ROWS_MAX &&
	    cursor->rows.length < STAGE_CURSOR_BYTES) {
		more = store_step(statement, error);
		if (!more)
			break;
		columns = store_columns(statement);
		stage_cursor_put_row(&cursor->rows, statement, columns);
		count++;
	}
	if (error->fault != FAULT_NONE)
		return false;
	changes = store_changes(statement);
	if (!more)
		store_reset(statement);
	stage_wire_begin(wire, STAGE_WIRE_DONE);
	stage_wire_put_integer(wire, changes);
	stage_wire_put_integer(wire, !more);
	stage_wire_put_integer(wire, count);
	stage_wire_put_integer(wire, columns);
	text_add(&wire->bytes, text_slice(&cursor->rows));
	return true;
}

void
stage_cursor_reset(struct stage_cursor *cursor)
{
	store_reset(cursor->statement);
}

void
stage_cursor_free(struct stage_cursor *cursor)
{
	if (cursor == NULL)
		return;
	store_finish(cursor->statement);
	stage_wire_release(&cursor->parameters);
	text_release(&cursor->rows);
	memory_free(cursor);
}
