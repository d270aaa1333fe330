#include "cli/workbook.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/place.h"

extern char **environ;

static bool
workbook_program(char program[PATH_MAX], struct error *error)
{
	static const char name[] = "ops-view";
	size_t length;

	if (!place_folder(program, PATH_MAX - sizeof(name)))
		return error_set(error, FAULT_SYSTEM,
		    "ops-view, which writes workbooks, was not found");
	length = strlen(program);
	memcpy(program + length, name, sizeof(name));
	return true;
}

static bool
workbook_spawn(struct workbook *workbook, const char *path,
    const char *title, int input, struct error *error)
{
	char program[PATH_MAX];
	const char *arguments[] = { "ops-view", "--to", "xlsx", "--title",
	    title, path != NULL ? "--output" : NULL, path, NULL };
	posix_spawn_file_actions_t actions;
	int status;

	if (!workbook_program(program, error))
		return false;
	(void)posix_spawn_file_actions_init(&actions);
	(void)posix_spawn_file_actions_adddup2(&actions, input,
	    STDIN_FILENO);
	status = posix_spawn(&workbook->process, program, &actions, NULL,
	    (char *const *)(uintptr_t)arguments, environ);
	(void)posix_spawn_file_actions_destroy(&actions);
	if (status == 0)
		return true;
	workbook->process = 0;
	return error_set(error, FAULT_SYSTEM, "%s: %s", program,
	    strerror(status));
}

bool
workbook_start(struct workbook *workbook, const char *path,
    const char *title, char into[WORKBOOK_PATH_MAX],
    struct error *error)
{
	int ends[2];
	bool good;

	*workbook = (struct workbook){ .descriptor = -1 };
	if (pipe(ends) != 0)
		return error_set(error, FAULT_SYSTEM, "pipe: %s",
		    strerror(errno));
	(void)fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	(void)fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	good = workbook_spawn(workbook, path, title, ends[0], error);
	(void)close(ends[0]);
	workbook->descriptor = ends[1];
	if (!good)
		workbook_release(workbook);
	(void)snprintf(into, WORKBOOK_PATH_MAX, "/dev/fd/%d", ends[1]);
	return good;
}

void
workbook_release(struct workbook *workbook)
{
	if (workbook->descriptor >= 0)
		(void)close(workbook->descriptor);
	workbook->descriptor = -1;
}

/* The status of the process, or -1 if it did not exit by itself. */
static int
workbook_wait(struct workbook *workbook)
{
	pid_t process = workbook->process;
	int status;

	workbook->process = 0;
	while (waitpid(process, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

bool
workbook_finish(struct workbook *workbook, struct error *error)
{
	int status;

	if (workbook->process == 0)
		return true;
	workbook_release(workbook);
	status = workbook_wait(workbook);
	return status == 0 || error_set(error, FAULT_SYSTEM,
	    "the workbook was not written: ops-view ended with %d", status);
}

void
workbook_abandon(struct workbook *workbook)
{
	if (workbook->process == 0)
		return;
	(void)kill(workbook->process, SIGTERM);
	(void)workbook_wait(workbook);
	workbook_release(workbook);
}
