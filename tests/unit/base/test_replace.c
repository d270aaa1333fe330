#include "base/replace.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../tap.h"

static const char path[] = "replace.test";
static const char beside[] = "replace.test.new";

static bool
exists(const char *name)
{
	struct stat status;

	return stat(name, &status) == 0;
}

static void
put(const char *name, const char *bytes)
{
	FILE *file = fopen(name, "w");

	if (file != NULL) {
		(void)fputs(bytes, file);
		(void)fclose(file);
	}
}

static bool
holds(const char *name, const char *bytes)
{
	char line[64] = "";
	FILE *file = fopen(name, "r");
	bool read;

	if (file == NULL)
		return false;
	read = fgets(line, sizeof(line), file) != NULL;
	(void)fclose(file);
	return read && strcmp(line, bytes) == 0;
}

static void
it_replaces_at_its_end(void)
{
	struct error error = { 0 };
	struct replace replace;

	put(path, "old");
	tap_ok(replace_begin(&replace, path, &error), "it begins");
	tap_ok(write(replace.descriptor, "new", 3) == 3 && holds(path, "old"),
	    "the old file stands meanwhile");
	tap_ok(replace_end(&replace, &error) && holds(path, "new") &&
	    !exists(beside), "the new file has the name");
}

static void
abandoned_it_leaves_nothing(void)
{
	struct error error = { 0 };
	struct replace replace;

	tap_ok(replace_begin(&replace, path, &error), "it begins again");
	replace_abandon(&replace);
	tap_ok(holds(path, "new") && !exists(beside),
	    "the old file stands, nothing is beside it");
}

static void
the_rest_of_a_killed_program_is_written_over(void)
{
	struct error error = { 0 };
	struct replace replace;

	put(beside, "half of something longer");
	tap_ok(replace_begin(&replace, path, &error) &&
	    write(replace.descriptor, "whole", 5) == 5 &&
	    replace_end(&replace, &error) && holds(path, "whole") &&
	    !exists(beside), "what a killed program left is gone");
}

/* Locks are of processes: another one must ask. */
static int
status_of_another(void)
{
	struct error error = { 0 };
	struct replace replace;
	int status = 0;
	pid_t child = fork();

	if (child == 0)
		_exit(replace_begin(&replace, path, &error) ? 0 :
		    (int)error.fault);
	return child > 0 && waitpid(child, &status, 0) == child ?
	    WEXITSTATUS(status) : -1;
}

static void
two_programs_do_not_mix(void)
{
	struct error error = { 0 };
	struct replace replace;

	tap_ok(replace_begin(&replace, path, &error), "one begins");
	tap_ok(status_of_another() == FAULT_BUSY, "another is told to wait");
	tap_ok(replace_end(&replace, &error), "the one ends");
	tap_ok(status_of_another() == FAULT_NONE, "then the other may");
}

static void
a_folder_which_is_not_there_is_a_system_fault(void)
{
	struct error error = { 0 };
	struct replace replace;

	tap_ok(!replace_begin(&replace, "no/such/file", &error) &&
	    error.fault == FAULT_SYSTEM, "%s", error.message);
}

int
main(void)
{
	char folder[] = "/tmp/opsutils-replace.XXXXXX";

	tap_begin();
	if (mkdtemp(folder) == NULL || chdir(folder) != 0)
		return 1;
	it_replaces_at_its_end();
	abandoned_it_leaves_nothing();
	the_rest_of_a_killed_program_is_written_over();
	two_programs_do_not_mix();
	a_folder_which_is_not_there_is_a_system_fault();
	(void)unlink(path);
	(void)unlink(beside);
	(void)rmdir(folder);
	return tap_end();
}
