#include "record/json_library.h"

#include "base/library.h"

struct json_library json_library;

bool
json_library_load(struct error *error)
{
	static const char needed[] = "reading JSON needs a library which is "
	    "installed with the programs";
	static bool loaded;
	void *library;

	if (loaded)
		return true;
	if (!library_load_own(&library, "libopsutils-json.so", needed,
	    error))
		return false;
#define LIBRARY_FIND(name) \
	if (!library_find(&json_library.name, sizeof(json_library.name), \
	    library, #name, needed, error)) \
		return false;
	JSON_FUNCTIONS(LIBRARY_FIND)
#undef LIBRARY_FIND
	loaded = true;
	return true;
}
