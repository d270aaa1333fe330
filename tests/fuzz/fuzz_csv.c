/*
 * Any bytes, as rows: the plain path and libcsv read the same from them.  The
 * first byte chooses the delimiter.
 */
#include "fuzz.h"
#include "record/csv_reader.h"

static struct fuzz_file file;

struct run {
	struct window window;
	struct csv_reader reader;
	struct error error;
	enum csv_result result;
};

static void
run_begin(struct run *run, char delimiter, bool always_libcsv)
{
	*run = (struct run){ .window = { .fd = -1 } };
	fuzz_must(window_open(&run->window, file.path, &run->error));
	csv_reader_begin(&run->reader, delimiter);
	run->reader.always_libcsv = always_libcsv;
}

static bool
run_next(struct run *run)
{
	run->error = (struct error){ 0 };
	run->result = csv_reader_next(&run->reader, &run->window,
	    &run->error);
	return run->result == CSV_READER_ROW ||
	    run->result == CSV_READER_WRONG;
}

static void
run_end(struct run *run)
{
	window_release(&run->window);
	csv_reader_release(&run->reader);
}

static void
rows_must_agree(const struct run *plain, const struct run *libcsv)
{
	fuzz_must(plain->result == libcsv->result);
	fuzz_must(plain->reader.line == libcsv->reader.line);
	fuzz_must(plain->error.fault == libcsv->error.fault);
	if (plain->result == CSV_READER_ROW ||
	    plain->result == CSV_READER_WRONG)
		fuzz_must(slice_equal(plain->reader.raw, libcsv->reader.raw));
	if (plain->result != CSV_READER_ROW)
		return;
	fuzz_must(plain->reader.count == libcsv->reader.count);
	for (size_t i = 0; i < plain->reader.count; i++)
		fuzz_must(slice_equal(plain->reader.cells[i],
		    libcsv->reader.cells[i]));
}

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t size)
{
	static const char delimiters[] = { ',', ';', '\t' };
	struct run plain, libcsv;
	bool more;
	char delimiter;

	if (size == 0)
		return 0;
	delimiter = delimiters[bytes[0] % sizeof(delimiters)];
	fuzz_file_put(&file, bytes + 1, size - 1);
	run_begin(&plain, delimiter, false);
	run_begin(&libcsv, delimiter, true);
	do {
		more = run_next(&plain);
		(void)run_next(&libcsv);
		rows_must_agree(&plain, &libcsv);
	} while (more);
	run_end(&plain);
	run_end(&libcsv);
	return 0;
}
