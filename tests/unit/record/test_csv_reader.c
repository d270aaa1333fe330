/*
 * The plain path of the reader is held equal to libcsv on made-up input, and
 * records flow without allocation.
 */
#include "record/csv_reader.h"

#include "../csv_paths.h"
#include "../drawn.h"
#include "../tap.h"
#include "../text_file.h"
#include "base/memory.h"
#include "schema/journal_line.h"

enum { CASES = 20000, CASE_BYTES = 48, LONG_BYTES = 2000000 };


static void
put_file(const char *bytes, size_t length)
{
	FILE *file = fopen(text_file, "w");

	if (file == NULL || fwrite(bytes, 1, length, file) != length ||
	    fclose(file) != 0)
		abort();
}

static size_t
make_case(char *bytes, size_t size, const char *const parts[], unsigned count)
{
	size_t length = 0;

	while (length + 4 < size) {
		const char *part = parts[drawn_below(count)];

		memcpy(bytes + length, part, strlen(part));
		length += strlen(part);
	}
	return length;
}

static bool
paths_agree(uint64_t *rows)
{
	return csv_paths_agree(text_file, ',', rows);
}

static void
test_paths_agree_on(const char *what, const char *const parts[],
    unsigned count)
{
	char bytes[CASE_BYTES];
	uint64_t rows = 0;
	unsigned differing = 0;

	for (unsigned i = 0; i < CASES; i++) {
		size_t length = make_case(bytes, sizeof(bytes) - 12, parts,
		    count);

		put_file(bytes, length);
		if (!paths_agree(&rows) && differing++ < 3) {
			printf("# differs:");
			for (size_t j = 0; j < length; j++)
				printf(" %02x", (unsigned char)bytes[j]);
			printf("\n");
		}
	}
	tap_ok(differing == 0, "%d files %s, %llu rows read the same both "
	    "ways", CASES, what, (unsigned long long)rows);
}

static void
test_paths_agree(void)
{
	static const char *const any[] = {
		"a", "b7", ",", ",", "\n", "\n", "\r\n", "\r", "\"", "\"\"",
		" ", "\xc3\xa9", "\xff", "\t", "a long word"
	};
	static const char *const quoted[] = {
		"\"a\",", "\"b, c\",", ",\"\xc3\xa9\"", "\"d\"\n", "\"e\"\r\n",
		"\"f\"\r", "\"\",", "\"\"", "\"", ",", "\n", "\r\n", "\r",
		"\"\xff\",", "g", ",\"a longer word\"", "\"h\"\"i\","
	};

	test_paths_agree_on("of anything", any, sizeof(any) / sizeof(*any));
	test_paths_agree_on("with cells in quotes", quoted,
	    sizeof(quoted) / sizeof(*quoted));
}

/* A zero byte says more than a carriage return before it. */
static void
test_zero_bytes(void)
{
	static const struct slice files[] = {
		SLICE("1\r\0t\n2\n"), SLICE("1\rt\0\n"), SLICE("1\r\"\0\n"),
		SLICE("a,\0b\n"), SLICE("\0"), SLICE("a\n\r\0")
	};

	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		struct csv_path path;
		uint64_t rows = 0;

		put_file(files[i].text, files[i].length);
		tap_ok(paths_agree(&rows), "zero byte %zu: the same", i);
		csv_path_begin(&path, text_file, ',', false);
		while (csv_path_next(&path))
			;
		tap_ok(path.result == CSV_READER_FAILED &&
		    strstr(path.error.message, "binary") != NULL,
		    "zero byte %zu: %s", i, path.error.message);
		csv_path_end(&path);
	}
}

/* Across the ends of the window, mostly well-formed. */
static void
test_long_files_agree(void)
{
	static const char *const parts[] = {
		"alpha,", "beta,", "1234567.89,", "\"q,\"\"x\"\"\",",
		"\"two\nlines\",", "\xe2\x82\xac,", "end\n", "last\r\n"
	};
	char *bytes = memory_new(LONG_BYTES + 64);
	uint64_t rows = 0;
	bool agree;

	put_file(bytes, make_case(bytes, LONG_BYTES, parts, 8));
	agree = paths_agree(&rows);
	tap_ok(agree && rows > 1000,
	    "%llu rows across many windows", (unsigned long long)rows);
	memory_free(bytes);
}

static void
write_records(unsigned count)
{
	FILE *file = fopen(text_file, "w");

	if (file == NULL)
		abort();
	(void)fputs("entry,line,date,entity,account,amount,currency,text\n",
	    file);
	for (unsigned i = 0; i < count; i++)
		(void)fprintf(file, "E%07u,1,2026-10-31,AAA,6%03u,%u.5,USD,"
		    "%s\n", i, i % 1000, i % 5000,
		    i % 8 == 0 ? "\"paid, in full\"" : "paid");
	if (fclose(file) != 0)
		abort();
}

/* Read, decode, write; gives how often memory was asked for. */
static uint64_t
copy_records(uint64_t *records)
{
	const char *paths[] = { text_file };
	struct error error = { 0 };
	struct stream *in;
	struct sink *out;
	struct record record;
	struct journal_line line;
	uint64_t before = memory_requests();

	if (!stream_open(&in, &schema_journal_line, paths, 1, NULL, &error) ||
	    !sink_open(&out, &schema_journal_line, "/dev/null", NULL, &error))
		abort();
	while (journal_line_next(in, &line, &record, &error))
		if (!journal_line_put(out, &line, &error))
			abort();
	*records = stream_records(in);
	stream_close(in);
	if (!sink_close(out, &error))
		abort();
	return memory_requests() - before;
}

static void
test_no_allocation(void)
{
	uint64_t few, many, records;

	write_records(1000);
	few = copy_records(&records);
	tap_ok(records == 1000, "1,000 records: %llu requests",
	    (unsigned long long)few);
	write_records(1000000);
	many = copy_records(&records);
	tap_ok(records == 1000000 && many == few,
	    "1,000,000 records: %llu requests", (unsigned long long)many);
}

int
main(void)
{
	text_file_begin();
	tap_begin();
	test_paths_agree();
	test_zero_bytes();
	test_long_files_agree();
	test_no_allocation();
	text_file_end();
	return tap_end();
}
