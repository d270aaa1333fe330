#include "store/stage_wire.h"

#include <errno.h>
#include <sys/socket.h>

struct stage_wire_head {
	uint32_t kind;
	uint32_t length;
};

void
stage_wire_begin(struct stage_wire *wire, enum stage_wire_kind kind)
{
	wire->kind = kind;
	wire->at = 0;
	wire->broken = false;
	text_clear(&wire->bytes);
}

void
stage_wire_put_integer(struct stage_wire *wire, int64_t value)
{
	text_add(&wire->bytes, slice_from((const char *)&value,
	    sizeof(value)));
}

void
stage_wire_put_text(struct stage_wire *wire, struct slice text)
{
	stage_wire_put_integer(wire, (int64_t)text.length);
	text_add(&wire->bytes, text);
}

void
stage_wire_put_fault(struct stage_wire *wire, const struct error *error)
{
	char text[ERROR_TEXT_MAX];

	stage_wire_begin(wire, STAGE_WIRE_FAULT);
	stage_wire_put_integer(wire, (int64_t)error->fault);
	stage_wire_put_text(wire, slice_of(error_text(error, text,
	    sizeof(text))));
}

static const char *
stage_wire_take(struct stage_wire *wire, size_t length)
{
	const char *place = wire->bytes.bytes + wire->at;

	if (wire->broken || length > wire->bytes.length - wire->at) {
		wire->broken = true;
		return NULL;
	}
	wire->at += length;
	return place;
}

int64_t
stage_wire_integer(struct stage_wire *wire)
{
	int64_t value = 0;
	const char *place = stage_wire_take(wire, sizeof(value));

	if (place != NULL)
		memcpy(&value, place, sizeof(value));
	return value;
}

struct slice
stage_wire_text(struct stage_wire *wire)
{
	int64_t length = stage_wire_integer(wire);
	const char *place;

	if (length <= 0)
		return slice_from("", 0);
	place = stage_wire_take(wire, (size_t)length);
	return place != NULL ? slice_from(place, (size_t)length) :
	    slice_from("", 0);
}

bool
stage_wire_is_empty(const struct stage_wire *wire)
{
	return wire->broken || wire->at == wire->bytes.length;
}

static bool
stage_wire_failed(struct error *error)
{
	if (errno == EPIPE || errno == ECONNRESET)
		return error_set(error, FAULT_SYSTEM,
		    "the pipeline has ended: nothing is stored");
	return error_set(error, FAULT_SYSTEM, "the socket of the pipeline: %s",
	    strerror(errno));
}

static bool
stage_wire_send_all(int socket, const char *bytes, size_t length,
    struct error *error)
{
	while (length > 0) {
		ssize_t sent = send(socket, bytes, length, MSG_NOSIGNAL);

		if (sent < 0 && errno == EINTR)
			continue;
		if (sent < 0)
			return stage_wire_failed(error);
		bytes += sent;
		length -= (size_t)sent;
	}
	return true;
}

bool
stage_wire_send(int socket, const struct stage_wire *wire,
    struct error *error)
{
	struct stage_wire_head head = { .kind = wire->kind,
		.length = (uint32_t)wire->bytes.length };

	if (wire->bytes.length > STAGE_WIRE_BYTES_MAX)
		return error_set(error, FAULT_SYSTEM,
		    "a message of %zu bytes is too long for the pipeline",
		    wire->bytes.length);
	return stage_wire_send_all(socket, (const char *)&head, sizeof(head),
	    error) && stage_wire_send_all(socket, wire->bytes.bytes,
	    wire->bytes.length, error);
}

/* False without a fault at the end. */
static bool
stage_wire_receive_all(int socket, char *place, size_t length,
    struct error *error)
{
	while (length > 0) {
		ssize_t got = recv(socket, place, length, 0);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0 && errno != ECONNRESET)
			return stage_wire_failed(error);
		if (got <= 0)
			return false;
		place += got;
		length -= (size_t)got;
	}
	return true;
}

bool
stage_wire_receive(int socket, struct stage_wire *wire, struct error *error)
{
	struct stage_wire_head head;

	if (!stage_wire_receive_all(socket, (char *)&head, sizeof(head),
	    error))
		return false;
	if (head.length > STAGE_WIRE_BYTES_MAX)
		return error_set(error, FAULT_SYSTEM,
		    "the pipeline says what is none of its messages");
	stage_wire_begin(wire, STAGE_WIRE_DONE);
	wire->kind = head.kind;
	if (!stage_wire_receive_all(socket, text_reserve(&wire->bytes,
	    head.length), head.length, error))
		return false;
	wire->bytes.length = head.length;
	return true;
}

void
stage_wire_release(struct stage_wire *wire)
{
	text_release(&wire->bytes);
}
