/*
 * Any bytes, as JSON lines: what was read, and written as CSV or as JSON, is
 * read back the same.  The first byte chooses the format.
 */
#include "fuzz.h"
#include "record/sink.h"
#include "record/stream.h"

static struct fuzz_file given, written;

static bool
open_stream(struct stream **out, struct fuzz_file *file,
    enum stream_format format)
{
	const char *paths[] = { file->path };
	struct error error = { 0 };

	return stream_open(out, NULL, paths, 1,
	    &(struct stream_options){ .format = format }, &error);
}

/* Standard output is the file which is written; gives how many records. */
static uint64_t
write_all(struct stream *in, enum sink_format format)
{
	struct sink_options options = { .format = format,
		.extras = stream_extras(in),
		.extra_count = stream_extra_count(in) };
	struct error error = { 0 }, end = { 0 };
	struct record record;
	struct sink *out;
	uint64_t count = 0;

	fuzz_must(ftruncate(STDOUT_FILENO, 0) == 0 &&
	    lseek(STDOUT_FILENO, 0, SEEK_SET) == 0);
	fuzz_must(sink_open(&out, NULL, NULL, &options, &error));
	while (stream_next(in, &record, &end)) {
		fuzz_must(sink_record(out, &record, &error));
		count++;
	}
	fuzz_must(sink_close(out, &error));
	return count;
}

static void
must_be_equal(struct stream *one, struct stream *other, uint64_t count)
{
	struct record left, right;
	struct error error = { 0 };

	fuzz_must(stream_extra_count(one) == stream_extra_count(other));
	for (size_t i = 0; i < stream_extra_count(one); i++)
		fuzz_must(slice_equal(stream_extras(one)[i],
		    stream_extras(other)[i]));
	for (; count > 0; count--) {
		fuzz_must(stream_next(one, &left, &error));
		fuzz_must(stream_next(other, &right, &error));
		for (size_t i = 0; i < left.extra_count; i++)
			fuzz_must(slice_equal(left.extras[i],
			    right.extras[i]));
	}
	fuzz_must(!stream_next(other, &right, &error) &&
	    error.fault == FAULT_NONE);
}

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t size)
{
	bool json = size > 0 && bytes[0] & 1;
	struct stream *in, *back;
	uint64_t count;

	if (size == 0)
		return 0;
	if (written.descriptor == 0) {
		fuzz_file_make(&written);
		fuzz_must(dup2(written.descriptor, STDOUT_FILENO) >= 0);
	}
	fuzz_file_put(&given, bytes + 1, size - 1);
	if (!open_stream(&in, &given, STREAM_JSON))
		return 0;
	count = write_all(in, json ? SINK_JSON : SINK_CSV);
	stream_close(in);
	if (count == 0)
		return 0;
	fuzz_must(open_stream(&in, &given, STREAM_JSON));
	fuzz_must(open_stream(&back, &written,
	    json ? STREAM_JSON : STREAM_CSV));
	must_be_equal(in, back, count);
	stream_close(in);
	stream_close(back);
	return 0;
}
