#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/place.h"
#include "cli/program.h"
#include "ops.h"
#include "schema/tool.h"

enum { DESCRIPTION_MAX = 4096 };

static int
is_program(const struct dirent *entry)
{
	return strncmp(entry->d_name, "ops-", 4) == 0;
}

static _Noreturn void
describe(const char *folder, const char *name, const int ends[2])
{
	char path[PLACE_MAX + 256];

	(void)snprintf(path, sizeof(path), "%s%s", folder, name);
	if (dup2(ends[1], STDOUT_FILENO) >= 0) {
		(void)close(ends[0]);
		(void)close(ends[1]);
		(void)execl(path, name, "--describe", (char *)NULL);
	}
	_exit(FAULT_SYSTEM);
}

/* Read what the program says of itself, as much as the buffer holds. */
static struct slice
listen(int end, char *buffer, size_t size)
{
	size_t length = 0;
	ssize_t got = 1;

	while (length < size && got > 0) {
		got = read(end, buffer + length, size - length);
		if (got > 0)
			length += (size_t)got;
	}
	return slice_from(buffer, length);
}

/*
 * The second line of --describe is the program's: its third and its last cell
 * are the name and the purpose.
 */
static bool
parse(struct tool *out, struct slice text)
{
	struct slice line;

	(void)slice_cut(&text, '\n');
	line = slice_cut(&text, '\n');
	if (!slice_is(slice_cut(&line, '\t'), "program"))
		return false;
	(void)slice_cut(&line, '\t');
	out->program = slice_cut(&line, '\t');
	for (unsigned i = 0; i < 3; i++)
		(void)slice_cut(&line, '\t');
	out->purpose = line;
	return true;
}

static bool
put_program(struct sink *sink, const char *folder, const char *name,
    struct error *error)
{
	char buffer[DESCRIPTION_MAX];
	struct tool tool = { 0 };
	int ends[2];
	pid_t child;
	bool told;

	if (pipe(ends) != 0)
		return error_set(error, FAULT_SYSTEM, "pipe: %s",
		    strerror(errno));
	child = fork();
	if (child == 0)
		describe(folder, name, ends);
	(void)close(ends[1]);
	told = child > 0 && parse(&tool, listen(ends[0], buffer,
	    sizeof(buffer)));
	(void)close(ends[0]);
	if (child > 0)
		(void)waitpid(child, NULL, 0);
	if (!told)
		return error_set(error, FAULT_SYSTEM,
		    "%s%s does not describe itself", folder, name);
	return tool_put(sink, &tool, error);
}

bool
ops_list(struct cli *cli, struct error *error)
{
	struct dirent **entries = NULL;
	char folder[PLACE_MAX] = ".";
	struct sink *sink;
	int count = -1;
	bool done = cli_output(&sink, cli, &schema_tool, NULL, error);

	if (!done)
		return false;
	if (place_folder(folder, sizeof(folder)))
		count = scandir(folder, &entries, is_program, alphasort);
	if (count < 0)
		return error_set(error, FAULT_SYSTEM, "%s: %s", folder,
		    strerror(errno));
	for (int i = 0; i < count; i++) {
		done = done && put_program(sink, folder, entries[i]->d_name,
		    error);
		free(entries[i]);
	}
	free(entries);
	return done;
}
