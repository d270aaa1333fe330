#include "base/library.h"

#include <dlfcn.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/place.h"
#include "config.h"

bool
library_load(void **out, const char *name, const char *needed_for,
    struct error *error)
{
	*out = dlopen(name, RTLD_NOW | RTLD_LOCAL);
	return *out != NULL || error_set(error, FAULT_SYSTEM, "%s: %s",
	    needed_for, dlerror());
}

bool
library_load_own(void **out, const char *name, const char *needed_for,
    struct error *error)
{
	static const char *const above[] = { "../", "../../" };
	char folder[PLACE_MAX], path[PLACE_MAX + NAME_MAX];

	if (!place_folder(folder, sizeof(folder)))
		folder[0] = '\0';
	for (size_t i = 0; folder[0] != '\0' && i < 2; i++) {
		(void)snprintf(path, sizeof(path), "%s%slib/opsutils/%s",
		    folder, above[i], name);
		if (access(path, F_OK) == 0)
			return library_load(out, path, needed_for, error);
	}
	(void)snprintf(path, sizeof(path), "%s/%s", CONFIG_LIB, name);
	return library_load(out, path, needed_for, error);
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
