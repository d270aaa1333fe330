#include "store/sqlite_layer.h"

int
sqlite_layer_close(sqlite3_file *file)
{
	return SQLITE_BELOW(file, xClose);
}

int
sqlite_layer_read(sqlite3_file *file, void *bytes, int length,
    sqlite3_int64 at)
{
	return SQLITE_BELOW(file, xRead, bytes, length, at);
}

int
sqlite_layer_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	return SQLITE_BELOW(file, xTruncate, size);
}

int
sqlite_layer_sync(sqlite3_file *file, int flags)
{
	return SQLITE_BELOW(file, xSync, flags);
}

int
sqlite_layer_size(sqlite3_file *file, sqlite3_int64 *size)
{
	return SQLITE_BELOW(file, xFileSize, size);
}

int
sqlite_layer_lock(sqlite3_file *file, int kind)
{
	return SQLITE_BELOW(file, xLock, kind);
}

int
sqlite_layer_unlock(sqlite3_file *file, int kind)
{
	return SQLITE_BELOW(file, xUnlock, kind);
}

int
sqlite_layer_reserved(sqlite3_file *file, int *out)
{
	return SQLITE_BELOW(file, xCheckReservedLock, out);
}

int
sqlite_layer_control(sqlite3_file *file, int what, void *argument)
{
	return SQLITE_BELOW(file, xFileControl, what, argument);
}

int
sqlite_layer_sector(sqlite3_file *file)
{
	return SQLITE_BELOW(file, xSectorSize);
}

int
sqlite_layer_device(sqlite3_file *file)
{
	return SQLITE_BELOW(file, xDeviceCharacteristics);
}

int
sqlite_layer_shm_map(sqlite3_file *file, int region, int size,
    int extend, void volatile **out)
{
	return SQLITE_BELOW(file, xShmMap, region, size, extend, out);
}

int
sqlite_layer_shm_lock(sqlite3_file *file, int offset, int n, int flags)
{
	return SQLITE_BELOW(file, xShmLock, offset, n, flags);
}

void
sqlite_layer_shm_barrier(sqlite3_file *file)
{
	SQLITE_BELOW(file, xShmBarrier);
}

int
sqlite_layer_shm_unmap(sqlite3_file *file, int removes)
{
	return SQLITE_BELOW(file, xShmUnmap, removes);
}
