/*
 * The same records and the same words by several threads as by one: over many
 * inputs with quotes, line ends of both kinds, blank lines and faults anywhere.
 */
#include "record/stream_spread.h"

#include <unistd.h>

#include "base/memory.h"
#include "base/table.h"
#include "base/text.h"
#include "../tap.h"
#include "schema/service_case.h"

enum { INPUTS = 3000 };

static char path[] = "/tmp/opsutils-spread-XXXXXX";

static uint32_t
drawn(uint32_t below)
{
	static uint64_t state = 20261031;

	state = state * UINT64_C(6364136223846793005) +
	    UINT64_C(1442695040888963407);
	return (uint32_t)(state >> 33) % below;
}

/* What is usual, what is rare, and what is wrong. */
static const char *const opened[] = {
	"2026-10-01T08:00:00Z", "2024-02-29T23:59:59Z", "0001-01-01T00:00:00Z",
	"\"2026-10-01T08:00:00Z\"", "9999-12-31T00:00:00Z",
	"2026-02-29T08:00:00Z", "2026-10-01", "", "2026-10-01T24:00:00Z",
	"2026-1a-01T08:00:00Z"
};
static const char *const clients[] = {
	"C1", "C2", "", "\"C3\"", "\xc3\xa9", "\"C,4\"", "\"a \"\"b\"\" c\"",
	"C 1", "C\t1", "\xe9", "x\"y", "\"x\"y", "\"line\nfeed\"", "\x7f"
};
static const char *const numbers[] = {
	"1", "0", "", "-5", "28800", "\"7\"", "999999999999999999",
	"0000000000000000000000012", "-0", "9223372036854775807", "+1", "1.5",
	"9999999999999999999", "-", "--1", "x"
};
/* Of a column which the kind has not. */
static const char *const notes[] = {
	"", "plain", "\"line\nfeed\"", "\"\"\"a\"\"\n\n\"", "\"\r\n,\"",
	"\"a\"b", "a\"b", "\xff"
};
static const char *const costs[] = {
	"1.5", "0", "", "-0.000001", "12", "0.00", "1,5", "1.", "\"2.25\"",
	"999999999999999999.999999999999", "1e5"
};

enum { USUAL = 4 };

/* Faults are rare, so that they come at any line. */
static const char *
one_of(const char *const texts[], size_t count, bool faults)
{
	if (drawn(20) > 0)
		return texts[drawn(USUAL)];
	return texts[drawn((uint32_t)(faults && drawn(30) == 0 ? count :
	    USUAL + 1))];
}

#define ONE_OF(texts, faults) \
	one_of(texts, sizeof(texts) / sizeof(*(texts)), faults)

static void
make_row(struct text *out, uint32_t number, bool faults)
{
	const char *end = drawn(40) == 0 ? "\r\n" : "\n";

	if (drawn(60) == 0)
		text_add_string(out, end);
	text_add_format(out, "R%u,%s,%s,%s,%s,%s%s", number,
	    ONE_OF(clients, faults), ONE_OF(notes, faults),
	    ONE_OF(opened, faults), ONE_OF(numbers, faults),
	    ONE_OF(costs, faults),
	    faults && drawn(4000) == 0 ? ",more" : "");
	if (faults && drawn(5000) == 0)
		text_add_character(out, '\0');
	text_add_string(out, end);
}

static void
make_input(struct text *out)
{
	uint32_t count = drawn(400);
	bool faults = drawn(2) == 0;

	text_clear(out);
	if (drawn(10) == 0)
		text_add_string(out, "\xef\xbb\xbf");
	text_add_string(out, "request,client,note,opened,elapsed,cost\n");
	for (uint32_t i = 0; i < count; i++)
		make_row(out, i, faults);
	if (drawn(10) == 0)
		text_add_string(out, "R,\"not closed");
	if (drawn(3) == 0 && out->length > 0)
		out->length--;
}

static void
put_file(struct slice text)
{
	FILE *file = fopen(path, "w");

	if (file == NULL || fwrite(text.text, 1, text.length, file) !=
	    text.length || fclose(file) != 0)
		abort();
}

/* What was read, in any order. */
struct seen {
	uint64_t sum;
	uint64_t count;
	uint64_t stop_at;	/* refuse this request; 0 is none */
};

static bool
take(void *context, void *value, struct error *error)
{
	const struct service_case *one = value;
	struct seen *seen = context;
	struct text text = { 0 };

	text_add_format(&text, "%.*s|%.*s|%lld|%lld|%lld|%lld|%d%d",
	    SLICE_PRINT(one->request), SLICE_PRINT(one->client),
	    (long long)one->opened.seconds, (long long)one->closed.seconds,
	    (long long)one->elapsed, (long long)one->cost.units,
	    schema_is_absent(&schema_service_case,
	    SERVICE_CASE_FIELD_ELAPSED, one),
	    schema_is_absent(&schema_service_case,
	    SERVICE_CASE_FIELD_COST, one));
	seen->sum += table_hash(text_slice(&text));
	seen->count++;
	text_release(&text);
	if (seen->stop_at > 0 && one->elapsed == -5 &&
	    slice_is(one->client, "C2"))
		return error_set(error, FAULT_INPUT, "refused");
	return true;
}

struct outcome {
	struct error error;
	struct seen seen;
	uint64_t records;
};

static struct outcome
read_input(size_t threads, size_t block_bytes, size_t files, bool refuse,
    bool plain)
{
	const char *const paths[] = { path, path, path };
	struct outcome outcome = { 0 };
	struct seen seen[STREAM_SPREAD_MAX] = { 0 };
	struct stream_spread how = { .block_bytes = block_bytes,
	    .count = threads, .take = take };
	struct service_case value;
	struct record record;
	struct stream *in;
	bool good;

	for (size_t i = 0; i < threads; i++) {
		seen[i].stop_at = refuse;
		how.contexts[i] = &seen[i];
	}
	good = stream_open(&in, &schema_service_case, paths, files, NULL,
	    &outcome.error);
	if (!good)
		return outcome;
	if (plain) {
		while (stream_decode(in, &value, &record, &outcome.error))
			if (!take(&seen[0], &value, &outcome.error) &&
			    !stream_reject(in, &record, &outcome.error))
				break;
	} else if (stream_spread(in, &how, &outcome.error) !=
	    (outcome.error.fault == FAULT_NONE)) {
		abort();
	}
	for (size_t i = 0; i < threads; i++) {
		outcome.seen.sum += seen[i].sum;
		outcome.seen.count += seen[i].count;
	}
	outcome.records = stream_records(in);
	stream_close(in);
	return outcome;
}

static bool
same_error(const struct error *one, const struct error *other)
{
	return one->fault == other->fault && one->line == other->line &&
	    one->record == other->record && one->column == other->column &&
	    (one->code == NULL) == (other->code == NULL) &&
	    (one->code == NULL || strcmp(one->code, other->code) == 0) &&
	    strcmp(one->origin, other->origin) == 0 &&
	    strcmp(one->field, other->field) == 0 &&
	    strcmp(one->message, other->message) == 0;
}

static void
threads_read_what_one_reads(void)
{
	struct text input = { 0 };
	size_t wrong = 0, faults = 0, all = 0;

	for (size_t i = 0; i < INPUTS; i++) {
		size_t files = 1 + drawn(20) / 18;
		bool refuse = drawn(4) == 0;
		struct outcome one, many;

		make_input(&input);
		put_file(text_slice(&input));
		one = read_input(1, 0, files, refuse, true);
		many = read_input(1 + drawn(4), 1 + drawn(drawn(2) == 0 ?
		    100 : 4000), files, refuse, false);
		faults += one.error.fault != FAULT_NONE;
		all += one.error.fault == FAULT_NONE;
		if (!same_error(&one.error, &many.error) ||
		    one.records != many.records ||
		    (one.error.fault == FAULT_NONE &&
		    (one.seen.sum != many.seen.sum ||
		    one.seen.count != many.seen.count)))
			wrong++;
		if (wrong == 1) {
			printf("# %llu %s | %llu %s\n",
			    (unsigned long long)one.error.line,
			    one.error.message,
			    (unsigned long long)many.error.line,
			    many.error.message);
			break;
		}
	}
	tap_ok(wrong == 0, "threads read what one reads");
	tap_ok(faults > INPUTS / 8 && all > INPUTS / 8,
	    "%zu inputs were wrong and %zu were not", faults, all);
	text_release(&input);
}

static void
a_row_longer_than_blocks_is_read(void)
{
	struct text input = { 0 };
	struct outcome one, many;

	text_add_string(&input, "request,client,note,opened,elapsed,cost\n");
	for (size_t i = 0; i < 300; i++)
		text_add_format(&input, "R%zu,,\"%*s\",%s,,\n", i,
		    (int)drawn(3000), "x\"\"\n\n\"\"", opened[0]);
	put_file(text_slice(&input));
	one = read_input(1, 0, 1, false, true);
	many = read_input(3, 50, 1, false, false);
	tap_ok(one.error.fault == FAULT_NONE && one.seen.count == 300 &&
	    same_error(&one.error, &many.error) &&
	    many.seen.sum == one.seen.sum, "blocks grow to hold a row");
	text_release(&input);
}

static void
many_blocks_are_read(void)
{
	struct text input = { 0 };
	struct outcome one, many;

	text_add_string(&input, "request,client,note,opened,elapsed,cost\n");
	for (size_t i = 0; i < 60000; i++)
		text_add_format(&input, "R%zu,C%u,,%s,%u,\n", i, drawn(50),
		    opened[drawn(3)], drawn(1000));
	put_file(text_slice(&input));
	one = read_input(1, 0, 1, false, true);
	many = read_input(4, 0, 1, false, false);
	tap_ok(one.error.fault == FAULT_NONE && one.seen.count == 60000,
	    "60,000 records are there");
	tap_ok(many.error.fault == FAULT_NONE && many.seen.sum == one.seen.sum &&
	    many.seen.count == one.seen.count &&
	    many.records == one.records, "threads read all of them");
	text_release(&input);
}

int
main(void)
{
	int fd = mkstemp(path);

	if (fd < 0)
		return 1;
	tap_begin();
	(void)close(fd);
	threads_read_what_one_reads();
	a_row_longer_than_blocks_is_read();
	many_blocks_are_read();
	(void)unlink(path);
	return tap_end();
}
