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

#include "base/assert.h"
#include "base/place.h"
#include "base/text.h"

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
workbook_spawn(struct workbook *workbook, const char *const arguments[],
    int input, struct error *error)
{
	char program[PATH_MAX];
	posix_spawn_file_actions_t actions;
	int status;

	if (!workbook_program(program, error))
		return false;
	(void)posix_spawn_file_actions_init(&actions);
	if (input >= 0)
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
	const char *const arguments[] = { "ops-view", "--to", "xlsx",
	    "--title", title, path != NULL ? "--output" : NULL, path, NULL };
	int ends[2];
	bool good;

	*workbook = (struct workbook){ .descriptor = -1 };
	if (pipe(ends) != 0)
		return error_set(error, FAULT_SYSTEM, "pipe: %s",
		    strerror(errno));
	(void)fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	(void)fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	good = workbook_spawn(workbook, arguments, ends[0], error);
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

static bool
workbook_put(const struct grid *grid, const char *path, struct error *error)
{
	struct output *output;

	if (!output_open(&output, path, error))
		return false;
	grid_csv_write(grid, output);
	return output_close(output, error);
}

/* The sheets are files of the folder; what could not be made is not there. */
static bool
workbook_view(const struct grid grids[], size_t count, const char *folder,
    const char *path, struct error *error)
{
	const char *arguments[WORKBOOK_SHEETS_MAX + 6] = { "ops-view",
	    "--to", "xlsx", path != NULL ? "--output" : NULL, path };
	size_t at = path != NULL ? 5 : 3;
	struct workbook workbook = { .descriptor = -1 };
	struct text names[WORKBOOK_SHEETS_MAX] = { 0 };
	bool good = true;

	for (size_t i = 0; i < count; i++) {
		text_add_format(&names[i], "%s/%.*s.csv", folder,
		    SLICE_PRINT(grids[i].title));
		arguments[at++] = names[i].bytes;
		good = good && workbook_put(&grids[i], names[i].bytes,
		    error);
	}
	arguments[at] = NULL;
	good = good && workbook_spawn(&workbook, arguments, -1, error) &&
	    workbook_finish(&workbook, error);
	for (size_t i = 0; i < count; i++) {
		(void)unlink(names[i].bytes);
		text_release(&names[i]);
	}
	return good;
}

bool
workbook_sheets(const struct grid grids[], size_t count, const char *path,
    struct error *error)
{
	const char *temporary = getenv("TMPDIR");
	struct text folder = { 0 };
	bool good;

	ENSURE(count <= WORKBOOK_SHEETS_MAX);
	text_add_format(&folder, "%s/ops-sheets.XXXXXX",
	    temporary != NULL ? temporary : "/tmp");
	good = mkdtemp(folder.bytes) != NULL || error_set(error,
	    FAULT_SYSTEM, "%s: %s", folder.bytes, strerror(errno));
	if (good) {
		good = workbook_view(grids, count, folder.bytes, path,
		    error);
		(void)rmdir(folder.bytes);
	}
	text_release(&folder);
	return good;
}
