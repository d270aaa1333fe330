#include "base/assert.h"
#include "base/memory.h"
#include "store/bulk.h"
#include "store/stage_connection.h"

enum { STAGE_COLUMNS_MAX = 256 };	/* of a row */

struct stage_value {
	enum bulk_kind kind;
	int64_t integer;	/* of a text, where it is in the texts */
	size_t length;
};

struct stage_statement {
	struct stage_connection *connection;
	int64_t number;
	struct stage_value *values;	/* of the parameters, from 0 */
	size_t value_count;
	size_t value_capacity;
	struct text texts;
	struct stage_wire rows;		/* those which came and are left */
	int64_t rows_left;
	struct slice cells[STAGE_COLUMNS_MAX];	/* of the row */
	bool nulls[STAGE_COLUMNS_MAX];
	int64_t column_count;
	int64_t changes;
	bool queued;			/* nobody waits for what it does */
	bool started;
	bool ended;			/* no rows come after those left */
};

/*
 * It gives neither rows nor anything which the program would decide by, so
 * that many can go in one message.  There are hundreds of thousands of them.
 */
static bool
stage_is_plain_insert(const char *sql)
{
	return strncmp(sql, "INSERT INTO ", 12) == 0 &&
	    strstr(sql, "ON CONFLICT") == NULL &&
	    strstr(sql, "RETURNING") == NULL;
}

bool
stage_statement_prepare(void **out, void *opened, const char *sql,
    struct error *error)
{
	struct stage_connection *connection = opened;
	struct stage_statement *statement;

	stage_wire_begin(&connection->wire, STAGE_WIRE_PREPARE);
	stage_wire_put_text(&connection->wire, slice_of(sql));
	if (!stage_connection_ask(connection, error))
		return false;
	statement = memory_new(sizeof(*statement));
	statement->connection = connection;
	statement->queued = stage_is_plain_insert(sql);
	statement->number = stage_wire_integer(&connection->wire);
	*out = statement;
	return true;
}

void
stage_statement_finish(void *prepared)
{
	struct stage_statement *statement = prepared;
	struct error ignored = { 0 };

	(void)stage_connection_say_number(statement->connection,
	    STAGE_WIRE_FINISH, statement->number, &ignored);
	memory_free(statement->values);
	text_release(&statement->texts);
	stage_wire_release(&statement->rows);
	memory_free(statement);
}

/* Rows which nobody took would keep the statement open over there. */
void
stage_statement_reset(void *prepared)
{
	struct stage_statement *statement = prepared;
	struct error ignored = { 0 };

	if (statement->started && !statement->ended)
		(void)stage_connection_say_number(statement->connection,
		    STAGE_WIRE_RESET, statement->number, &ignored);
	statement->value_count = 0;
	statement->rows_left = 0;
	statement->started = statement->ended = false;
	text_clear(&statement->texts);
}

static struct stage_value *
stage_statement_value(struct stage_statement *statement, int at)
{
	while (statement->value_count < (size_t)at) {
		statement->values = memory_grow(statement->values,
		    &statement->value_capacity, statement->value_count,
		    sizeof(*statement->values));
		statement->values[statement->value_count++] =
		    (struct stage_value){ .kind = BULK_NULL };
	}
	return &statement->values[at - 1];
}

void
stage_statement_bind_text(void *prepared, int at, struct slice text, bool copy)
{
	struct stage_statement *statement = prepared;

	(void)copy;
	*stage_statement_value(statement, at) = (struct stage_value){ BULK_TEXT,
	    (int64_t)statement->texts.length, text.length };
	text_add(&statement->texts, text);
}

void
stage_statement_bind_integer(void *prepared, int at, int64_t value)
{
	*stage_statement_value(prepared, at) =
	    (struct stage_value){ BULK_INTEGER, value, 0 };
}

void
stage_statement_bind_null(void *prepared, int at)
{
	*stage_statement_value(prepared, at) = (struct stage_value){ .kind = BULK_NULL };
}

static void
stage_put_values(struct stage_wire *wire,
    const struct stage_statement *statement)
{
	stage_wire_put_integer(wire, (int64_t)statement->value_count);
	for (size_t i = 0; i < statement->value_count; i++) {
		const struct stage_value *value = &statement->values[i];

		stage_wire_put_integer(wire, (int64_t)value->kind);
		if (value->kind == BULK_TEXT)
			stage_wire_put_text(wire, slice_from(
			    text_slice(&statement->texts).text +
			    value->integer, value->length));
		else
			stage_wire_put_integer(wire, value->integer);
	}
}

/* Ask for the first rows, or for more; they lie in statement->rows then. */
static bool
stage_get_rows(struct stage_statement *statement, struct error *error)
{
	struct stage_connection *connection = statement->connection;
	struct stage_wire *wire = &connection->wire, rows;

	stage_wire_begin(wire, statement->started ? STAGE_WIRE_FETCH :
	    STAGE_WIRE_STEP);
	stage_wire_put_integer(wire, statement->number);
	if (!statement->started)
		stage_put_values(wire, statement);
	statement->started = true;
	if (!stage_connection_ask(connection, error)) {
		statement->ended = true;
		return false;
	}
	rows = *wire;
	*wire = statement->rows;
	statement->rows = rows;
	statement->changes = stage_wire_integer(&statement->rows);
	statement->ended = stage_wire_integer(&statement->rows) != 0;
	statement->rows_left = stage_wire_integer(&statement->rows);
	statement->column_count = stage_wire_integer(&statement->rows);
	ENSURE(statement->column_count <= STAGE_COLUMNS_MAX);
	return true;
}

/* A statement without rows waits for others; gives false, as at the end. */
static bool
stage_queue_run(struct stage_statement *statement, struct error *error)
{
	struct stage_wire *queue =
	    stage_connection_queue(statement->connection);

	stage_wire_put_integer(queue, statement->number);
	stage_put_values(queue, statement);
	(void)stage_connection_queued(statement->connection, error);
	return false;
}

bool
stage_statement_step(void *prepared, struct error *error)
{
	struct stage_statement *statement = prepared;

	if (statement->queued)
		return stage_queue_run(statement, error);
	if (statement->rows_left == 0 && !statement->ended &&
	    !stage_get_rows(statement, error))
		return false;
	if (statement->rows_left == 0)
		return false;
	statement->rows_left--;
	for (int64_t i = 0; i < statement->column_count; i++) {
		statement->nulls[i] =
		    stage_wire_integer(&statement->rows) != 0;
		statement->cells[i] = stage_wire_text(&statement->rows);
	}
	return true;
}

int64_t
stage_statement_changes(const void *prepared)
{
	const struct stage_statement *statement = prepared;
	struct error ignored = { 0 };

	if (!statement->queued)
		return statement->changes;
	/* A fault is kept over there for a question which can report it. */
	return stage_connection_say_number(statement->connection,
	    STAGE_WIRE_CHANGES, statement->number, &ignored) ?
	    stage_wire_integer(&statement->connection->wire) : 0;
}

struct slice
stage_statement_text(const void *prepared, int column)
{
	const struct stage_statement *statement = prepared;

	return statement->cells[column];
}

/* A whole number came as its digits; what is none reads as 0. */
int64_t
stage_statement_integer(const void *prepared, int column)
{
	struct slice text = stage_statement_text(prepared, column);
	bool negative = text.length > 0 && text.text[0] == '-';
	uint64_t value = 0;

	for (size_t i = negative; i < text.length; i++) {
		if (text.text[i] < '0' || text.text[i] > '9')
			break;
		value = value * 10 + (uint64_t)(text.text[i] - '0');
	}
	return negative ? (int64_t)(0 - value) : (int64_t)value;
}

bool
stage_statement_is_null(const void *prepared, int column)
{
	const struct stage_statement *statement = prepared;

	return statement->nulls[column];
}

int
stage_statement_columns(const void *prepared)
{
	const struct stage_statement *statement = prepared;

	return (int)statement->column_count;
}
