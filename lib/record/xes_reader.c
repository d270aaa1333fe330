#include "record/xes_reader.h"

#include "base/arena.h"
#include "base/memory.h"
#include "base/text.h"
#include "record/xml_reader.h"

/* One attribute of events, or of traces. */
struct column {
	struct slice name;		/* as it was asked for */
	struct slice key;		/* without "case:" */
	bool of_trace;
	struct text value;
};

struct xes_reader {
	struct arena arena;
	const char **paths;
	size_t path_count;
	size_t path_next;
	struct xml_reader *xml;		/* of the file being read, or NULL */
	struct column columns[XES_READER_COLUMNS_MAX];
	struct slice cells[XES_READER_COLUMNS_MAX];
	size_t count;
	uint64_t line;			/* of the event */
	uint64_t number;		/* of events of the file */
	uint64_t events;
};

static const char *const attributes[] = { "key", "value", NULL };

bool
xes_reader_open(struct xes_reader **out, const char *const paths[],
    size_t count, struct error *error)
{
	struct xes_reader *reader = memory_new(sizeof(*reader));

	reader->path_count = count > 0 ? count : 1;
	reader->paths = arena_new(&reader->arena,
	    reader->path_count * sizeof(*reader->paths));
	reader->paths[0] = "-";
	for (size_t i = 0; i < count; i++)
		reader->paths[i] = arena_copy_string(&reader->arena,
		    slice_of(paths[i]));
	if (!xml_reader_open(&reader->xml, reader->paths[0], error)) {
		xes_reader_close(reader);
		return false;
	}
	xml_reader_attributes(reader->xml, attributes);
	reader->path_next = 1;
	*out = reader;
	return true;
}

bool
xes_reader_want(size_t *out, struct xes_reader *reader, struct slice key,
    struct error *error)
{
	static const struct slice of_trace = SLICE("case:");
	struct column *column = &reader->columns[reader->count];

	for (size_t i = 0; i < reader->count; i++)
		if (slice_equal(reader->columns[i].name, key)) {
			*out = i;
			return true;
		}
	if (reader->count == XES_READER_COLUMNS_MAX)
		return error_set(error, FAULT_USAGE,
		    "more than %d attributes are asked for",
		    XES_READER_COLUMNS_MAX);
	column->name = column->key = arena_copy(&reader->arena, key);
	column->of_trace = slice_starts_with(key, of_trace);
	if (column->of_trace)
		column->key = slice_from(column->name.text + of_trace.length,
		    column->name.length - of_trace.length);
	*out = reader->count++;
	return true;
}

struct slice
xes_reader_name(const struct xes_reader *reader, size_t column)
{
	return reader->columns[column].name;
}

static void
forget(struct xes_reader *reader, bool of_trace)
{
	for (size_t i = 0; i < reader->count; i++)
		if (reader->columns[i].of_trace == of_trace)
			text_clear(&reader->columns[i].value);
}

static void
take_attribute(struct xes_reader *reader, bool of_trace,
    const struct xml_element *element)
{
	for (size_t i = 0; i < reader->count; i++) {
		struct column *column = &reader->columns[i];

		if (column->of_trace != of_trace || !slice_equal(column->key,
		    element->attributes[0]))
			continue;
		text_clear(&column->value);
		text_add(&column->value, element->attributes[1]);
	}
}

/* What is below "PATH/", if it is right below. */
static bool
is_right_below(struct slice path, const char *above)
{
	size_t length = strlen(above);

	return path.length > length && memcmp(path.text, above, length) == 0 &&
	    slice_find(slice_from(path.text + length, path.length - length),
	    '/') == path.length - length;
}

static bool
begin(struct xes_reader *reader, const struct xml_element *element,
    struct error *error)
{
	if (slice_is_empty(element->path) && !slice_is(element->name, "log"))
		return error_set_code(error, FAULT_INPUT, "source-error",
		    "the document is \"%.*s\", not the log of XES",
		    SLICE_PRINT(element->name)) ||
		    xml_reader_locate(reader->xml, error);
	if (slice_is(element->path, "event"))
		return error_set_code(error, FAULT_INPUT, "source-error",
		    "an event outside of a trace") ||
		    xml_reader_locate(reader->xml, error);
	if (slice_is(element->path, "trace")) {
		forget(reader, true);
	} else if (slice_is(element->path, "trace/event")) {
		forget(reader, false);
		reader->line = element->line;
	} else if (is_right_below(element->path, "trace/event/")) {
		take_attribute(reader, false, element);
	} else if (is_right_below(element->path, "trace/")) {
		take_attribute(reader, true, element);
	}
	return true;
}

static void
give(struct xes_reader *reader, struct record *record)
{
	for (size_t i = 0; i < reader->count; i++)
		reader->cells[i] = text_slice(&reader->columns[i].value);
	reader->events++;
	*record = (struct record){
		.origin = reader->paths[reader->path_next - 1],
		.line = reader->line, .number = ++reader->number,
		.extras = reader->cells, .extra_count = reader->count };
}

/* At the end of a file go on with the next; false at the last. */
static bool
next_file(struct xes_reader *reader, struct error *error)
{
	xml_reader_close(reader->xml);
	reader->xml = NULL;
	reader->number = 0;
	if (reader->path_next == reader->path_count || !xml_reader_open(
	    &reader->xml, reader->paths[reader->path_next], error))
		return false;
	xml_reader_attributes(reader->xml, attributes);
	reader->path_next++;
	return true;
}

bool
xes_reader_next(struct xes_reader *reader, struct record *record,
    struct error *error)
{
	struct xml_element element;

	while (reader->xml != NULL) {
		if (!xml_reader_next(reader->xml, &element, error)) {
			if (error->fault != FAULT_NONE ||
			    !next_file(reader, error))
				return false;
		} else if (!element.ends) {
			if (!begin(reader, &element, error))
				return false;
		} else if (slice_is(element.path, "trace/event")) {
			give(reader, record);
			return true;
		}
	}
	return false;
}

uint64_t
xes_reader_events(const struct xes_reader *reader)
{
	return reader->events;
}

void
xes_reader_close(struct xes_reader *reader)
{
	if (reader == NULL)
		return;
	xml_reader_close(reader->xml);
	for (size_t i = 0; i < reader->count; i++)
		text_release(&reader->columns[i].value);
	arena_release(&reader->arena);
	memory_free(reader);
}
