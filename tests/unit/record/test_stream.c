/* The reader of records: what it accepts, and what it says otherwise. */
#include "record/stream.h"


#include "base/memory.h"
#include "../tap.h"
#include "../text_file.h"
#include "schema/journal_line.h"

static void
put_file(const char *text, size_t length)
{
	FILE *file = fopen(text_file, "w");

	if (file == NULL || fwrite(text, 1, length, file) != length ||
	    fclose(file) != 0)
		abort();
}

/* Read everything; the cells of all records, each in brackets. */
static void
read_all(char *out, size_t size, const char *text, size_t length,
    const struct stream_options *options)
{
	const char *paths[] = { text_file };
	struct error error = { 0 };
	struct stream *stream;
	struct record record;
	size_t used = 0;

	put_file(text, length);
	out[0] = '\0';
	if (stream_open(&stream, NULL, paths, 1, options, &error)) {
		while (stream_next(stream, &record, &error)) {
			for (size_t i = 0; i < record.extra_count; i++)
				used += (size_t)snprintf(out + used,
				    size - used, "[%.*s]",
				    SLICE_PRINT(record.extras[i]));
			used += (size_t)snprintf(out + used, size - used,
			    "@%llu ", (unsigned long long)record.line);
		}
		stream_close(stream);
	}
	if (error.fault != FAULT_NONE)
		(void)snprintf(out + used, size - used, "%s %llu: %s",
		    error.code != NULL ? error.code : "",
		    (unsigned long long)error.line, error.message);
}

static void
check(const char *what, const char *text, size_t length, const char *want)
{
	char got[4096];
	size_t wanted = strlen(want);
	/* A message need only begin so, records must be all. */
	size_t compared = wanted == 0 || want[wanted - 1] == ' ' ?
	    sizeof(got) : wanted;

	read_all(got, sizeof(got), text, length, NULL);
	if (!tap_ok(strncmp(got, want, compared) == 0, "%s", what))
		printf("# got %s\n", got);
}

#define CHECK(what, text, want) check((what), (text), sizeof(text) - 1, (want))

static void
test_what_is_accepted(void)
{
	CHECK("a plain file", "a,b\n1,2\n3,\n", "[1][2]@2 [3][]@3 ");
	CHECK("no feed at the end", "a,b\n1,2", "[1][2]@2 ");
	CHECK("carriage returns", "a,b\r\n1,2\r\n", "[1][2]@2 ");
	CHECK("a return at the very end", "a,b\r\n1,2\r", "[1][2]@2 ");
	CHECK("a byte order mark", "\xef\xbb\xbf" "a,b\n1,2\n", "[1][2]@2 ");
	CHECK("quotes", "a,b\n\"1,\"\"x\"\"\n2\",\"\"\n7,8\n",
	    "[1,\"x\"\n2][]@2 [7][8]@4 ");
	CHECK("quotes at the end", "a,b\n1,\"2\"", "[1][2]@2 ");
	CHECK("blanks stay", "a,b\n 1 ,\t\n", "[ 1 ][\t]@2 ");
	CHECK("a header only", "a,b\n", "");
	CHECK("blank lines pass", "a,b\n\n1,2\n\n", "[1][2]@3 ");
	CHECK("UTF-8", "a\n\xc3\xa9\n", "[\xc3\xa9]@2 ");
	CHECK("JSON", "{\"a\":1.50,\"b\":\"x\\n\"}\n{\"b\":null,\"a\":true}",
	    "[1.50][x\n]@1 [true][]@2 ");
	CHECK("long digits in JSON", "{\"a\":123456789012345678901.10}\n",
	    "[123456789012345678901.10]@1 ");
}

static void
test_what_is_refused(void)
{
	CHECK("nothing", "", "source-error 0: empty input");
	CHECK("a short row", "a,b\n1\n", "missing-cell 2: 1 fields");
	CHECK("a long row", "a,b\n1,2\n1,2,3\n",
	    "[1][2]@2 extra-cell 3: 3 fields");
	CHECK("an open quote", "a,b\n1,\"2\n3,4\n",
	    "format-error 2: a quote is opened and not closed");
	CHECK("a quote in a cell", "a,b\n1,2\"\n",
	    "format-error 2: a quote stands inside a field");
	CHECK("a byte behind a quote", "a,b\n\"1\"2,3\n",
	    "format-error 2: a quote stands inside a field");
	CHECK("Latin 1", "a,b\n1,2\n1,\xe9\n",
	    "[1][2]@2 encoding-error 3: not UTF-8");
	CHECK("Latin 1 in quotes", "a,b\n1,\"\xe9\"\n",
	    "encoding-error 2: not UTF-8");
	CHECK("UTF-16 with a mark", "\xff\xfe" "a\0,\0b\0\n\0",
	    "encoding-error 0: this is UTF-16");
	CHECK("UTF-16 without", "a\0,\0b\0\n\0",
	    "encoding-error 0: this is UTF-16");
	CHECK("a binary file", "abc\1\0\0\2\n",
	    "encoding-error 0: a zero byte");
	CHECK("a zero byte later", "a,b\n1,\0\n", "encoding-error");
	CHECK("a lone return", "a,b\r1,2\r3,4\n",
	    "format-error 1: a carriage return");
	CHECK("a column twice", "a,a\n", "duplicate-label 1: column \"a\"");
	CHECK("a column without name", "a,\n", "blank-label 1: column 2");
	CHECK("JSON in JSON", "{\"a\":[1]}\n",
	    "format-error 1: not a JSON record: a value is an object");
	CHECK("broken JSON", "{\"a\":1\n", "format-error 1: not a JSON");
	CHECK("something like null", "{\"a\":null-\"b\":1}\n",
	    "format-error 1: not a JSON record: a value is malformed");
	CHECK("two objects a line", "{\"a\":1} {\"a\":2}\n",
	    "format-error 1: not a JSON record: something follows");
	CHECK("a new member", "{\"a\":1}\n{\"b\":1}\n",
	    "[1]@1 extra-label 2: member \"b\"");
	CHECK("a member twice", "{\"a\":1,\"a\":2}\n",
	    "duplicate-label 1: member \"a\"");
	CHECK("a member without name", "{\"a\":1,\"\":2}\n",
	    "blank-label 1: a member has no name");
	CHECK("a zero byte in a name", "{\"a\\u0000\":1}\n",
	    "type-error 1: the name of a column holds a zero byte");
	CHECK("two byte order marks", "\xef\xbb\xbf\xef\xbb\xbf" "a\n1\n",
	    "encoding-error 1: the name of a column begins with");
	CHECK("a record without members", "{}\n",
	    "missing-label 1: the first record has no members");
	CHECK("a malformed number", "{\"a\":01}\n",
	    "format-error 1: not a JSON record: a number");
}

/* The first record of JSON names the columns: as many as of CSV, no more. */
static void
test_many_members(void)
{
	static char text[STREAM_COLUMNS_MAX * 20];
	size_t length = 0;

	for (unsigned i = 0; i <= STREAM_COLUMNS_MAX + 5; i++)
		length += (size_t)snprintf(text + length,
		    sizeof(text) - length, "%c\"m%u\":1", i == 0 ? '{' : ',',
		    i);
	(void)snprintf(text + length, sizeof(text) - length, "}\n");
	check("too many members", text, strlen(text),
	    "extra-label 1: more than 1024 columns");
}

static void
test_decode(void)
{
	static const char text[] =
	    "currency,amount,entry,line,date,entity,account,note\n"
	    "USD,-12.5,E1,1,2026-10-31,AAA,6000,\"x\"\n"
	    "JPY,7.5,E1,2,2026-10-31,AAA,6000,y\n";
	const char *paths[] = { text_file };
	struct error error = { 0 };
	struct stream *stream;
	struct journal_line line;
	struct record record;

	put_file(text, sizeof(text) - 1);
	if (!tap_ok(stream_open(&stream, &schema_journal_line, paths, 1,
	    NULL, &error), "open: %s", error.message))
		return;
	tap_ok(stream_extra_count(stream) == 1 &&
	    slice_is(stream_extras(stream)[0], "note"), "one extra");
	tap_ok(stream_has(stream, JOURNAL_LINE_FIELD_AMOUNT) &&
	    !stream_has(stream, JOURNAL_LINE_FIELD_TEXT), "which columns");
	tap_ok(journal_line_next(stream, &line, &record, &error),
	    "the first: %s", error.message);
	tap_ok(line.amount.units == -1250 && line.line == 1 &&
	    slice_is(line.account, "6000") && slice_is_empty(line.fund) &&
	    slice_is(record.extras[0], "x"), "is as it stands there");
	tap_ok(!journal_line_next(stream, &line, &record, &error) &&
	    error.fault == FAULT_INPUT && error.line == 3 &&
	    error.column == 2 && strcmp(error.field, "amount") == 0,
	    "yen have no decimals: %s", error.message);
	stream_close(stream);
}

int
main(void)
{
	text_file_begin();
	tap_begin();
	test_what_is_accepted();
	test_what_is_refused();
	test_many_members();
	test_decode();
	text_file_end();
	return tap_end();
}
