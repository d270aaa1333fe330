/* The words in which a run says how far it is. */
#include "cli/progress.h"

#include "../tap.h"

static void
says(uint64_t records, uint64_t bytes, uint64_t total, int64_t elapsed_ms,
    const char *expected)
{
	struct progress progress = { .records = records, .bytes = bytes,
		.total = total };
	char text[PROGRESS_TEXT_MAX];

	progress_text(text, &progress, elapsed_ms);
	tap_ok(strcmp(text, expected) == 0, "%s", text);
}

int
main(void)
{
	tap_begin();
	says(0, 0, 0, 0, "0 records, 0 a second");
	says(999, 0, 0, 1000, "999 records, 999 a second");
	says(1000, 500, 0, 2000, "1,000 records, 500 a second");
	says(1234567, 50, 100, 10000,
	    "1,234,567 records, 123,456 a second, 10 s left");
	says(10, 1, 100, 1000, "10 records, 10 a second, 1 min 39 s left");
	says(10, 1, 7200, 1000, "10 records, 10 a second, 1 h 59 min left");
	says(10, 2, 3, 1, "10 records, 10,000 a second, 1 s left");
	says(10, 100, 100, 1000, "10 records, 10 a second");
	says(10, 101, 100, 1000, "10 records, 10 a second");
	says(UINT64_MAX, UINT64_MAX - 1, UINT64_MAX, INT64_MAX,
	    "18,446,744,073,709,551,615 records, 2,000 a second, 1 s left");
	says(1, 1, UINT64_MAX, 1, "1 records, 1,000 a second, "
	    "5124095576030 h 25 min left");
	return tap_end();
}
