/* text_file.h - a text in a temporary file, for what reads files */
#ifndef TESTS_UNIT_TEXT_FILE_H
#define TESTS_UNIT_TEXT_FILE_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char text_file[] = "/tmp/opsutils-test.XXXXXX";

static inline void
text_file_begin(void)
{
	int file = mkstemp(text_file);

	if (file < 0)
		abort();
	(void)close(file);
}

static inline bool
text_file_put(const char *text)
{
	FILE *file = fopen(text_file, "w");
	bool done;

	if (file == NULL)
		return false;
	done = fputs(text, file) >= 0;
	return fclose(file) == 0 && done;
}

static inline void
text_file_end(void)
{
	(void)unlink(text_file);
}

#endif
