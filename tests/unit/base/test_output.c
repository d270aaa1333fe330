#include "base/output.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../tap.h"

static const char path[] = "output.test";

static bool
exists(const char *name)
{
	struct stat status;

	return stat(name, &status) == 0;
}

static void
a_file_appears_when_it_is_closed(void)
{
	struct error error = { 0 };
	struct output *output;
	char line[16] = "";
	FILE *file;

	(void)unlink(path);
	tap_ok(output_open(&output, path, &error), "a file is opened");
	output_write_string(output, "hello ");
	output_write_format(output, "%d\n", 42);
	tap_ok(!exists(path), "it is not there before it is whole");
	tap_ok(output_close(output, &error), "it is closed");
	file = fopen(path, "r");
	tap_ok(file != NULL && fgets(line, sizeof(line), file) != NULL &&
	    slice_is(slice_of(line), "hello 42\n"), "it holds what was written");
	if (file != NULL)
		(void)fclose(file);
}

static void
an_abandoned_file_leaves_the_old_one(void)
{
	struct error error = { 0 };
	struct output *output;
	struct stat before, after;

	(void)stat(path, &before);
	tap_ok(output_open(&output, path, &error), "it is opened again");
	output_write_string(output, "other");
	output_abandon(output);
	tap_ok(stat(path, &after) == 0 && after.st_ino == before.st_ino &&
	    after.st_size == before.st_size, "the old file is as it was");
	(void)unlink(path);
}

static void
more_than_the_buffer_is_written(void)
{
	struct error error = { 0 };
	struct output *output;
	struct stat status;
	static char large[OUTPUT_BUFFER_BYTES];

	memset(large, 'x', sizeof(large));
	(void)output_open(&output, path, &error);
	for (unsigned i = 0; i < 3; i++) {
		output_write(output, slice_from(large, sizeof(large)));
		output_write(output, slice_from(large, 1000));
	}
	tap_ok(output_close(output, &error) && stat(path, &status) == 0 &&
	    status.st_size == 3 * (OUTPUT_BUFFER_BYTES + 1000),
	    "every byte arrived");
	(void)unlink(path);
}

static void
a_full_device_is_a_system_fault(void)
{
	struct error error = { 0 };
	struct output *output;

	if (!exists("/dev/full")) {
		tap_skip("no /dev/full");
		return;
	}
	tap_ok(output_open(&output, "/dev/full", &error), "it is opened");
	output_write_string(output, "x");
	tap_ok(!output_close(output, &error) && error.fault == FAULT_SYSTEM,
	    "closing reports it: %s", error.message);
}

static void
a_folder_which_is_not_there_is_a_system_fault(void)
{
	struct error error = { 0 };
	struct output *output;

	tap_ok(!output_open(&output, "no/such/folder/file", &error) &&
	    error.fault == FAULT_SYSTEM, "%s", error.message);
}

int
main(void)
{
	char folder[] = "/tmp/opsutils-output.XXXXXX";

	tap_begin();
	if (mkdtemp(folder) == NULL || chdir(folder) != 0)
		return 1;
	a_file_appears_when_it_is_closed();
	an_abandoned_file_leaves_the_old_one();
	more_than_the_buffer_is_written();
	a_full_device_is_a_system_fault();
	a_folder_which_is_not_there_is_a_system_fault();
	(void)rmdir(folder);
	return tap_end();
}
