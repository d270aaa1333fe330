/*
 * postgresql_prepared.h - a statement, as the driver for PostgreSQL keeps it
 *
 * It is idle until its first step, then it gives rows, either as they come
 * from the server or, when another command came between, from memory, or it
 * has a cursor and gives them in parts.
 */
#ifndef STORE_POSTGRESQL_PREPARED_H
#define STORE_POSTGRESQL_PREPARED_H

#include "base/text.h"
#include "store/postgresql_connection.h"

enum {
	POSTGRESQL_PARAMETERS_MAX = 192,
	POSTGRESQL_COLUMNS_MAX = 256
};

enum prepared_state {
	PREPARED_IDLE,
	PREPARED_READING,	/* rows come from the server */
	PREPARED_HELD,		/* rows are in memory */
	PREPARED_PARTS,		/* rows come from a cursor */
	PREPARED_DONE
};

struct parameter {
	char buffer[24];
	char *copy;		/* of what does not fit the buffer */
};

struct prepared {
	struct connection *connection;
	char *sql;
	char name[16];
	unsigned uses;
	unsigned failures;	/* of the connection when it got its name */
	unsigned begun;		/* its transaction when it got its cursor */
	bool named;
	bool parts;		/* it asks for a cursor */
	bool insertion;		/* of values, and nothing is asked back */
	enum prepared_state state;
	int64_t changes;

	int count;		/* of parameters */
	const char *values[POSTGRESQL_PARAMETERS_MAX];
	int lengths[POSTGRESQL_PARAMETERS_MAX];
	int formats[POSTGRESQL_PARAMETERS_MAX];	/* 0 text, 1 binary */
	struct parameter *parameters;

	PGresult *row;		/* what the cells point into, or held */
	int part;		/* which of its rows a cursor gives next */
	char cursor[16];
	struct text held;
	size_t at;		/* in held */
	int columns;
	struct slice cells[POSTGRESQL_COLUMNS_MAX];	/* NULL: null */
	bool noted;		/* which columns are sums */
	bool sums;		/* some column may be beyond 64 bits */
	bool is_sum[POSTGRESQL_COLUMNS_MAX];
};

/* The query was sent and its answer comes next. */
void postgresql_row_begin(struct prepared *prepared);

/* Let the cells be those of a row of prepared->row. */
void postgresql_row_show(struct prepared *prepared, int at);

/*
 * Within a transaction a cursor gives rows while other statements run, and
 * only a part of them is in memory at a time.
 */
bool postgresql_cursor_start(struct prepared *prepared, struct error *error);
bool postgresql_cursor_next(struct prepared *prepared, struct error *error);
void postgresql_cursor_close(struct prepared *prepared);

/* The next row, if the statement is past its start. */
bool postgresql_row_next(struct prepared *prepared, struct error *error);

/* Forget the rows which were not read. */
void postgresql_row_release(struct prepared *prepared);

#endif
