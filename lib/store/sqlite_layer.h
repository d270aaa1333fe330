/*
 * sqlite_layer.h - files of ours between SQLite and the files of the system
 *
 * A file of ours begins with a sqlite3_file and has SQLITE_LAYER_BYTES at
 * most; the file of the layer below (a VFS) follows it.  The functions here
 * pass what they are asked on to that, and are for the methods which a kind of
 * file has no say in.
 */
#ifndef STORE_SQLITE_LAYER_H
#define STORE_SQLITE_LAYER_H

#include <sqlite3.h>

#include <stdint.h>

enum { SQLITE_LAYER_BYTES = 64 };

static inline sqlite3_file *
sqlite_layer_below(sqlite3_file *file)
{
	return (sqlite3_file *)(void *)((char *)file + SQLITE_LAYER_BYTES);
}

/* Numbers in files of SQLite have their highest byte first. */
static inline uint32_t
sqlite_layer_number(const unsigned char *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 |
	    (uint32_t)at[2] << 8 | at[3];
}

#define SQLITE_BELOW(file, method, ...) \
	sqlite_layer_below(file)->pMethods->method( \
	    sqlite_layer_below(file), ##__VA_ARGS__)

int sqlite_layer_close(sqlite3_file *file);
int sqlite_layer_read(sqlite3_file *file, void *bytes, int length,
    sqlite3_int64 at);
int sqlite_layer_truncate(sqlite3_file *file, sqlite3_int64 size);
int sqlite_layer_sync(sqlite3_file *file, int flags);
int sqlite_layer_size(sqlite3_file *file, sqlite3_int64 *size);
int sqlite_layer_lock(sqlite3_file *file, int kind);
int sqlite_layer_unlock(sqlite3_file *file, int kind);
int sqlite_layer_reserved(sqlite3_file *file, int *out);
int sqlite_layer_control(sqlite3_file *file, int what, void *argument);
int sqlite_layer_sector(sqlite3_file *file);
int sqlite_layer_device(sqlite3_file *file);
int sqlite_layer_shm_map(sqlite3_file *file, int region, int size,
    int extend, void volatile **out);
int sqlite_layer_shm_lock(sqlite3_file *file, int offset, int n, int flags);
void sqlite_layer_shm_barrier(sqlite3_file *file);
int sqlite_layer_shm_unmap(sqlite3_file *file, int removes);

#endif
