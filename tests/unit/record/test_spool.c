/*
 * What is put into a spool comes back as it was.
 */
#include <stdlib.h>

#include "../tap.h"
#include "base/memory.h"
#include "record/spool.h"

enum { MANY = 20000, LONG = 300000 };

static void
comes_back(void)
{
	struct spool *spool;
	struct error error = { 0 };
	struct record record = { .origin = "here" }, back;
	struct slice extras[] = { SLICE("one"), SLICE(""), SLICE("\xc3\xa9") };
	uint64_t seen = 0;

	tap_ok(spool_open(&spool, &error), "a spool opens");
	record.extras = extras;
	for (record.line = 1; record.line <= 3; record.line++) {
		record.extra_count = record.line;
		tap_ok(spool_add(spool, &record, &error), "it takes one");
	}
	while (spool_next(spool, &back, &error)) {
		seen++;
		tap_ok(back.line == seen && back.extra_count == seen,
		    "record %d is in its place", (int)seen);
		for (size_t i = 0; i < back.extra_count; i++)
			tap_ok(slice_equal(back.extras[i], extras[i]),
			    "extra %zu is the same", i);
	}
	tap_ok(seen == 3 && error.fault == FAULT_NONE, "all came back");
	spool_close(spool);
}

/* Texts of all lengths around those which take another byte to say. */
static size_t
length_of(uint64_t line)
{
	if (line % 5000 == 0)
		return LONG;
	return line % 7 == 0 ? 16380 + line % 10 : line % 300;
}

static void
texts_of_any_length_come_back(void)
{
	static const char *const origins[] = { "one", "other" };
	struct spool *spool;
	struct error error = { 0 };
	char *bytes = memory_new(LONG);
	struct slice extra = { bytes, 0 };
	struct record record = { .extras = &extra, .extra_count = 1 }, back;
	uint64_t seen = 0;
	bool right = true;

	memset(bytes, 'x', LONG);
	(void)spool_open(&spool, &error);
	for (record.line = 1; record.line <= MANY; record.line++) {
		extra.length = length_of(record.line);
		record.number = record.line * 3;
		record.origin = origins[record.line / 100 % 2];
		right = right && spool_add(spool, &record, &error);
	}
	tap_ok(right, "many records are taken");
	while (spool_next(spool, &back, &error)) {
		seen++;
		extra.length = length_of(seen);
		right = right && back.line == seen &&
		    back.number == seen * 3 && back.extra_count == 1 &&
		    back.origin == origins[seen / 100 % 2] &&
		    slice_equal(back.extras[0], extra);
	}
	tap_ok(right && seen == MANY && error.fault == FAULT_NONE,
	    "and come back in order, with their origins");
	tap_ok(!spool_next(spool, &back, &error) &&
	    error.fault == FAULT_NONE, "once");
	spool_close(spool);
	memory_free(bytes);
}

static void
an_empty_one_gives_nothing(void)
{
	struct spool *spool;
	struct error error = { 0 };
	struct record back;

	(void)spool_open(&spool, &error);
	tap_ok(!spool_next(spool, &back, &error) &&
	    error.fault == FAULT_NONE, "nothing in, nothing out");
	spool_close(spool);
}

static void
a_folder_which_is_not_there_is_said(void)
{
	struct spool *spool;
	struct error error = { 0 };

	(void)setenv("TMPDIR", "/nowhere/at/all", 1);
	tap_ok(!spool_open(&spool, &error) && error.fault == FAULT_SYSTEM,
	    "%s", error.message);
}

int
main(void)
{
	tap_begin();
	comes_back();
	texts_of_any_length_come_back();
	an_empty_one_gives_nothing();
	a_folder_which_is_not_there_is_said();
	return tap_end();
}
