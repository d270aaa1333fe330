#include "base/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/assert.h"
#include "base/memory.h"
#include "base/text.h"

struct output {
	int descriptor;
	int failure;		/* errno of the first failed call, or 0 */
	bool is_file;
	size_t used;
	struct text name;
	struct text beside;	/* name of the file until it is renamed */
	char buffer[OUTPUT_BUFFER_BYTES];
};

static const char *
output_name(const struct output *output)
{
	return output->is_file ? output->name.bytes : "standard output";
}

static void
output_free(struct output *output)
{
	text_release(&output->name);
	text_release(&output->beside);
	memory_free(output);
}

/*
 * A device or a pipe (/dev/full, /dev/stdout) is written in place: only
 * a regular file can be replaced.
 */
static bool
output_replaces(const char *path)
{
	struct stat status;

	return stat(path, &status) != 0 || S_ISREG(status.st_mode);
}

static void
output_open_file(struct output *output, const char *path)
{
	output->is_file = true;
	text_add_string(&output->name, path);
	if (!output_replaces(path)) {
		output->descriptor = open(path, O_WRONLY | O_CLOEXEC);
	} else {
		text_add_format(&output->beside, "%s.%ld.new", path,
		    (long)getpid());
		output->descriptor = open(output->beside.bytes,
		    O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	}
	if (output->descriptor < 0)
		output->failure = errno;
}

bool
output_open(struct output **out, const char *path, struct error *error)
{
	struct output *output = memory_resize(NULL, 1, sizeof(*output));

	output->descriptor = STDOUT_FILENO;
	output->failure = 0;
	output->is_file = false;
	output->used = 0;
	output->name = output->beside = (struct text){ 0 };
	if (path != NULL && strcmp(path, "-") != 0)
		output_open_file(output, path);
	if (output->failure != 0) {
		(void)output_check(output, error);
		output_free(output);
		return false;
	}
	*out = output;
	return true;
}

static void
output_send(struct output *output, struct slice bytes)
{
	while (bytes.length > 0 && output->failure == 0) {
		ssize_t sent = write(output->descriptor, bytes.text,
		    bytes.length);

		if (sent < 0) {
			if (errno != EINTR)
				output->failure = errno;
			continue;
		}
		bytes.text += sent;
		bytes.length -= (size_t)sent;
	}
}

static void
output_flush(struct output *output)
{
	output_send(output, slice_from(output->buffer, output->used));
	output->used = 0;
}

char *
output_room(struct output *output, size_t size)
{
	ENSURE(size <= OUTPUT_BUFFER_BYTES / 2);
	if (OUTPUT_BUFFER_BYTES - output->used < size)
		output_flush(output);
	return output->buffer + output->used;
}

void
output_filled(struct output *output, size_t size)
{
	output->used += size;
	ENSURE(output->used <= OUTPUT_BUFFER_BYTES);
}

void
output_write(struct output *output, struct slice bytes)
{
	if (bytes.length > OUTPUT_BUFFER_BYTES / 2) {
		output_flush(output);
		output_send(output, bytes);
		return;
	}
	if (bytes.length > 0)
		memcpy(output_room(output, bytes.length), bytes.text,
		    bytes.length);
	output_filled(output, bytes.length);
}

void
output_write_string(struct output *output, const char *string)
{
	output_write(output, slice_of(string));
}

void
output_write_format(struct output *output, const char *format, ...)
{
	char line[1024];
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vsnprintf(line, sizeof(line), format, arguments);
	va_end(arguments);
	ENSURE(length >= 0 && (size_t)length < sizeof(line));
	output_write(output, slice_from(line, (size_t)length));
}

bool
output_failed(const struct output *output)
{
	return output->failure != 0;
}

bool
output_is_broken(const struct output *output)
{
	return output->failure == EPIPE;
}

bool
output_check(struct output *output, struct error *error)
{
	if (output->failure == 0)
		return true;
	return error_set(error, FAULT_SYSTEM, "%s: %s", output_name(output),
	    strerror(output->failure));
}

static void
output_finish_file(struct output *output)
{
	if (output->beside.bytes != NULL && output->failure == 0 &&
	    fsync(output->descriptor) != 0)
		output->failure = errno;
	if (close(output->descriptor) != 0 && output->failure == 0)
		output->failure = errno;
	if (output->beside.bytes == NULL)
		return;
	if (output->failure == 0 &&
	    rename(output->beside.bytes, output->name.bytes) != 0)
		output->failure = errno;
	if (output->failure != 0)
		(void)unlink(output->beside.bytes);
}

bool
output_close(struct output *output, struct error *error)
{
	bool good;

	output_flush(output);
	if (output->is_file)
		output_finish_file(output);
	good = output_check(output, error);
	output_free(output);
	return good;
}

void
output_abandon(struct output *output)
{
	if (output == NULL)
		return;
	if (output->is_file) {
		(void)close(output->descriptor);
		if (output->beside.bytes != NULL)
			(void)unlink(output->beside.bytes);
	}
	output_free(output);
}
