#include "cli/pipeline.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/place.h"
#include "store/stage.h"

enum {
	PIPELINE_BUFFER_BYTES = 64 * 1024,
	PIPELINE_REST_BYTES = 4096
};

static bool
pipeline_failed(struct error *error)
{
	return error_set(error, FAULT_SYSTEM,
	    "the temporary file of standard input failed: %s",
	    strerror(errno));
}

/* A file without a name, in $TMPDIR or /tmp. */
static bool
pipeline_open(int *out, struct error *error)
{
	const char *folder = getenv("TMPDIR");
	char path[PLACE_MAX];
	int length;

	if (folder == NULL || *folder == '\0')
		folder = "/tmp";
	length = snprintf(path, sizeof(path), "%s/ops-stage-XXXXXX", folder);
	if (length < 0 || (size_t)length >= sizeof(path))
		return error_set(error, FAULT_SYSTEM,
		    "the name of the temporary folder is too long");
	*out = mkstemp(path);
	if (*out < 0)
		return error_set(error, FAULT_SYSTEM,
		    "cannot make a temporary file in \"%s\": %s", folder,
		    strerror(errno));
	(void)unlink(path);
	return true;
}

static bool
pipeline_write(int file, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t sent = write(file, bytes, length);

		if (sent < 0 && errno != EINTR)
			return false;
		if (sent > 0) {
			bytes += sent;
			length -= (size_t)sent;
		}
	}
	return true;
}

static bool
pipeline_copy(int file)
{
	static char buffer[PIPELINE_BUFFER_BYTES];
	ssize_t got;

	do {
		got = read(STDIN_FILENO, buffer, sizeof(buffer));
		if (got > 0 && !pipeline_write(file, buffer, (size_t)got))
			return false;
	} while (got > 0 || (got < 0 && errno == EINTR));
	return got == 0;
}

static bool
pipeline_has_pipe(void)
{
	struct stat status;

	return stage_is() && fstat(STDIN_FILENO, &status) == 0 &&
	    (S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode));
}

bool
pipeline_take_input(struct error *error)
{
	bool good;
	int file;

	if (!pipeline_has_pipe())
		return true;
	if (!pipeline_open(&file, error))
		return false;
	good = pipeline_copy(file) && lseek(file, 0, SEEK_SET) == 0 &&
	    dup2(file, STDIN_FILENO) == STDIN_FILENO;
	if (!good)
		(void)pipeline_failed(error);
	(void)close(file);
	return good;
}

/* Who writes what nobody reads does not end. */
static void
pipeline_read_rest(void)
{
	char buffer[PIPELINE_REST_BYTES];
	ssize_t got = 1;

	while (pipeline_has_pipe() && (got > 0 ||
	    (got < 0 && errno == EINTR)))
		got = read(STDIN_FILENO, buffer, sizeof(buffer));
}

bool
pipeline_await(const struct cli *cli, struct error *error)
{
	if (!stage_is() || !cli->from_standard)
		return true;
	pipeline_read_rest();
	return stage_await(error);
}

void
pipeline_tell(const struct cli *cli)
{
	int64_t read = cli->counted_count > 0 ? 0 : STAGE_RECORDS_NONE;

	if (!stage_is())
		return;
	for (size_t i = 0; i < cli->counted_count; i++)
		read += (int64_t)stream_records(cli->counted[i]);
	stage_tell(read, cli->written);
}
