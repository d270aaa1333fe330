#include "record/stream_parts.h"

#include "base/assert.h"
#include "base/memory.h"

static enum stream_format
stream_recognise(const struct stream *stream, const char *path)
{
	const struct window *window = &stream->window;
	size_t length = strlen(path);

	if (stream->options.format != STREAM_RECOGNISE)
		return stream->options.format;
	if (window->start < window->end && window->buffer[window->start] == '{')
		return STREAM_JSON;
	if (length > 4 && strcmp(path + length - 4, ".tsv") == 0)
		return STREAM_TSV;
	/* JSON lines without a record are an empty file. */
	if (window->start == window->end && length > 5 &&
	    strcmp(path + length - 5, ".json") == 0)
		return STREAM_JSON;
	return STREAM_CSV;
}

static char
stream_delimiter(const struct stream *stream)
{
	if (stream->format == STREAM_TSV)
		return '\t';
	return stream->options.decimal_mark == ',' ? ';' : ',';
}

static bool
stream_read_header(struct stream *stream, struct error *error)
{
	enum csv_result result;

	if (stream->format == STREAM_JSON)
		return json_reader_begin(&stream->json, &stream->window,
		    &stream->header, error);
	csv_reader_begin(&stream->csv, stream_delimiter(stream));
	if (stream->options.header != NULL)
		return header_read_file(&stream->header,
		    stream->options.header, stream_delimiter(stream), error);
	result = csv_reader_next(&stream->csv, &stream->window, error);
	if (result == CSV_READER_END)
		return error_set_code(error, FAULT_INPUT, "source-error",
		    "empty input: not even a header");
	if (result != CSV_READER_ROW)
		return false;
	return header_read(&stream->header, stream->csv.cells,
	    stream->csv.count, error) ||
	    error_locate(error, NULL, stream->csv.line);
}

/* The record has one slot for each field and each extra. */
static void
stream_make_slots(struct stream *stream)
{
	size_t count = stream->header.field_count +
	    stream->header.extra_count;

	if (stream->slots == NULL || count > stream->slot_count)
		stream->slots = memory_resize(stream->slots, count + 1,
		    sizeof(*stream->slots));
	stream->slot_count = count;
	for (size_t i = 0; i < count; i++)
		stream->slots[i] = slice_from("", 0);
	stream->record.schema = stream->header.schema;
	stream->record.fields = stream->slots;
	stream->record.extras = stream->slots + stream->header.field_count;
	stream->record.extra_count = stream->header.extra_count;
	stream->record.columns = stream->format == STREAM_JSON ?
	    NULL : stream->header.columns;
}

static bool
stream_begin_file(struct stream *stream, struct error *error)
{
	const char *path = stream->paths[stream->path_next++];
	struct window *window = &stream->window;

	if (!window_open(window, path, error))
		return false;
	if (stream->options.digest)
		source_begin(&stream->sources, window);
	stream->open = true;
	stream->record.origin = path;
	stream->record.number = 0;
	if (!window_skip_mark(window, error))
		return false;
	stream->format = stream_recognise(stream, path);
	if (!window_check_encoding(window, error) ||
	    !stream_read_header(stream, error))
		return error_locate(error, path, 0);
	stream_make_slots(stream);
	return true;
}

/* The names live as long as the stream, as record.origin promises. */
static void
stream_keep_paths(struct stream *stream, const char *const paths[],
    size_t count)
{
	struct arena *arena = &stream->header.names;

	stream->path_count = count > 0 ? count : 1;
	stream->paths = arena_new(arena,
	    stream->path_count * sizeof(*stream->paths));
	stream->paths[0] = "-";
	for (size_t i = 0; i < count; i++)
		stream->paths[i] = arena_copy_string(arena,
		    slice_of(paths[i]));
}

bool
stream_open(struct stream **out, const struct schema *schema,
    const char *const paths[], size_t count,
    const struct stream_options *options, struct error *error)
{
	struct stream *stream = memory_new(sizeof(*stream));

	if (options != NULL)
		stream->options = *options;
	stream->window.fd = -1;
	header_init(&stream->header, schema);
	stream_keep_paths(stream, paths, count);
	if (!stream_begin_file(stream, error)) {
		stream_close(stream);
		return false;
	}
	*out = stream;
	return true;
}

static bool
stream_place_cells(struct stream *stream, struct error *error)
{
	const struct csv_reader *csv = &stream->csv;
	const struct header *header = &stream->header;

	if (csv->count != header->count)
		return error_set_code(error, FAULT_INPUT,
		    csv->count < header->count ?
		    "missing-cell" : "extra-cell",
		    "%zu fields, and the header has %zu", csv->count,
		    header->count);
	for (size_t i = 0; i < csv->count; i++)
		stream->slots[header->slots[i]] = csv->cells[i];
	if (stream->options.decimal_mark == ',')
		return stream_mark_set(stream, error);
	return true;
}

static void
stream_count_record(struct stream *stream, uint64_t line, struct slice raw)
{
	stream->records++;
	stream->record.number++;
	stream->record.line = line;
	stream->record.raw = raw;
}

static enum csv_result
stream_next_csv(struct stream *stream, struct error *error)
{
	enum csv_result result = csv_reader_next(&stream->csv,
	    &stream->window, error);

	if (result == CSV_READER_END || result == CSV_READER_FAILED)
		return result;
	stream_count_record(stream, stream->csv.line, stream->csv.raw);
	if (result == CSV_READER_ROW && !stream_place_cells(stream, error))
		return CSV_READER_WRONG;
	return result;
}

static enum csv_result
stream_next_json(struct stream *stream, struct error *error)
{
	enum csv_result result = json_reader_next(&stream->json,
	    &stream->window, &stream->header, stream->slots, error);

	if (result == CSV_READER_END || result == CSV_READER_FAILED)
		return result;
	stream_count_record(stream, stream->json.line, stream->json.raw);
	return result;
}

bool
stream_next_file(struct stream *stream, struct error *error)
{
	window_close(&stream->window);
	if (stream->options.digest)
		source_end(&stream->sources, &stream->window,
		    stream->record.origin, stream->record.number);
	stream->open = false;
	if (stream->path_next == stream->path_count)
		return false;
	if (stream_begin_file(stream, error))
		return true;
	stream->open = false;
	return false;
}

static bool
stream_watch(const struct stream *stream, struct error *error)
{
	const struct stream_options *options = &stream->options;

	if (options->step != NULL)
		options->step(options->context, 1,
		    stream->record.raw.length + 1);
	return options->watch == NULL ||
	    options->watch(options->context, &stream->record, error);
}

bool
stream_next(struct stream *stream, struct record *record,
    struct error *error)
{
	while (stream->open) {
		enum csv_result result = stream->format == STREAM_JSON ?
		    stream_next_json(stream, error) :
		    stream_next_csv(stream, error);

		switch (result) {
		case CSV_READER_ROW:
			*record = stream->record;
			if (stream_watch(stream, error))
				return true;
			if (!stream_reject(stream, record, error))
				return false;
			break;
		case CSV_READER_END:
			if (!stream_next_file(stream, error))
				return false;
			break;
		case CSV_READER_WRONG:
			if (!stream_reject(stream, &stream->record, error))
				return false;
			break;
		case CSV_READER_FAILED:
			return error_locate(error, stream->record.origin, 0);
		}
	}
	return false;
}

bool
stream_decode(struct stream *stream, void *out, struct record *record,
    struct error *error)
{
	while (stream_next(stream, record, error)) {
		if (record_decode(out, record, error))
			return true;
		if (!stream_reject(stream, record, error))
			return false;
	}
	return false;
}

bool
stream_reject(struct stream *stream, const struct record *record,
    struct error *error)
{
	if (error->fault != FAULT_SYSTEM)
		(void)error_locate(error, record->origin, record->line);
	error->record = record->number;
	if (error->fault != FAULT_INPUT || stream->options.rejects == NULL)
		return false;
	return rejects_add(stream->options.rejects, record->raw, error);
}

bool
stream_has_rejects(const struct stream *stream)
{
	return stream->options.rejects != NULL;
}

size_t
stream_extra_count(const struct stream *stream)
{
	return stream->header.extra_count;
}

const struct slice *
stream_extras(const struct stream *stream)
{
	return stream->header.extras;
}

bool
stream_has(const struct stream *stream, int field)
{
	return stream_column(stream, field) != 0;
}

unsigned
stream_column(const struct stream *stream, int field)
{
	ENSURE(field >= 0 && (size_t)field < stream->header.field_count);
	return stream->header.columns[field];
}

const struct sources *
stream_sources(const struct stream *stream)
{
	return &stream->sources;
}

uint64_t
stream_records(const struct stream *stream)
{
	return stream->records;
}

uint64_t
stream_bytes(const struct stream *stream)
{
	return stream->window.bytes;
}

void
stream_close(struct stream *stream)
{
	if (stream == NULL)
		return;
	window_release(&stream->window);
	csv_reader_release(&stream->csv);
	json_reader_release(&stream->json);
	header_release(&stream->header);
	source_release(&stream->sources);
	memory_free(stream->slots);
	text_release(&stream->marked);
	memory_free(stream);
}
