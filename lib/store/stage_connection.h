/*
 * stage_connection.h - what the files of the driver of a stage share
 *
 * The connection to ops pipe, how it is asked, and the functions of statements
 * which the driver's table (stage_driver.c) names.
 */
#ifndef STORE_STAGE_CONNECTION_H
#define STORE_STAGE_CONNECTION_H

#include "base/slice.h"
#include "store/stage_wire.h"

struct stage_connection {
	int socket;
	struct stage_wire wire;
	struct stage_wire queue;	/* of plain inserts */
};

/*
 * Begin a message or, where some wait already, give them to be added to;
 * after that, send them if they are many.
 */
struct stage_wire *stage_connection_queue(
    struct stage_connection *connection);
bool stage_connection_queued(struct stage_connection *connection,
    struct error *error);

/* Send what is queued and what the wire holds; then the answer lies in it. */
bool stage_connection_ask(struct stage_connection *connection,
    struct error *error);

/* A message without values, or of one number. */
bool stage_connection_say(struct stage_connection *connection,
    enum stage_wire_kind kind, struct error *error);
bool stage_connection_say_number(struct stage_connection *connection,
    enum stage_wire_kind kind, int64_t number, struct error *error);

bool stage_statement_prepare(void **out, void *opened, const char *sql,
    struct error *error);
void stage_statement_finish(void *prepared);
void stage_statement_reset(void *prepared);
void stage_statement_bind_text(void *prepared, int at, struct slice text,
    bool copy);
void stage_statement_bind_integer(void *prepared, int at, int64_t value);
void stage_statement_bind_null(void *prepared, int at);
bool stage_statement_step(void *prepared, struct error *error);
int64_t stage_statement_changes(const void *prepared);
struct slice stage_statement_text(const void *prepared, int column);
int64_t stage_statement_integer(const void *prepared, int column);
bool stage_statement_is_null(const void *prepared, int column);
int stage_statement_columns(const void *prepared);

#endif
