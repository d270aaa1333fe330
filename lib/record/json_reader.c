#include "record/json_reader.h"

#include "base/memory.h"
#include "record/json_library.h"
#include "record/stream.h"

_Static_assert((int)JSON_PADDING <= (int)WINDOW_PADDING, "padding");

struct json_target {
	struct json_reader *reader;
	struct header *header;		/* to be filled, or NULL */
	const struct header *names;
	struct slice *slots;
	unsigned count;
};

/* The next line: false at the end or at an error. */
static bool
json_reader_line(struct json_reader *reader, struct window *window,
    struct error *error)
{
	for (;;) {
		const char *begin = window->buffer + window->start;
		size_t held = window->end - window->start;
		size_t length = slice_find(slice_from(begin, held), '\n');

		if (length > STREAM_LINE_MAX) {
			(void)error_set_code(error, FAULT_INPUT,
			    "format-error", "the record is longer than 16 MiB");
			return error_locate(error, NULL, reader->line + 1);
		}
		if (length == held && !window->ended) {
			if (!window_more(window, error))
				return false;
			continue;
		}
		if (held == 0)
			return false;
		reader->raw = slice_from(begin, length);
		return true;
	}
}

static bool
json_reader_too_many(struct error *error)
{
	return error_set_code(error, FAULT_INPUT, "extra-label",
	    "more than %d columns", STREAM_COLUMNS_MAX);
}

static bool
json_reader_note(void *context, struct slice name, enum json_kind kind,
    struct slice text, struct error *error)
{
	struct json_target *target = context;
	struct header *header = target->header;
	int slot = header_find(header, name);

	(void)kind;
	(void)text;
	target->count++;
	/* One more than may be is taken: json_reader_next sees it and says it. */
	if (header->field_count + header->extra_count > STREAM_COLUMNS_MAX)
		return json_reader_too_many(error);
	if (slot == FIELD_ABSENT && !header->extras_known)
		header_add_extra(header, name);
	else if (slot != FIELD_ABSENT &&
	    (size_t)slot < header->field_count)
		header->columns[slot] = target->count;
	return true;
}

bool
json_reader_begin(struct json_reader *reader, struct window *window,
    struct header *header, struct error *error)
{
	struct json_target target = { .reader = reader, .header = header };
	struct error ignored = { 0 };
	size_t count;

	if (!json_library_load(error))
		return false;
	if (reader->json == NULL)
		reader->json = json_library.json_new();
	reader->line = 0;
	memset(header->columns, 0,
	    header->field_count * sizeof(*header->columns));
	if (json_reader_line(reader, window, error))
		/* What is wrong is said when the record is read. */
		(void)json_library.json_parse(reader->json, reader->raw,
		    json_reader_note, &target, &ignored);
	else if (error->fault != FAULT_NONE)
		return false;
	header->extras_known = true;
	count = header->field_count + header->extra_count;
	reader->seen = memory_resize(reader->seen, count + 1,
	    sizeof(*reader->seen));
	memset(reader->seen, 0, (count + 1) * sizeof(*reader->seen));
	reader->seen_count = count;
	return true;
}

static struct slice
json_reader_boolean(const struct header *header, size_t slot, bool value)
{
	if (slot < header->field_count &&
	    header->schema->fields[slot].type == FIELD_BOOLEAN)
		return value ? slice_of("yes") : slice_of("no");
	return value ? slice_of("true") : slice_of("false");
}

/* Would the name do for a column, too? */
static bool
json_reader_check_name(struct slice name, struct error *error)
{
	if (slice_is_empty(name))
		return error_set_code(error, FAULT_INPUT, "blank-label",
		    "a member has no name");
	return header_check_name(name, error);
}

static bool
json_reader_fill(void *context, struct slice name, enum json_kind kind,
    struct slice text, struct error *error)
{
	struct json_target *target = context;
	int slot = header_find(target->names, name);

	if (!json_reader_check_name(name, error))
		return false;
	if (slot == FIELD_ABSENT)
		return error_set_code(error, FAULT_INPUT, "extra-label",
		    "member \"%.*s\" is neither known nor in the first "
		    "record", SLICE_PRINT(name));
	if (target->reader->seen[slot] == target->reader->line)
		return error_set_code(error, FAULT_INPUT, "duplicate-label",
		    "member \"%.*s\" is there twice", SLICE_PRINT(name));
	target->reader->seen[slot] = target->reader->line;
	if (kind == JSON_TRUE || kind == JSON_FALSE)
		text = json_reader_boolean(target->names, (size_t)slot,
		    kind == JSON_TRUE);
	if (memchr(text.text, 0, text.length) != NULL)
		return error_set_code(error, FAULT_INPUT, "type-error",
		    "member \"%.*s\" holds a zero byte", SLICE_PRINT(name));
	target->slots[slot] = text;
	return true;
}

/* Without a schema the first record names the columns: if it can. */
static bool
json_reader_has_columns(const struct json_reader *reader,
    struct error *error)
{
	if (reader->seen_count > 0)
		return true;
	return error_set_code(error, FAULT_INPUT, "missing-label",
	    "the first record has no members");
}

enum csv_result
json_reader_next(struct json_reader *reader, struct window *window,
    const struct header *header, struct slice slots[], struct error *error)
{
	struct json_target target = { .reader = reader, .names = header,
		.slots = slots };

	do {
		if (!json_reader_line(reader, window, error))
			return error->fault == FAULT_NONE ?
			    CSV_READER_END : CSV_READER_FAILED;
		reader->line++;
		window->start += reader->raw.length;
		window->start += window->start < window->end;
		if (reader->raw.length > 0 &&
		    reader->raw.text[reader->raw.length - 1] == '\r')
			reader->raw.length--;
	} while (reader->raw.length == 0);
	for (size_t i = 0; i < reader->seen_count; i++)
		slots[i] = slice_from("", 0);
	if (reader->seen_count > STREAM_COLUMNS_MAX)
		(void)json_reader_too_many(error);
	else if (json_library.json_parse(reader->json, reader->raw,
	    json_reader_fill, &target, error) &&
	    json_reader_has_columns(reader, error))
		return CSV_READER_ROW;
	(void)error_locate(error, NULL, reader->line);
	return CSV_READER_WRONG;
}

void
json_reader_release(struct json_reader *reader)
{
	if (reader->json != NULL)
		json_library.json_free(reader->json);
	memory_free(reader->seen);
}
