/*
 * descriptor.h - open, read and sync, begun again after a signal
 *
 * As the calls of POSIX whose names they have, and errno says what failed;
 * but a signal which comes in between is no failure.
 */
#ifndef BASE_DESCRIPTOR_H
#define BASE_DESCRIPTOR_H

#include <sys/types.h>

/* Closed on exec; a file which is made has the mode 0666 less the mask. */
int descriptor_open(const char *path, int flags);
ssize_t descriptor_read(int descriptor, void *bytes, size_t size);
int descriptor_sync(int descriptor);

#endif
