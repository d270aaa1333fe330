/*
 * Any bytes, as a file of records: read, decoded, written and read again.
 * The first byte chooses the format and the decimal mark.
 */
#include "fuzz.h"
#include "record/stream.h"
#include "schema/journal_line.h"

static struct fuzz_file file;

/* Read it all, once without and once with a schema. */
static void
read_all(const struct schema *schema, const struct stream_options *options)
{
	const char *paths[] = { file.path, file.path };
	struct error error = { 0 };
	struct stream *stream;
	struct record record;
	struct journal_line line;
	struct sink *sink;

	if (!stream_open(&stream, schema, paths, 2, options, &error))
		return;
	if (!sink_open(&sink, schema, "/dev/null", &(struct sink_options){
	    .format = options->format == STREAM_JSON ? SINK_CSV : SINK_JSON,
	    .extras = stream_extras(stream),
	    .extra_count = stream_extra_count(stream) }, &error))
		abort();
	while (stream_next(stream, &record, &error)) {
		struct error wrong = { 0 };

		if (schema != NULL)
			(void)record_decode(&line, &record, &wrong);
		if (!sink_record(sink, &record, &error))
			abort();
	}
	stream_close(stream);
	sink_abandon(sink);
}

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t size)
{
	struct stream_options options = { 0 };

	if (size == 0)
		return 0;
	options.format = (enum stream_format)(bytes[0] & 3);
	options.decimal_mark = bytes[0] & 4 ? ',' : 0;
	fuzz_file_put(&file, bytes + 1, size - 1);
	read_all(NULL, &options);
	read_all(&schema_journal_line, &options);
	return 0;
}
