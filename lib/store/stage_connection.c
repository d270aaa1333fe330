#include "store/stage_connection.h"

struct stage_wire *
stage_connection_queue(struct stage_connection *connection)
{
	if (connection->queue.bytes.length == 0)
		stage_wire_begin(&connection->queue, STAGE_WIRE_RUN);
	return &connection->queue;
}

static bool
stage_connection_flush(struct stage_connection *connection,
    struct error *error)
{
	if (connection->queue.bytes.length == 0)
		return true;
	if (!stage_wire_send(connection->socket, &connection->queue, error))
		return false;
	text_clear(&connection->queue.bytes);
	return true;
}

bool
stage_connection_queued(struct stage_connection *connection,
    struct error *error)
{
	return connection->queue.bytes.length < STAGE_WIRE_QUEUE_BYTES ||
	    stage_connection_flush(connection, error);
}

bool
stage_connection_ask(struct stage_connection *connection, struct error *error)
{
	struct stage_wire *wire = &connection->wire;
	struct slice text;
	enum fault fault;

	if (!stage_connection_flush(connection, error) ||
	    !stage_wire_send(connection->socket, wire, error))
		return false;
	if (!stage_wire_receive(connection->socket, wire, error))
		return error->fault == FAULT_NONE ? error_set(error,
		    FAULT_SYSTEM, "the pipeline has ended: nothing is stored")
		    : false;
	if (wire->kind != STAGE_WIRE_FAULT)
		return true;
	fault = (enum fault)stage_wire_integer(wire);
	text = stage_wire_text(wire);
	return error_set(error, fault, "%.*s", SLICE_PRINT(text));
}

bool
stage_connection_say(struct stage_connection *connection, enum stage_wire_kind kind,
    struct error *error)
{
	stage_wire_begin(&connection->wire, kind);
	return stage_connection_ask(connection, error);
}

bool
stage_connection_say_number(struct stage_connection *connection,
    enum stage_wire_kind kind, int64_t number, struct error *error)
{
	stage_wire_begin(&connection->wire, kind);
	stage_wire_put_integer(&connection->wire, number);
	return stage_connection_ask(connection, error);
}
