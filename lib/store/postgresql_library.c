#include "store/postgresql_library.h"

#include <dlfcn.h>
#include <string.h>

struct postgresql_library postgresql_library;

static const char library_name[] = "libpq.so.5";

static bool
library_find(void *function, size_t size, void *library, const char *name,
    struct error *error)
{
	void *found = dlsym(library, name);

	if (found == NULL)
		return error_set(error, FAULT_SYSTEM,
		    "%s has no function \"%s\": PostgreSQL 14 or newer is "
		    "needed", library_name, name);
	/* C has no conversion from an object to a function; POSIX has. */
	memcpy(function, &found, size);
	return true;
}

bool
postgresql_library_load(struct error *error)
{
	static bool loaded;
	void *library;

	if (loaded)
		return true;
	library = dlopen(library_name, RTLD_NOW | RTLD_LOCAL);
	if (library == NULL)
		return error_set(error, FAULT_SYSTEM,
		    "a store on a server needs the library of PostgreSQL "
		    "(Debian: libpq5): %s", dlerror());
#define LIBRARY_FIND(name) \
	if (!library_find(&postgresql_library.name, \
	    sizeof(postgresql_library.name), library, #name, error)) \
		return false;
	POSTGRESQL_FUNCTIONS(LIBRARY_FIND)
#undef LIBRARY_FIND
	loaded = true;
	return true;
}
