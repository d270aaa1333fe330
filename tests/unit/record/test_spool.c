/*
 * What is put into a spool comes back as it was.
 */
#include "../tap.h"
#include "record/spool.h"

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

int
main(void)
{
	tap_begin();
	comes_back();
	return tap_end();
}
