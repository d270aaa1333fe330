#include "base/assert.h"

#include <stdio.h>
#include <stdlib.h>

_Noreturn void
assert_failed(const char *condition, const char *file, int line,
    const char *function)
{
	(void)fprintf(stderr, "%s:%d: %s: not true: %s\n", file, line,
	    function, condition);
	abort();
}
