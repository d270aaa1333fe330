#include "store/stage.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "store/stage_wire.h"

enum { STAGE_SOCKET_MAX = 1 << 20 };

/* A message with room for one descriptor beside its one byte. */
union stage_control {
	struct cmsghdr head;
	char bytes[CMSG_SPACE(sizeof(int))];
};

bool
stage_is(void)
{
	const char *number = getenv(STAGE_VARIABLE);

	return number != NULL && number[0] != '\0';
}

static int
stage_socket(void)
{
	const char *number = getenv(STAGE_VARIABLE);
	char *end;
	long value;

	if (number == NULL)
		return -1;
	value = strtol(number, &end, 10);
	return *end == '\0' && value >= 0 && value < STAGE_SOCKET_MAX ?
	    (int)value : -1;
}

static bool
stage_send_socket(int over, int socket)
{
	union stage_control control = { .bytes = "" };
	char byte = 's';
	struct iovec part = { .iov_base = &byte, .iov_len = 1 };
	struct msghdr message = {
		.msg_iov = &part, .msg_iovlen = 1,
		.msg_control = control.bytes,
		.msg_controllen = sizeof(control.bytes)
	};
	struct cmsghdr *head = CMSG_FIRSTHDR(&message);
	ssize_t sent;

	head->cmsg_level = SOL_SOCKET;
	head->cmsg_type = SCM_RIGHTS;
	head->cmsg_len = CMSG_LEN(sizeof(int));
	memcpy(CMSG_DATA(head), &socket, sizeof(socket));
	do {
		sent = sendmsg(over, &message, MSG_NOSIGNAL);
	} while (sent < 0 && errno == EINTR);
	return sent == 1;
}

bool
stage_join(int *out, struct error *error)
{
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
		return error_set(error, FAULT_SYSTEM, "a socket pair: %s",
		    strerror(errno));
	(void)fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	(void)fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	if (!stage_send_socket(stage_socket(), ends[1])) {
		(void)error_set(error, FAULT_SYSTEM,
		    "the pipeline of %s has ended (%s): nothing is stored",
		    STAGE_VARIABLE, strerror(errno));
		(void)close(ends[0]);
	}
	(void)close(ends[1]);
	if (error->fault != FAULT_NONE)
		return false;
	*out = ends[0];
	return true;
}

/* One question on a socket for it alone. */
static bool
stage_ask(struct stage_wire *wire, struct error *error)
{
	int socket;
	bool good;

	if (!stage_join(&socket, error))
		return false;
	good = stage_wire_send(socket, wire, error) &&
	    stage_wire_receive(socket, wire, error);
	if (!good && error->fault == FAULT_NONE)
		(void)error_set(error, FAULT_SYSTEM,
		    "the pipeline has ended: nothing is stored");
	if (good && wire->kind == STAGE_WIRE_FAULT) {
		enum fault fault = (enum fault)stage_wire_integer(wire);
		struct slice text = stage_wire_text(wire);

		(void)error_set(error, fault, "%.*s", SLICE_PRINT(text));
	}
	(void)close(socket);
	return error->fault == FAULT_NONE;
}

bool
stage_await(struct error *error)
{
	struct stage_wire wire = { 0 };
	bool good;

	stage_wire_begin(&wire, STAGE_WIRE_ENDED);
	good = stage_ask(&wire, error);
	stage_wire_release(&wire);
	return good;
}

void
stage_tell(int64_t read, int64_t written)
{
	struct stage_wire wire = { 0 };
	struct error ignored = { 0 };

	stage_wire_begin(&wire, STAGE_WIRE_TELL);
	stage_wire_put_integer(&wire, read);
	stage_wire_put_integer(&wire, written);
	(void)stage_ask(&wire, &ignored);
	stage_wire_release(&wire);
}
