#include "store/postgresql_library.h"

#include "base/library.h"

struct postgresql_library postgresql_library;

bool
postgresql_library_load(struct error *error)
{
	static const char needed[] = "a store on a server needs the library "
	    "of PostgreSQL 14 or newer (Debian: libpq5)";
	static bool loaded;
	void *library;

	if (loaded)
		return true;
	if (!library_load(&library, "libpq.so.5", needed, error))
		return false;
#define LIBRARY_FIND(name) \
	if (!library_find(&postgresql_library.name, \
	    sizeof(postgresql_library.name), library, #name, needed, error)) \
		return false;
	POSTGRESQL_FUNCTIONS(LIBRARY_FIND)
#undef LIBRARY_FIND
	loaded = true;
	return true;
}
