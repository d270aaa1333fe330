#include "record/window.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/descriptor.h"
#include "base/memory.h"

static void
window_seal(struct window *window)
{
	memset(window->buffer + window->end, 0, WINDOW_PADDING);
	window->buffer[window->end] = '\n';
}

static void
window_grow(struct window *window, size_t capacity)
{
	window->buffer = memory_resize(window->buffer,
	    capacity + WINDOW_PADDING, 1);
	window->capacity = capacity;
}

bool
window_open(struct window *window, const char *path, struct error *error)
{
	struct stat status;

	if (window->buffer == NULL)
		window_grow(window, WINDOW_FIRST_BYTES);
	window->origin = path;
	window->start = window->end = 0;
	window->ended = false;
	window_seal(window);
	window->fd = strcmp(path, "-") == 0 ? STDIN_FILENO :
	    descriptor_open(path, O_RDONLY);
	if (window->fd < 0)
		return error_set(error, FAULT_SYSTEM, "%s: cannot open: %s",
		    path, strerror(errno));
	if (fstat(window->fd, &status) == 0 && S_ISDIR(status.st_mode)) {
		window_close(window);
		return error_set(error, FAULT_SYSTEM,
		    "%s: is a directory", path);
	}
	return true;
}

/* Put the window at the front of the buffer, with room behind it. */
static void
window_make_room(struct window *window)
{
	size_t held = window->end - window->start;

	if (window->start > 0 && held > 0)
		memmove(window->buffer, window->buffer + window->start, held);
	window->start = 0;
	window->end = held;
	if (held * 2 > window->capacity)
		window_grow(window, window->capacity * 2);
}

/* There is room behind the window for some bytes more. */
static bool
window_read(struct window *window, struct error *error)
{
	ssize_t got = descriptor_read(window->fd,
	    window->buffer + window->end, window->capacity - window->end);

	if (got < 0)
		return error_set(error, FAULT_SYSTEM, "%s: cannot read: %s",
		    window->origin, strerror(errno));
	window->ended = got == 0;
	if (window->digest != NULL)
		sha256_update(window->digest, (size_t)got,
		    (const uint8_t *)window->buffer + window->end);
	window->end += (size_t)got;
	window->bytes += (uint64_t)got;
	return true;
}

bool
window_more(struct window *window, struct error *error)
{
	size_t want;

	window_make_room(window);
	want = window->end > 0 ? window->end * 2 : 1;
	while (!window->ended && window->end < want)
		if (!window_read(window, error))
			return false;
	window_seal(window);
	return true;
}

bool
window_fill(struct window *window, size_t bytes, struct error *error)
{
	if (window->ended || window->end - window->start >= bytes)
		return true;
	window_make_room(window);
	if (window->capacity <= bytes)
		window_grow(window, bytes + 1);
	while (!window->ended && window->end < bytes)
		if (!window_read(window, error))
			return false;
	window_seal(window);
	return true;
}

void
window_give(struct window *window, struct window *to, size_t bytes)
{
	const char *rest = window->buffer + window->start + bytes;
	size_t held = window->end - window->start - bytes;
	struct window given = *window;

	if (to->capacity < held + 1)
		window_grow(to, window->capacity);
	memcpy(to->buffer, rest, held);
	window->buffer = to->buffer;
	window->capacity = to->capacity;
	window->start = 0;
	window->end = held;
	window_seal(window);
	*to = (struct window){ .fd = -1, .buffer = given.buffer,
	    .origin = given.origin, .capacity = given.capacity,
	    .start = given.start, .end = given.start + bytes,
	    .ended = true };
	window_seal(to);
}

void
window_take_back(struct window *window, const struct window *const given[],
    size_t count)
{
	size_t held = window->end - window->start, before = 0, at = 0;

	for (size_t i = 0; i < count; i++)
		before += given[i]->end - given[i]->start;
	window_make_room(window);
	if (window->capacity <= before + held)
		window_grow(window, before + held + 1);
	memmove(window->buffer + before, window->buffer, held);
	for (size_t i = 0; i < count; i++) {
		size_t bytes = given[i]->end - given[i]->start;

		memcpy(window->buffer + at, given[i]->buffer +
		    given[i]->start, bytes);
		at += bytes;
	}
	window->end = before + held;
	window_seal(window);
}

bool
window_skip_mark(struct window *window, struct error *error)
{
	static const char mark[] = "\xef\xbb\xbf";

	while (window->end < 4 && !window->ended)
		if (!window_more(window, error))
			return false;
	if (window->end >= 3 && memcmp(window->buffer, mark, 3) == 0)
		window->start = 3;
	return true;
}

bool
window_check_encoding(const struct window *window, struct error *error)
{
	const unsigned char *bytes = (const unsigned char *)window->buffer +
	    window->start;
	size_t length = window->end - window->start;
	bool utf16 = length >= 2 &&
	    ((bytes[0] == 0xff && bytes[1] == 0xfe) ||
	    (bytes[0] == 0xfe && bytes[1] == 0xff) ||
	    (bytes[0] == 0) != (bytes[1] == 0));

	if (utf16)
		return error_set_code(error, FAULT_INPUT, "encoding-error",
		    "this is UTF-16, not UTF-8; "
		    "\"iconv -f UTF-16 -t UTF-8\" converts it");
	if (length >= 4 && memcmp(bytes, "PK\003\004", 4) == 0)
		return error_set_code(error, FAULT_INPUT, "format-error",
		    "this is a workbook or an archive; save it as CSV");
	if (length > 0 && memchr(bytes, 0, length < 512 ? length : 512))
		return error_set_code(error, FAULT_INPUT, "encoding-error",
		    "a zero byte: this is a binary file");
	return true;
}

void
window_close(struct window *window)
{
	if (window->fd > STDIN_FILENO)
		(void)close(window->fd);
	window->fd = -1;
}

void
window_release(struct window *window)
{
	window_close(window);
	memory_free(window->buffer);
	window->buffer = NULL;
}
