/* What cannot be loaded is said with what it is needed for. */
#include "base/library.h"

#include <string.h>

#include "../tap.h"

int
main(void)
{
	struct error error = { 0 };
	double (*cosine)(double) = NULL;
	void *library = NULL;

	tap_begin();
	tap_ok(!library_load(&library, "libops-none.so", "a test needs it",
	    &error) && error.fault == FAULT_SYSTEM &&
	    strncmp(error.message, "a test needs it: ", 17) == 0 &&
	    strstr(error.message, "libops-none.so") != NULL,
	    "one which is not there: %s", error.message);
	error_clear(&error);
	tap_ok(library_load(&library, "libm.so.6", "a test needs it", &error),
	    "one of the system %s", error.message);
	tap_ok(library_find(&cosine, sizeof(cosine), library, "cos",
	    "a test needs it", &error) && cosine(0) > 0.5,
	    "and a function of it");
	tap_ok(!library_find(&cosine, sizeof(cosine), library, "ops_none",
	    "a test needs it", &error) && error.fault == FAULT_SYSTEM &&
	    strstr(error.message, "ops_none") != NULL,
	    "and one which it has not: %s", error.message);
	tap_ok(!library_load_own(&library, "libopsutils-none.so",
	    "a test needs it", &error) && error.fault == FAULT_SYSTEM &&
	    strstr(error.message, "/lib/opsutils/libopsutils-none.so") != NULL,
	    "nor one of ours which is not installed: %s", error.message);
	error_clear(&error);
	tap_ok(library_load_own(&library, "libopsutils-json.so",
	    "a test needs it", &error), "one of ours %s", error.message);
	return tap_end();
}
