/*
 * stamp FILE ... - give the pages of stores the checksums of what is in them
 *
 * For tests which change a store behind the programs' back and look for what
 * is found besides the page.  The store must have no log.
 */
#include <stdio.h>
#include <stdlib.h>

#include "store/page_sum.h"

enum { RESERVED_AT = 20, SIZE_AT = 16, PAGE_MAX = 65536 };

static int
failed(const char *name, const char *what)
{
	(void)fprintf(stderr, "stamp: %s: %s\n", name, what);
	return 1;
}

static int
stamp_pages(FILE *file, const char *name)
{
	static unsigned char page[PAGE_MAX];
	unsigned size;
	uint32_t number = 1;

	if (fread(page, 1, 100, file) != 100)
		return failed(name, "no store");
	size = (unsigned)page[SIZE_AT] << 8 | page[SIZE_AT + 1];
	size = size == 1 ? PAGE_MAX : size;
	if (page[RESERVED_AT] != PAGE_SUM_BYTES)
		return 0;
	for (;; number++) {
		long at = (long)(number - 1) * (long)size;

		if (fseek(file, at, SEEK_SET) != 0)
			return failed(name, "cannot be read");
		if (fread(page, 1, size, file) != size)
			return 0;
		page_sum_put(page, size, number);
		if (fseek(file, at, SEEK_SET) != 0 ||
		    fwrite(page, 1, size, file) != size)
			return failed(name, "cannot be written");
	}
}

int
main(int argc, char **argv)
{
	int status = 0;

	for (int i = 1; i < argc; i++) {
		FILE *file = fopen(argv[i], "r+");

		if (file == NULL) {
			status = failed(argv[i], "cannot be opened");
			continue;
		}
		status |= stamp_pages(file, argv[i]);
		if (fclose(file) != 0)
			status = failed(argv[i], "cannot be written");
	}
	return status;
}
