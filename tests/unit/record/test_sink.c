/* Records out: each format, and that what is written reads back the same. */
#include "record/sink.h"


#include "../tap.h"
#include "../text_file.h"
#include "record/stream.h"
#include "schema/journal_line.h"
#include "schema/kind_field.h"

static const struct kind_field odd = {
	.field = SLICE("a,b"),
	.type = SLICE("say \"so\""),
	.unit = SLICE("=1+1"),
	.required = true,
	.key = -12,
	.pattern = SLICE("two\nlines"),
	.references = SLICE("-5.20"),
	.meaning = SLICE("\xc3\xa9\t")
};

static void
write_odd(char *got, size_t size, const struct sink_options *options)
{
	struct error error = { 0 };
	struct sink *sink;
	FILE *file;
	size_t length;

	if (!sink_open(&sink, &schema_kind_field, text_file, options, &error) ||
	    !kind_field_put(sink, &odd, &error) ||
	    !sink_close(sink, &error))
		abort();
	file = fopen(text_file, "r");
	if (file == NULL)
		abort();
	length = fread(got, 1, size - 1, file);
	got[length] = '\0';
	(void)fclose(file);
}

static void
check(const char *what, struct sink_options options, const char *want)
{
	char got[4096];
	const char *at = got;

	write_odd(got, sizeof(got), &options);
	/* Behind the header, where there is one. */
	if (options.format != SINK_JSON)
		at = strchr(got, '\n') + 1;
	if (!tap_ok(strcmp(at, want) == 0, "%s", what))
		printf("# got %s\n", at);
}

static void
test_formats(void)
{
	check("CSV quotes where it must",
	    (struct sink_options){ .format = SINK_CSV },
	    "\"a,b\",\"say \"\"so\"\"\",=1+1,yes,-12,\"two\nlines\",-5.20,"
	    "\xc3\xa9\t\n");
	check("TSV", (struct sink_options){ .format = SINK_TSV },
	    "a,b\t\"say \"\"so\"\"\"\t=1+1\tyes\t-12\t\"two\nlines\"\t-5.20\t"
	    "\"\xc3\xa9\t\"\n");
	check("JSON", (struct sink_options){ .format = SINK_JSON },
	    "{\"field\":\"a,b\",\"type\":\"say \\\"so\\\"\",\"unit\":\"=1+1\","
	    "\"required\":true,\"key\":-12,\"pattern\":\"two\\nlines\","
	    "\"references\":\"-5.20\",\"meaning\":\"\xc3\xa9\\t\"}\n");
	check("a spreadsheet computes nothing",
	    (struct sink_options){ .format = SINK_SPREADSHEET,
	    .locale = "de_DE" },
	    "a,b;\"say \"\"so\"\"\";'=1+1;yes;-12;\"two\nlines\";-5.20;"
	    "\xc3\xa9\t\r\n");
}

static void
test_locale(void)
{
	struct sink_options options = { .format = SINK_SPREADSHEET,
		.locale = "tlh" };
	struct error error = { 0 };
	struct sink *sink;

	tap_ok(!sink_open(&sink, &schema_kind_field, text_file, &options, &error) &&
	    error.fault == FAULT_USAGE, "an unknown locale: %s",
	    error.message);
}

/* As it was written, so it is read: in each format of records. */
static void
test_round_trip(enum sink_format out, enum stream_format in)
{
	struct sink_options sink_options = { .format = out };
	struct stream_options stream_options = { .format = in };
	const char *paths[] = { text_file };
	struct error error = { 0 };
	struct stream *stream;
	struct record record;
	struct kind_field back;
	char got[4096];

	write_odd(got, sizeof(got), &sink_options);
	if (!stream_open(&stream, &schema_kind_field, paths, 1,
	    &stream_options, &error))
		abort();
	if (!stream_next(stream, &record, &error))
		abort();
	tap_ok(slice_equal(record.fields[0], odd.field) &&
	    slice_equal(record.fields[1], odd.type) &&
	    slice_equal(record.fields[5], odd.pattern) &&
	    slice_equal(record.fields[7], odd.meaning) &&
	    slice_is(record.fields[3], "yes") &&
	    slice_is(record.fields[4], "-12"), "format %d reads back", out);
	tap_ok(!kind_field_decode(&back, &record, &error) &&
	    error.fault == FAULT_INPUT, "a code with a blank is refused: %s",
	    error.message);
	stream_close(stream);
}

static void
test_optional(void)
{
	struct journal_line line = {
		.entry = SLICE("E1"), .line = 1, .date = { 20000 },
		.entity = SLICE("A"), .account = SLICE("6000"),
		.fund = SLICE(""), .text = SLICE("")
	};
	const char *paths[] = { text_file };
	struct error error = { 0 };
	struct stream *stream;
	struct sink *sink;
	struct record record;

	if (!currency_parse(&line.currency, slice_of("KWD"), &error))
		abort();
	line.amount = (struct money){ -5, line.currency };
	if (!sink_open(&sink, &schema_journal_line, text_file, NULL, &error) ||
	    !journal_line_put(sink, &line, &error) ||
	    !sink_close(sink, &error) ||
	    !stream_open(&stream, &schema_journal_line, paths, 1, NULL,
	    &error))
		abort();
	line = (struct journal_line){ 0 };
	tap_ok(journal_line_next(stream, &line, &record, &error),
	    "a line with little in it reads back: %s", error.message);
	tap_ok(slice_is(record.fields[JOURNAL_LINE_FIELD_AMOUNT], "-0.005") &&
	    line.amount.units == -5, "dinars have three places");
	tap_ok(slice_is_empty(record.fields[
	    JOURNAL_LINE_FIELD_FUNCTIONAL_AMOUNT]) &&
	    currency_equal(line.functional_amount.currency, CURRENCY_NONE),
	    "an absent amount is empty and of no currency");
	stream_close(stream);
}

static void
test_full_disk(void)
{
	struct error error = { 0 };
	struct sink *sink;

	if (!sink_open(&sink, &schema_kind_field, "/dev/full", NULL, &error))
		abort();
	(void)kind_field_put(sink, &odd, &error);
	tap_ok(!sink_close(sink, &error) && error.fault == FAULT_SYSTEM,
	    "a full disk is a fault: %s", error.message);
}

/* A record whose texts have every special byte in every place. */
static void
write_record(const char *name, bool whole, const struct slice cells[],
    const struct slice extras[])
{
	const struct record record = { .schema = &schema_kind_field,
		.fields = cells, .extras = extras, .extra_count = 2 };
	struct sink_options options = { .format = SINK_CSV,
		.extras = extras, .extra_count = 2 };
	struct error error = { 0 };
	struct sink *sink;

	if (!sink_open(&sink, &schema_kind_field, name, &options, &error))
		abort();
	if (whole) {
		if (!sink_record(sink, &record, &error))
			abort();
	} else {
		for (size_t i = 0; i < schema_kind_field.count; i++)
			sink_text(sink, cells[i]);
		sink_text(sink, extras[0]);
		sink_text(sink, extras[1]);
		if (!sink_end(sink, &error))
			abort();
	}
	if (!sink_close(sink, &error))
		abort();
}

static size_t
read_back(char *got, size_t size)
{
	FILE *file = fopen(text_file, "r");
	size_t length;

	if (file == NULL)
		abort();
	length = fread(got, 1, size, file);
	(void)fclose(file);
	return length;
}

static void
test_record(void)
{
	static const char special[] = "\"\n\r,;a\t";
	struct slice cells[16], extras[2] = { SLICE("more"), SLICE("") };
	char texts[16][24], one[4096], other[4096];
	bool right = true;

	for (size_t length = 0; length < 23; length++)
		for (size_t at = 0; at < sizeof(special) - 1; at++) {
			size_t size;

			for (size_t i = 0; i < schema_kind_field.count; i++) {
				memset(texts[i], 'x', length);
				if (length > 0)
					texts[i][(i + at) % length] =
					    special[(i + at) % 7];
				cells[i] = slice_from(texts[i], length);
			}
			write_record(text_file, true, cells, extras);
			size = read_back(one, sizeof(one));
			write_record(text_file, false, cells, extras);
			right = right && size == read_back(other,
			    sizeof(other)) && memcmp(one, other, size) == 0;
		}
	tap_ok(right, "a record is what its cells are one by one");
}

int
main(void)
{
	text_file_begin();
	tap_begin();
	test_formats();
	test_locale();
	test_round_trip(SINK_CSV, STREAM_CSV);
	test_round_trip(SINK_TSV, STREAM_TSV);
	test_round_trip(SINK_JSON, STREAM_JSON);
	test_optional();
	test_record();
	test_full_disk();
	text_file_end();
	return tap_end();
}
