/* Files of mails: where one ends and the next begins. */
#include "base/memory.h"
#include "record/mail.h"
#include "record/window.h"

struct mail_file {
	struct window window;
	char *path;
	uint64_t line;			/* of the window's start */
	struct text bytes;		/* of one mail, lines end with \n */
	bool box;			/* mbox, else one mail */
	bool begun;
};

bool
mail_open(struct mail_file **out, const char *path, struct error *error)
{
	struct mail_file *file = memory_new(sizeof(*file));

	file->path = memory_copy_string(path);
	file->window.fd = -1;
	file->line = 1;
	if (window_open(&file->window, file->path, error)) {
		*out = file;
		return true;
	}
	mail_close(file);
	return false;
}

void
mail_close(struct mail_file *file)
{
	if (file == NULL)
		return;
	window_release(&file->window);
	text_release(&file->bytes);
	memory_free(file->path);
	memory_free(file);
}

/* The next line without its end, until the next call; false at the end. */
static bool
file_line(struct slice *out, struct mail_file *file, struct error *error)
{
	struct window *window = &file->window;
	const char *end;

	for (;;) {
		const char *start = window->buffer + window->start;
		size_t held = window->end - window->start;

		end = held == 0 ? NULL : memchr(start, '\n', held);
		if (end != NULL || window->ended)
			break;
		if (held > MAIL_BYTES_MAX)
			return error_set(error, FAULT_INPUT,
			    "a line is longer than %d bytes",
			    MAIL_BYTES_MAX) || error_locate(error,
			    file->path, file->line);
		if (!window_more(window, error))
			return false;
	}
	if (window->start == window->end)
		return false;
	*out = slice_from(window->buffer + window->start, end != NULL ?
	    (size_t)(end - window->buffer) - window->start :
	    window->end - window->start);
	return true;
}

static void
file_take(struct mail_file *file, struct slice line)
{
	size_t next = file->window.start + line.length + 1;

	file->window.start = next > file->window.end ? file->window.end :
	    next;
	file->line++;
}

static bool
file_begins(const struct mail_file *file, struct slice line, bool empty)
{
	return file->box && empty &&
	    slice_starts_with(line, slice_of("From "));
}

/* ">From " and ">>From " have one ">" too many (mboxrd). */
static void
file_add(struct mail_file *file, struct slice line)
{
	size_t marks = 0;

	if (line.length > 0 && line.text[line.length - 1] == '\r')
		line.length--;
	while (marks < line.length && line.text[marks] == '>')
		marks++;
	if (file->box && marks > 0 && slice_starts_with(slice_from(
	    line.text + marks, line.length - marks), slice_of("From ")))
		line = slice_from(line.text + 1, line.length - 1);
	text_add(&file->bytes, line);
	text_add_character(&file->bytes, '\n');
}

/* The line with which the file begins says which kind it is. */
static bool
file_begin(struct mail_file *file, struct error *error)
{
	struct slice line;

	while (file_line(&line, file, error)) {
		struct slice bare = line;

		if (bare.length > 0 && bare.text[bare.length - 1] == '\r')
			bare.length--;
		if (!slice_is_empty(bare)) {
			file->begun = true;
			file->box = slice_starts_with(line,
			    slice_of("From "));
			return true;
		}
		file_take(file, line);
	}
	return false;
}

/* Gather the bytes of one mail; begins with the line "From " of a box. */
static bool
file_gather(struct mail_file *file, uint64_t *start, struct error *error)
{
	bool empty = false;
	struct slice line;

	if (!file->begun && !file_begin(file, error))
		return false;
	text_clear(&file->bytes);
	if (!file_line(&line, file, error))
		return false;
	if (file->box)
		file_take(file, line);
	*start = file->line;
	while (file_line(&line, file, error)) {
		if (file_begins(file, line, empty))
			break;
		empty = slice_is_empty(line) || slice_is(line, "\r");
		if (file->bytes.length + line.length > MAIL_BYTES_MAX)
			return error_set(error, FAULT_INPUT,
			    "the mail has more than %d bytes",
			    MAIL_BYTES_MAX) || error_locate(error,
			    file->path, *start);
		file_add(file, line);
		file_take(file, line);
	}
	return error->fault == FAULT_NONE;
}

bool
mail_next(struct mail_file *file, struct mail *out, struct error *error)
{
	uint64_t start;

	return file_gather(file, &start, error) && mail_parse(out,
	    text_slice(&file->bytes), file->path, start, error);
}
