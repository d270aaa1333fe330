#include "store/sqlite_log.h"

#include <stdbool.h>

#include "store/sqlite_layer.h"

struct log_file {
	sqlite3_file base;
	bool begun;		/* its header, in an empty file, is all of it */
	bool synced;		/* and nothing was written since */
};

_Static_assert(sizeof(struct log_file) <= SQLITE_LAYER_BYTES, "room");

static struct log_file *
ours(sqlite3_file *file)
{
	return (struct log_file *)file;
}

static int
log_write(sqlite3_file *base, const void *bytes, int length,
    sqlite3_int64 at)
{
	struct log_file *file = ours(base);
	sqlite3_int64 size = -1;
	int result = SQLITE_OK;

	file->synced = false;
	if (at == 0)
		result = SQLITE_BELOW(base, xFileSize, &size);
	file->begun = size == 0;
	return result != SQLITE_OK ? result :
	    SQLITE_BELOW(base, xWrite, bytes, length, at);
}

static int
log_truncate(sqlite3_file *base, sqlite3_int64 size)
{
	ours(base)->begun = false;
	ours(base)->synced = false;
	return SQLITE_BELOW(base, xTruncate, size);
}

static int
log_sync(sqlite3_file *base, int flags)
{
	struct log_file *file = ours(base);
	int result;

	if (file->begun || file->synced)
		return SQLITE_OK;
	result = SQLITE_BELOW(base, xSync, flags);
	file->synced = result == SQLITE_OK;
	return result;
}

static const sqlite3_io_methods log_methods = {
	1, sqlite_layer_close, sqlite_layer_read, log_write, log_truncate,
	log_sync, sqlite_layer_size, sqlite_layer_lock, sqlite_layer_unlock,
	sqlite_layer_reserved, sqlite_layer_control, sqlite_layer_sector,
	sqlite_layer_device, NULL, NULL, NULL, NULL, NULL, NULL
};

int
sqlite_log_open(sqlite3_vfs *below, const char *name, sqlite3_file *file,
    int flags, int *out_flags)
{
	int result = below->xOpen(below, name, sqlite_layer_below(file),
	    flags, out_flags);

	*ours(file) = (struct log_file){ 0 };
	if (result == SQLITE_OK)
		file->pMethods = &log_methods;
	return result;
}
