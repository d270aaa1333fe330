#include "store/undone.h"

#include <inttypes.h>

bool
undone_by(int64_t *out, struct store *store, int64_t run,
    struct error *error)
{
	struct statement *statement;

	*out = 0;
	if (!store_prepare(&statement, store,
	    "SELECT run FROM run_undone WHERE number = $1", error))
		return false;
	store_bind_integer(statement, 1, run);
	while (store_step(statement, error))
		*out = store_integer(statement, 0);
	return error->fault == FAULT_NONE;
}

bool
undone_refuse(struct store *store, int64_t run, const char *what,
    struct slice batch, struct error *error)
{
	int64_t by;

	if (!undone_by(&by, store, run, error))
		return false;
	return by == 0 || error_set(error, FAULT_STORE,
	    "%s \"%.*s\" of run %" PRId64 " was undone by run %" PRId64,
	    what, SLICE_PRINT(batch), run, by);
}
