#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/assert.h"
#include "base/memory.h"
#include "pipe.h"

union control {
	struct cmsghdr head;
	char bytes[CMSG_SPACE(sizeof(int))];
};

/* The socket which came, or -1. */
static int
take_socket(int door)
{
	union control control;
	char byte;
	struct iovec part = { .iov_base = &byte, .iov_len = 1 };
	struct msghdr message = {
		.msg_iov = &part, .msg_iovlen = 1,
		.msg_control = control.bytes,
		.msg_controllen = sizeof(control.bytes)
	};
	struct cmsghdr *head;
	ssize_t got;
	int taken;

	do {
		got = recvmsg(door, &message, MSG_DONTWAIT);
	} while (got < 0 && errno == EINTR);
	head = got > 0 ? CMSG_FIRSTHDR(&message) : NULL;
	if (head == NULL || head->cmsg_level != SOL_SOCKET ||
	    head->cmsg_type != SCM_RIGHTS ||
	    head->cmsg_len != CMSG_LEN(sizeof(int)))
		return -1;
	memcpy(&taken, CMSG_DATA(head), sizeof(taken));
	(void)fcntl(taken, F_SETFD, FD_CLOEXEC);
	return taken;
}

void
pipe_accept(struct pipeline *pipeline, size_t stage)
{
	int taken = take_socket(pipeline->stages[stage].door);

	if (taken < 0)
		return;
	pipeline->programs = memory_grow(pipeline->programs,
	    &pipeline->program_capacity, pipeline->program_count,
	    sizeof(*pipeline->programs));
	pipeline->programs[pipeline->program_count++] =
	    (struct pipe_program){ .peer = stage_peer_new(taken),
	    .stage = stage };
}

/* The program is gone; the last takes its place in the list. */
void
pipe_leave(struct pipeline *pipeline, size_t number)
{
	struct pipe_program *program = &pipeline->programs[number];

	stage_peer_free(program->peer);
	memory_free(program->name);
	*program = pipeline->programs[--pipeline->program_count];
}

bool
pipe_ended_before(const struct pipeline *pipeline, size_t stage)
{
	for (size_t i = 0; i < stage; i++)
		if (!pipeline->stages[i].ended)
			return false;
	return true;
}

void
pipe_excuse(struct pipeline *pipeline, struct pipe_stage *stage)
{
	if (stage->stop_event == 0)
		stage->stop_event = ++pipeline->events;
}

static bool
somebody_writes(const struct pipeline *pipeline)
{
	for (size_t i = 0; i < pipeline->program_count; i++)
		if (pipeline->programs[i].writes)
			return true;
	return false;
}

/* Another stage has failed: this one need not go on. */
static void
refuse(struct pipeline *pipeline, struct pipe_program *program)
{
	struct error error = { 0 };

	pipe_excuse(pipeline, &pipeline->stages[program->stage]);
	(void)error_set(&error, FAULT_STORE,
	    "another stage of the pipeline failed: nothing is stored");
	(void)stage_peer_refuse(program->peer, &error);
}

/* The same name, or the same file under two names. */
static bool
is_same_store(const char *one, const char *other)
{
	struct stat left, right;

	if (strcmp(one, other) == 0)
		return true;
	return stat(one, &left) == 0 && stat(other, &right) == 0 &&
	    left.st_dev == right.st_dev && left.st_ino == right.st_ino;
}

/* The first who writes opens the store and begins what is one transaction. */
static bool
open_store(struct pipeline *pipeline, const char *name, struct error *error)
{
	if (pipeline->store != NULL)
		return is_same_store(pipeline->store_name, name) ||
		    error_set(error, FAULT_USAGE,
		    "a pipeline stores in one store: %s, not %s",
		    pipeline->store_name, name);
	if (!store_open(&pipeline->store, name, STORE_WRITE, error))
		return false;
	if (!store_begin(pipeline->store, error)) {
		store_close(pipeline->store);
		pipeline->store = NULL;
		return false;
	}
	pipeline->store_name = memory_copy_string(name);
	return true;
}

static void
give_store(struct pipeline *pipeline, struct pipe_program *program)
{
	struct error error = { 0 };

	program->writes = open_store(pipeline, program->name, &error);
	if (program->writes)
		(void)stage_peer_agree(program->peer);
	else
		(void)stage_peer_refuse(program->peer, &error);
}

void
pipe_answer(struct pipeline *pipeline)
{
	for (size_t i = 0; i < pipeline->program_count; i++) {
		struct pipe_program *program = &pipeline->programs[i];
		bool opens = program->question == STAGE_WIRE_OPEN;

		if (!program->waits)
			continue;
		if (!pipeline->failed &&
		    (!pipe_ended_before(pipeline, program->stage) ||
		    (opens && somebody_writes(pipeline))))
			continue;
		program->waits = false;
		if (pipeline->failed)
			refuse(pipeline, program);
		else if (opens)
			give_store(pipeline, program);
		else
			(void)stage_peer_agree(program->peer);
	}
}

static bool
tell(struct pipe_stage *stage, struct pipe_program *program,
    struct stage_wire *wire)
{
	int64_t read = stage_wire_integer(wire);
	int64_t written = stage_wire_integer(wire);

	/* Of several programs the first reads and the last writes. */
	if (stage->read < 0)
		stage->read = read;
	if (written >= 0)
		stage->written = written;
	return stage_peer_agree(program->peer);
}

static bool
serve(struct pipeline *pipeline, struct pipe_program *program)
{
	if (!program->writes)
		return false;
	if (pipeline->failed) {
		if (stage_peer_expects(program->peer))
			refuse(pipeline, program);
		return true;
	}
	ENSURE(pipeline->store != NULL);
	return stage_peer_serve(program->peer, pipeline->store);
}

void
pipe_hear(struct pipeline *pipeline, size_t number)
{
	struct pipe_program *program = &pipeline->programs[number];
	struct stage_wire *wire;
	struct text name = { 0 };
	bool stays = stage_peer_receive(&wire, program->peer);

	if (stays && wire->kind == STAGE_WIRE_TELL) {
		stays = tell(&pipeline->stages[program->stage], program,
		    wire);
	} else if (stays && (wire->kind == STAGE_WIRE_OPEN ||
	    wire->kind == STAGE_WIRE_ENDED)) {
		program->waits = true;
		program->question = wire->kind;
		if (wire->kind == STAGE_WIRE_OPEN && program->name == NULL) {
			text_add(&name, stage_wire_text(wire));
			program->name = memory_copy_string(
			    name.bytes != NULL ? name.bytes : "");
			text_release(&name);
		}
	} else if (stays) {
		stays = serve(pipeline, program);
	}
	if (!stays)
		pipe_leave(pipeline, number);
}
