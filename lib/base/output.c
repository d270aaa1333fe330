#include "base/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/assert.h"
#include "base/descriptor.h"
#include "base/memory.h"
#include "base/replace.h"
#include "base/text.h"

struct output {
	int descriptor;
	int failure;		/* errno of the first failed call, or 0 */
	bool is_file;
	bool replaces;		/* a file which is whole or not at all */
	size_t used;
	struct text name;
	struct replace replace;
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

static bool
output_open_file(struct output *output, const char *path,
    struct error *error)
{
	output->is_file = true;
	text_add_string(&output->name, path);
	output->replaces = output_replaces(path);
	if (output->replaces) {
		if (!replace_begin(&output->replace, path, error))
			return false;
		output->descriptor = output->replace.descriptor;
		return true;
	}
	output->descriptor = descriptor_open(path, O_WRONLY);
	if (output->descriptor < 0)
		output->failure = errno;
	return output_check(output, error);
}

bool
output_open(struct output **out, const char *path, struct error *error)
{
	struct output *output = memory_resize(NULL, 1, sizeof(*output));

	output->descriptor = STDOUT_FILENO;
	output->failure = 0;
	output->is_file = output->replaces = false;
	output->used = 0;
	output->name = (struct text){ 0 };
	if (path != NULL && strcmp(path, "-") != 0 &&
	    !output_open_file(output, path, error)) {
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

bool
output_is_beside(const struct output *output)
{
	return output->is_file && output->replaces;
}

bool
output_found_rest(const struct output *output)
{
	return output_is_beside(output) && output->replace.found_rest;
}

bool
output_sync(struct output *output, struct error *error)
{
	output_flush(output);
	output->replace.keeps_rest = true;
	return output_check(output, error) && (!output_is_beside(output) ||
	    replace_sync(&output->replace, error));
}

static void
output_drop_file(struct output *output)
{
	if (output->replaces)
		replace_abandon(&output->replace);
	else
		(void)close(output->descriptor);
}

static bool
output_finish_file(struct output *output, struct error *error)
{
	if (output->failure != 0) {
		output_drop_file(output);
		return output_check(output, error);
	}
	if (output->replaces)
		return replace_end(&output->replace, error);
	if (close(output->descriptor) != 0 && errno != EINTR)
		output->failure = errno;
	return output_check(output, error);
}

bool
output_close(struct output *output, struct error *error)
{
	bool good;

	output_flush(output);
	good = output->is_file ? output_finish_file(output, error) :
	    output_check(output, error);
	output_free(output);
	return good;
}

void
output_abandon(struct output *output)
{
	if (output == NULL)
		return;
	if (output->is_file)
		output_drop_file(output);
	output_free(output);
}

void
output_leave(struct output *output)
{
	if (output_is_beside(output))
		replace_leave(&output->replace);
	else if (output->is_file)
		output_drop_file(output);
	output_free(output);
}
