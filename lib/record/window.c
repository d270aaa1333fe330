#include "record/window.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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
	    open(path, O_RDONLY | O_CLOEXEC);
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

bool
window_more(struct window *window, struct error *error)
{
	size_t want;

	window_make_room(window);
	want = window->end > 0 ? window->end * 2 : 1;
	while (!window->ended && window->end < want) {
		ssize_t got = read(window->fd, window->buffer + window->end,
		    window->capacity - window->end);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return error_set(error, FAULT_SYSTEM,
			    "%s: cannot read: %s", window->origin,
			    strerror(errno));
		window->ended = got == 0;
		window->end += (size_t)got;
		window->bytes += (uint64_t)got;
	}
	window_seal(window);
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
