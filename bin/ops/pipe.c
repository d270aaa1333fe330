/*
 * ops pipe - a pipeline which is done or not done
 */
#include "pipe.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/memory.h"
#include "store/stage.h"

enum { SIGNAL_STATUS = 128 };	/* what a shell adds to a signal */

static void
fail(struct pipeline *pipeline)
{
	if (!pipeline->failed)
		(void)clock_gettime(CLOCK_MONOTONIC, &pipeline->failed_at);
	pipeline->failed = true;
}

static void
reap(struct pipeline *pipeline)
{
	for (size_t i = 0; i < pipeline->count; i++) {
		struct pipe_stage *stage = &pipeline->stages[i];
		int status;

		if (stage->ended || stage->pid <= 0 ||
		    waitpid(stage->pid, &status, WNOHANG) != stage->pid)
			continue;
		(void)clock_gettime(CLOCK_MONOTONIC, &stage->end);
		stage->ended = true;
		stage->end_event = ++pipeline->events;
		stage->status = WIFSIGNALED(status) ?
		    SIGNAL_STATUS + WTERMSIG(status) : WEXITSTATUS(status);
		pipeline->running--;
		if (stage->status != 0)
			fail(pipeline);
	}
}

static void
stop(struct pipeline *pipeline, int number)
{
	for (size_t i = 0; i < pipeline->count; i++) {
		struct pipe_stage *stage = &pipeline->stages[i];

		if (stage->ended || stage->pid <= 0)
			continue;
		pipe_excuse(pipeline, stage);
		(void)kill(stage->pid, number);
	}
}

static void
take_signals(struct pipeline *pipeline)
{
	char bytes[64];
	ssize_t got = read(pipeline->wake, bytes, sizeof(bytes));

	for (ssize_t i = 0; i < got; i++)
		if (bytes[i] != SIGCHLD && pipeline->signal == 0) {
			pipeline->signal = bytes[i];
			fail(pipeline);
			stop(pipeline, SIGTERM);
		}
	reap(pipeline);
}

static int64_t
since_failure_ms(const struct pipeline *pipeline)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)(now.tv_sec - pipeline->failed_at.tv_sec) * 1000 +
	    (now.tv_nsec - pipeline->failed_at.tv_nsec) / 1000000;
}

/* A stage which does not see that another failed is told so, then ended. */
static void
hurry(struct pipeline *pipeline)
{
	int64_t ms = since_failure_ms(pipeline);

	if (ms >= PIPE_GRACE_MS + PIPE_KILL_MS && !pipeline->killed) {
		pipeline->killed = true;
		stop(pipeline, SIGKILL);
	} else if (ms >= PIPE_GRACE_MS && ms < PIPE_GRACE_MS + PIPE_KILL_MS) {
		stop(pipeline, SIGTERM);
	}
}

/* Whom to listen to: signals, doors, programs, in this order. */
static size_t
list_polled(struct pipeline *pipeline)
{
	size_t count = 0;

	pipeline->polled = memory_resize(pipeline->polled, 1 +
	    pipeline->count + pipeline->program_count,
	    sizeof(*pipeline->polled));
	pipeline->polled[count++] = (struct pollfd){ pipeline->wake, POLLIN,
	    0 };
	for (size_t i = 0; i < pipeline->count; i++)
		pipeline->polled[count++] = (struct pollfd){
		    pipeline->stages[i].door, POLLIN, 0 };
	for (size_t i = 0; i < pipeline->program_count; i++)
		pipeline->polled[count++] = (struct pollfd){
		    stage_peer_socket(pipeline->programs[i].peer),
		    pipeline->programs[i].waits ? 0 : POLLIN, 0 };
	return count;
}

/* Programs from the last to the first, as one who leaves moves the last. */
static void
hear_programs(struct pipeline *pipeline, size_t count)
{
	const struct pollfd *polled = pipeline->polled + 1 + pipeline->count;

	for (size_t i = count; i > 0; i--) {
		short events = polled[i - 1].revents;

		if (pipeline->programs[i - 1].waits) {
			if ((events & (POLLHUP | POLLERR)) != 0)
				pipe_leave(pipeline, i - 1);
		} else if (events != 0) {
			pipe_hear(pipeline, i - 1);
		}
	}
}

static void
open_doors(struct pipeline *pipeline)
{
	const struct pollfd *polled = pipeline->polled + 1;

	for (size_t i = 0; i < pipeline->count; i++) {
		if ((polled[i].revents & POLLIN) != 0) {
			pipe_accept(pipeline, i);
		} else if (polled[i].revents != 0) {
			(void)close(pipeline->stages[i].door);
			pipeline->stages[i].door = -1;
		}
	}
}

static bool
watch(struct pipeline *pipeline, struct error *error)
{
	while (pipeline->running > 0 ||
	    (pipeline->program_count > 0 && !pipeline->failed)) {
		size_t programs = pipeline->program_count;
		size_t count = list_polled(pipeline);
		int ready = poll(pipeline->polled, (nfds_t)count,
		    pipeline->failed ? PIPE_GRACE_MS / 10 : -1);

		if (ready < 0 && errno != EINTR)
			return error_set(error, FAULT_SYSTEM, "poll: %s",
			    strerror(errno));
		if (ready > 0) {
			hear_programs(pipeline, programs);
			open_doors(pipeline);
		}
		take_signals(pipeline);
		if (pipeline->failed)
			hurry(pipeline);
		pipe_answer(pipeline);
	}
	return true;
}

/* Was the stage, or one which it reads from, stopped before it ended? */
static bool
is_excused(const struct pipeline *pipeline, size_t number)
{
	for (size_t i = 0; i <= number; i++) {
		uint64_t stop_event = pipeline->stages[i].stop_event;

		if (stop_event != 0 &&
		    stop_event < pipeline->stages[number].end_event)
			return true;
	}
	return false;
}

/*
 * Of the stages which failed: first those which did so by themselves, then
 * those whose output nobody read, last those which ended because others did.
 */
static int
innocence(const struct pipeline *pipeline, size_t number)
{
	if (is_excused(pipeline, number))
		return 2;
	return pipeline->stages[number].status == SIGNAL_STATUS + SIGPIPE;
}

/* One has failed. */
static size_t
find_culprit(const struct pipeline *pipeline)
{
	size_t found = pipeline->count;

	for (size_t i = 0; i < pipeline->count; i++)
		if (pipeline->stages[i].status != 0 &&
		    (found == pipeline->count || innocence(pipeline, i) <
		    innocence(pipeline, found)))
			found = i;
	return found;
}

/* The status of the stage is that of the pipeline. */
static bool
blame(const struct pipeline *pipeline, struct error *error)
{
	size_t culprit = find_culprit(pipeline);
	const char *what = pipeline->store != NULL ?
	    ": nothing is stored" : "";

	if (pipeline->signal != 0) {
		(void)error_set(error, FAULT_SYSTEM, "ended by signal %d%s",
		    pipeline->signal, what);
		error->fault = (enum fault)(SIGNAL_STATUS + pipeline->signal);
		return false;
	}
	(void)error_set(error, FAULT_SYSTEM,
	    "stage %zu ended with status %d%s", culprit + 1,
	    pipeline->stages[culprit].status, what);
	error->fault = (enum fault)pipeline->stages[culprit].status;
	return false;
}

static bool
settle(struct pipeline *pipeline, struct error *error)
{
	while (pipeline->program_count > 0)
		pipe_leave(pipeline, pipeline->program_count - 1);
	if (!cli_flag(pipeline->cli, "quiet"))
		pipe_table(pipeline);
	if (pipeline->failed)
		return blame(pipeline, error);
	return pipeline->store == NULL ||
	    store_commit(pipeline->store, error);
}

static void
release(struct pipeline *pipeline)
{
	while (pipeline->program_count > 0)
		pipe_leave(pipeline, pipeline->program_count - 1);
	store_close(pipeline->store);
	memory_free(pipeline->store_name);
	memory_free(pipeline->programs);
	memory_free(pipeline->polled);
}

static bool
list_stages(struct pipeline *pipeline, struct error *error)
{
	pipeline->count = cli_operand_count(pipeline->cli);
	if (stage_is())
		return error_set(error, FAULT_USAGE,
		    "a stage of ops pipe cannot be another ops pipe");
	if (pipeline->count > PIPE_STAGES_MAX)
		return error_set(error, FAULT_USAGE,
		    "%zu stages; at most %d", pipeline->count,
		    PIPE_STAGES_MAX);
	for (size_t i = 0; i < pipeline->count; i++)
		pipeline->stages[i] = (struct pipe_stage){
			.command = cli_operand(pipeline->cli, i),
			.door = -1, .read = -1, .written = -1
		};
	return true;
}

bool
pipe_run(struct cli *cli, struct error *error)
{
	struct pipeline pipeline = { .cli = cli };
	bool done = list_stages(&pipeline, error);

	if (done && !pipe_start(&pipeline, error)) {
		/* Those which were started are not left behind. */
		stop(&pipeline, SIGTERM);
		done = false;
	}
	done = done && watch(&pipeline, error) && settle(&pipeline, error);
	release(&pipeline);
	return done;
}
