/* Any bytes, as an event log in XES. */
#include "fuzz.h"
#include "record/xes_reader.h"

static struct fuzz_file file;

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t size)
{
	static const char *const keys[] = { "case:concept:name",
		"concept:name", "time:timestamp" };
	enum { KEYS = sizeof(keys) / sizeof(*keys) };
	struct error error = { 0 };
	const char *path = file.path;
	struct xes_reader *reader;
	struct record record;
	uint64_t events = 0;

	fuzz_file_put(&file, bytes, size);
	if (!xes_reader_open(&reader, &path, 1, &error))
		return 0;
	for (size_t i = 0; i < KEYS; i++) {
		size_t column;

		fuzz_must(xes_reader_want(&column, reader, slice_of(keys[i]),
		    &error) && column == i);
	}
	while (xes_reader_next(reader, &record, &error)) {
		fuzz_must(error.fault == FAULT_NONE);
		fuzz_must(record.number == ++events && record.line > 0);
		fuzz_must(record.extra_count == KEYS);
		for (size_t i = 0; i < KEYS; i++)
			fuzz_must(slice_is_utf8(record.extras[i]));
	}
	fuzz_must(xes_reader_events(reader) == events);
	xes_reader_close(reader);
	return 0;
}
