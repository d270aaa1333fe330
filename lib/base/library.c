#include "base/library.h"

#include <dlfcn.h>
#include <string.h>

bool
library_load(void **out, const char *name, const char *needed_for,
    struct error *error)
{
	*out = dlopen(name, RTLD_NOW | RTLD_LOCAL);
	return *out != NULL || error_set(error, FAULT_SYSTEM, "%s: %s",
	    needed_for, dlerror());
}

bool
library_find(void *out, size_t size, void *library, const char *function,
    const char *needed_for, struct error *error)
{
	void *found = dlsym(library, function);

	if (found == NULL)
		return error_set(error, FAULT_SYSTEM, "%s: %s", needed_for,
		    dlerror());
	/* C has no conversion from an object to a function; POSIX has. */
	memcpy(out, &found, size);
	return true;
}
