#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "pipe.h"
#include "store/stage.h"

enum { DOOR_MIN = 64 };		/* beyond what shell scripts number */

static int wake_end = -1;

static void
wake(int number)
{
	int saved = errno;
	char byte = (char)number;
	ssize_t sent = write(wake_end, &byte, 1);

	(void)sent;	/* a full pipe wakes as well */
	errno = saved;
}

static void
close_on_exec(const int ends[2])
{
	(void)fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	(void)fcntl(ends[1], F_SETFD, FD_CLOEXEC);
}

static bool
catch_signals(struct pipeline *pipeline, struct error *error)
{
	static const int numbers[] = { SIGCHLD, SIGINT, SIGTERM, SIGHUP };
	struct sigaction action = { .sa_handler = wake };
	int ends[2];

	if (pipe(ends) != 0)
		return error_set(error, FAULT_SYSTEM, "pipe: %s",
		    strerror(errno));
	close_on_exec(ends);
	/* A handler must not wait for room. */
	(void)fcntl(ends[0], F_SETFL, O_NONBLOCK);
	(void)fcntl(ends[1], F_SETFL, O_NONBLOCK);
	pipeline->wake = ends[0];
	wake_end = ends[1];
	(void)sigemptyset(&action.sa_mask);
	action.sa_flags = SA_RESTART;
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		(void)sigaction(numbers[i], &action, NULL);
	return true;
}

/* In the child: its ends, its door, its command. */
static _Noreturn void
become(const struct pipe_stage *stage, int in, int out, int door)
{
	char number[16];
	int kept;

	if ((in != STDIN_FILENO && dup2(in, STDIN_FILENO) < 0) ||
	    (out != STDOUT_FILENO && dup2(out, STDOUT_FILENO) < 0))
		_exit(FAULT_SYSTEM);
	kept = fcntl(door, F_DUPFD, DOOR_MIN);
	if (kept < 0)
		_exit(FAULT_SYSTEM);
	(void)snprintf(number, sizeof(number), "%d", kept);
	if (setenv(STAGE_VARIABLE, number, 1) != 0)
		_exit(FAULT_SYSTEM);
	(void)execl("/bin/sh", "sh", "-c", stage->command, (char *)NULL);
	_exit(127);
}

static bool
start_stage(struct pipe_stage *stage, int in, int out, struct error *error)
{
	int door[2];

	if (socketpair(AF_UNIX, SOCK_DGRAM, 0, door) != 0)
		return error_set(error, FAULT_SYSTEM, "a socket pair: %s",
		    strerror(errno));
	close_on_exec(door);
	stage->door = door[0];
	(void)clock_gettime(CLOCK_MONOTONIC, &stage->start);
	stage->pid = fork();
	if (stage->pid == 0)
		become(stage, in, out, door[1]);
	if (stage->pid < 0)
		(void)error_set(error, FAULT_SYSTEM, "fork: %s",
		    strerror(errno));
	(void)close(door[1]);
	return stage->pid > 0;
}

/* The pipe behind the stage; the last writes where ops pipe does. */
static bool
open_pipe(int ends[2], bool last, struct error *error)
{
	ends[0] = -1;
	ends[1] = STDOUT_FILENO;
	if (last)
		return true;
	if (pipe(ends) != 0)
		return error_set(error, FAULT_SYSTEM, "pipe: %s",
		    strerror(errno));
	close_on_exec(ends);
	return true;
}

bool
pipe_start(struct pipeline *pipeline, struct error *error)
{
	int in = STDIN_FILENO;

	if (!catch_signals(pipeline, error))
		return false;
	for (size_t i = 0; i < pipeline->count; i++) {
		bool last = i + 1 == pipeline->count;
		int ends[2];
		bool good = open_pipe(ends, last, error) &&
		    start_stage(&pipeline->stages[i], in, ends[1], error);

		if (in != STDIN_FILENO)
			(void)close(in);
		if (ends[1] != STDOUT_FILENO)
			(void)close(ends[1]);
		in = ends[0];
		if (!good) {
			if (in >= 0)
				(void)close(in);
			return false;
		}
		pipeline->running++;
	}
	return true;
}
