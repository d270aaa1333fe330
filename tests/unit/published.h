/* published.h - cases which others published, a line of CSV each */
#ifndef TESTS_UNIT_PUBLISHED_H
#define TESTS_UNIT_PUBLISHED_H

#include <stdio.h>

#include "base/slice.h"
#include "tap.h"

enum { PUBLISHED_LINE_MAX = 4096 };

/*
 * Calls holds with each line below the header; that there are so many is a
 * test of its own.  A file which is not there is skipped.
 */
static inline void
published_each(const char *path, unsigned wanted,
    void (*holds)(struct slice line))
{
	FILE *file = fopen(path, "r");
	char line[PUBLISHED_LINE_MAX];
	unsigned count = 0;

	if (file == NULL) {
		tap_skip(path);
		return;
	}
	if (fgets(line, sizeof(line), file) == NULL)
		line[0] = '\0';
	while (fgets(line, sizeof(line), file) != NULL) {
		holds(slice_of(line));
		count++;
	}
	(void)fclose(file);
	tap_ok(count == wanted, "%u cases, not %u", count, wanted);
}

#endif
