/*
 * fuzz.h - what the targets share
 *
 * A target calls abort when something is not as it must be, whatever the
 * bytes; the sanitizers see the rest.  Files have no name, so that nothing is
 * left behind.
 */
#ifndef FUZZ_H
#define FUZZ_H

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/error.h"
#include "base/slice.h"

enum { FUZZ_PATH_MAX = 32 };

struct fuzz_file {
	int descriptor;		/* 0: not yet made */
	char path[FUZZ_PATH_MAX];	/* gives its bytes from the first on */
};

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t size);

#define fuzz_must(condition) \
	((condition) ? (void)0 : fuzz_fail(#condition, __FILE__, __LINE__))

static inline void
fuzz_fail(const char *what, const char *file, int line)
{
	(void)fprintf(stderr, "%s:%d: not so: %s\n", file, line, what);
	abort();
}

static inline void
fuzz_file_make(struct fuzz_file *file)
{
	char name[] = "/tmp/opsutils-fuzz-XXXXXX";

	if (file->descriptor > 0)
		return;
	file->descriptor = mkstemp(name);
	fuzz_must(file->descriptor > 0);
	(void)unlink(name);
	(void)snprintf(file->path, sizeof(file->path), "/proc/self/fd/%d",
	    file->descriptor);
}

static inline void
fuzz_file_put(struct fuzz_file *file, const unsigned char *bytes, size_t size)
{
	fuzz_file_make(file);
	fuzz_must(ftruncate(file->descriptor, 0) == 0 &&
	    pwrite(file->descriptor, bytes, size, 0) == (ssize_t)size);
}

static inline struct slice
fuzz_slice(const unsigned char *bytes, size_t size)
{
	return slice_from((const char *)bytes, size);
}

#endif
