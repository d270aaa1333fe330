/*
 * postgresql_prepared.h - a statement, as the driver for PostgreSQL keeps it
 *
 * It is idle until its first step, then it gives rows, either as they come
 * from the server or, when another command came between, from memory.
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
	bool named;
	bool insertion;		/* of values, and nothing is asked back */
	enum prepared_state state;
	int64_t changes;

	int count;		/* of parameters */
	const char *values[POSTGRESQL_PARAMETERS_MAX];
	int lengths[POSTGRESQL_PARAMETERS_MAX];
	int formats[POSTGRESQL_PARAMETERS_MAX];	/* 0 text, 1 binary */
	struct parameter *parameters;

	PGresult *row;		/* what the cells point into, or held */
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

/* The next row, if the statement is past its start. */
bool postgresql_row_next(struct prepared *prepared, struct error *error);

/* Forget the rows which were not read. */
void postgresql_row_release(struct prepared *prepared);

#endif
