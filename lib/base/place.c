#include "base/place.h"

#include <string.h>
#include <unistd.h>

bool
place_folder(char *buffer, size_t size)
{
	ssize_t length = readlink("/proc/self/exe", buffer, size);

	if (length <= 0 || (size_t)length >= size)
		return false;
	while (length > 0 && buffer[length - 1] != '/')
		length--;
	buffer[length] = '\0';
	return length > 0;
}
