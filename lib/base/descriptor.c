#include "base/descriptor.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

int
descriptor_open(const char *path, int flags)
{
	int descriptor;

	do
		descriptor = open(path, flags | O_CLOEXEC, 0666);
	while (descriptor < 0 && errno == EINTR);
	return descriptor;
}

ssize_t
descriptor_read(int descriptor, void *bytes, size_t size)
{
	ssize_t got;

	do
		got = read(descriptor, bytes, size);
	while (got < 0 && errno == EINTR);
	return got;
}

int
descriptor_sync(int descriptor)
{
	int result;

	do
		result = fsync(descriptor);
	while (result != 0 && errno == EINTR);
	return result;
}
