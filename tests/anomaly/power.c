/*
 * power.c - a disk which forgets what was not synced when the power fails
 *
 * Preloaded (LD_PRELOAD) by the tests of anomalies; it becomes SQLite's
 * default VFS.  What is written to a store, its journal or its log is kept in
 * memory and reaches the file when it is synced.  Names which were made or
 * removed last when their folder is synced.
 *
 *	POWER=N:SEED	the power fails at the N-th write, truncation, sync or
 *			removal; 0: just after the program has ended
 *	POWER_COUNT=FILE	write to FILE how many of these there were
 *	POWER_EMPTIED=1	the program before has emptied the log and kept it, as
 *			sqlite_log.h says, but that is not on the disk
 *
 * Of what was not synced, SEED 0 loses everything, 1 nothing; another number
 * picks for each write whether it is lost, done, or torn at a sector.  The
 * memory which programs share (-shm) is lost.  One process alone may use the
 * store meanwhile.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { SECTOR = 512, NODES_MAX = 64, NAME_MAX_BYTES = 1024 };

struct change {
	struct change *next;
	bool truncates;
	sqlite3_int64 at;	/* or the size */
	int length;
	unsigned char bytes[];
};

/* A file as the program sees it, and what of that is not on the disk. */
struct node {
	char path[NAME_MAX_BYTES];
	bool used;
	bool named;		/* its name is on the disk */
	bool removed;		/* and its removal is not: saved beside */
	unsigned char *image;
	sqlite3_int64 size;
	sqlite3_int64 room;
	struct change *first;
	struct change **last;
};

struct power_file {
	sqlite3_file base;
	struct node *node;
	sqlite3_file *real;
};

static struct node nodes[NODES_MAX];
static sqlite3_vfs *unix_vfs;
static sqlite3_vfs power_vfs;
static long fails_at = -1;
static unsigned long seed;
static uint64_t dice = 88172645463325252u;
static long calls;
static bool begun;

static unsigned
roll(unsigned sides)
{
	dice ^= dice << 13;
	dice ^= dice >> 7;
	dice ^= dice << 17;
	return (unsigned)(dice >> 33) % sides;
}

static void
must(bool done, const char *what)
{
	if (done)
		return;
	(void)fprintf(stderr, "power: %s: %s\n", what, strerror(errno));
	abort();
}

/* What the program sees ------------------------------------------------- */

static void
image_resize(struct node *node, sqlite3_int64 size)
{
	if (size > node->room) {
		node->room = size * 2;
		node->image = realloc(node->image, (size_t)node->room);
		must(node->image != NULL, "memory");
	}
	if (size > node->size)
		memset(node->image + node->size, 0,
		    (size_t)(size - node->size));
	node->size = size;
}

static struct node *
node_find(const char *path)
{
	for (int i = 0; i < NODES_MAX; i++)
		if (nodes[i].used && strcmp(nodes[i].path, path) == 0)
			return &nodes[i];
	return NULL;
}

static void
node_forget(struct node *node)
{
	while (node->first != NULL) {
		struct change *next = node->first->next;

		free(node->first);
		node->first = next;
	}
	free(node->image);
	memset(node, 0, sizeof(*node));
}

static struct node *
node_make(const char *path)
{
	for (int i = 0; i < NODES_MAX; i++)
		if (!nodes[i].used) {
			nodes[i].used = true;
			nodes[i].named = true;
			nodes[i].last = &nodes[i].first;
			(void)snprintf(nodes[i].path, NAME_MAX_BYTES, "%s",
			    path);
			return &nodes[i];
		}
	must(false, "too many files");
	return NULL;
}

static struct change *
node_add(struct node *node, int length)
{
	struct change *change = malloc(sizeof(*change) + (size_t)length);

	must(change != NULL, "memory");
	memset(change, 0, sizeof(*change));
	change->length = length;
	*node->last = change;
	node->last = &change->next;
	return change;
}

/* What is on the disk --------------------------------------------------- */

static void
change_do(int file, const struct change *change, int length)
{
	if (change->truncates)
		must(syscall(SYS_ftruncate, file, change->at) == 0,
		    "truncate");
	else if (length > 0)
		must(syscall(SYS_pwrite64, file, change->bytes,
		    (size_t)length, change->at) == length, "write");
}

/* How much of it is done by a disk which loses its power meanwhile. */
static int
change_luck(const struct change *change)
{
	sqlite3_int64 end;

	switch (seed < 2 ? (unsigned)seed : roll(3)) {
	case 0:
		return -1;
	case 1:
		return change->length;
	default:
		end = (change->at + change->length) / SECTOR * SECTOR;
		end -= (sqlite3_int64)roll(8) * SECTOR;
		return end > change->at ? (int)(end - change->at) : 0;
	}
}

static void
node_settle(struct node *node, bool synced)
{
	int file = (int)syscall(SYS_openat, AT_FDCWD, node->path, O_RDWR, 0);

	must(file >= 0 || node->first == NULL, node->path);
	while (node->first != NULL) {
		struct change *change = node->first;
		int length = synced ? change->length : change_luck(change);

		if (length >= 0)
			change_do(file, change, length);
		node->first = change->next;
		free(change);
	}
	node->last = &node->first;
	if (file >= 0)
		(void)syscall(SYS_close, file);
}

static const char *
saved_name(const char *path)
{
	static char name[NAME_MAX_BYTES + 16];
	int length = snprintf(name, sizeof(name), "%s.removed", path);

	must(length > 0 && (size_t)length < sizeof(name), "name");
	return name;
}

/* The folder is synced: names which are there stay, others are gone. */
static void
names_settle(void)
{
	for (int i = 0; i < NODES_MAX; i++) {
		if (!nodes[i].used)
			continue;
		nodes[i].named = true;
		if (nodes[i].removed) {
			(void)syscall(SYS_unlink, saved_name(nodes[i].path));
			node_forget(&nodes[i]);
		}
	}
}

static void
node_fail(struct node *node)
{
	char memory[NAME_MAX_BYTES + 8];
	bool lost = seed == 0 || (seed > 1 && roll(2) == 0);

	if (node->removed) {
		if (lost)
			(void)syscall(SYS_rename, saved_name(node->path),
			    node->path);
		else
			(void)syscall(SYS_unlink, saved_name(node->path));
		return;
	}
	if (!node->named && lost) {
		(void)syscall(SYS_unlink, node->path);
		return;
	}
	node_settle(node, false);
	(void)snprintf(memory, sizeof(memory), "%s-shm", node->path);
	(void)syscall(SYS_unlink, memory);
}

static void
power_fails(void)
{
	for (int i = 0; i < NODES_MAX; i++)
		if (nodes[i].used)
			node_fail(&nodes[i]);
}

static void
count(void)
{
	if (++calls != fails_at)
		return;
	power_fails();
	(void)syscall(SYS_kill, syscall(SYS_getpid), SIGKILL);
	for (;;)
		(void)pause();
}

/* A file of SQLite ------------------------------------------------------- */

static int
file_close(sqlite3_file *file)
{
	struct power_file *power = (struct power_file *)file;

	return power->real->pMethods->xClose(power->real);
}

static int
file_read(sqlite3_file *file, void *bytes, int length, sqlite3_int64 at)
{
	const struct node *node = ((struct power_file *)file)->node;
	sqlite3_int64 there = node->size - at;

	if (there >= length) {
		memcpy(bytes, node->image + at, (size_t)length);
		return SQLITE_OK;
	}
	memset(bytes, 0, (size_t)length);
	if (there > 0)
		memcpy(bytes, node->image + at, (size_t)there);
	return SQLITE_IOERR_SHORT_READ;
}

static int
file_write(sqlite3_file *file, const void *bytes, int length,
    sqlite3_int64 at)
{
	struct node *node = ((struct power_file *)file)->node;
	struct change *change;

	count();
	change = node_add(node, length);
	change->at = at;
	memcpy(change->bytes, bytes, (size_t)length);
	if (at + length > node->size)
		image_resize(node, at + length);
	memcpy(node->image + at, bytes, (size_t)length);
	return SQLITE_OK;
}

static int
file_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	struct node *node = ((struct power_file *)file)->node;
	struct change *change;

	count();
	change = node_add(node, 0);
	change->truncates = true;
	change->at = size;
	image_resize(node, size);
	return SQLITE_OK;
}

/* The real sync follows, since it syncs the folder of a new journal. */
static int
file_sync(sqlite3_file *file, int flags)
{
	struct power_file *power = (struct power_file *)file;

	count();
	node_settle(power->node, true);
	return power->real->pMethods->xSync(power->real, flags);
}

static int
file_size(sqlite3_file *file, sqlite3_int64 *size)
{
	*size = ((struct power_file *)file)->node->size;
	return SQLITE_OK;
}

#define REAL(file) ((struct power_file *)(file))->real
#define CALL(file, method, ...) \
	REAL(file)->pMethods->method(REAL(file), ##__VA_ARGS__)

static int
file_lock(sqlite3_file *file, int kind)
{
	return CALL(file, xLock, kind);
}

static int
file_unlock(sqlite3_file *file, int kind)
{
	return CALL(file, xUnlock, kind);
}

static int
file_reserved(sqlite3_file *file, int *out)
{
	return CALL(file, xCheckReservedLock, out);
}

static int
file_control(sqlite3_file *file, int what, void *argument)
{
	return CALL(file, xFileControl, what, argument);
}

static int
file_sector(sqlite3_file *file)
{
	return CALL(file, xSectorSize);
}

static int
file_device(sqlite3_file *file)
{
	return CALL(file, xDeviceCharacteristics);
}

static int
file_shm_map(sqlite3_file *file, int region, int size, int extend,
    void volatile **out)
{
	return CALL(file, xShmMap, region, size, extend, out);
}

static int
file_shm_lock(sqlite3_file *file, int offset, int n, int flags)
{
	return CALL(file, xShmLock, offset, n, flags);
}

static void
file_shm_barrier(sqlite3_file *file)
{
	CALL(file, xShmBarrier);
}

static int
file_shm_unmap(sqlite3_file *file, int removes)
{
	return CALL(file, xShmUnmap, removes);
}

static const sqlite3_io_methods power_methods = {
	2, file_close, file_read, file_write, file_truncate, file_sync,
	file_size, file_lock, file_unlock, file_reserved, file_control,
	file_sector, file_device, file_shm_map, file_shm_lock,
	file_shm_barrier, file_shm_unmap, NULL, NULL
};

/* The VFS ----------------------------------------------------------------- */

static int
node_load(struct node *node, sqlite3_file *real)
{
	sqlite3_int64 size;
	int result = real->pMethods->xFileSize(real, &size);

	if (result != SQLITE_OK || size == 0)
		return result;
	image_resize(node, size);
	return real->pMethods->xRead(real, node->image, (int)size, 0);
}

static void
node_empty_log(struct node *node, const char *path)
{
	static const char head[] = "opsutils: nothing is in this log";
	const char *end = strrchr(path, '-');
	struct change *change;

	if (getenv("POWER_EMPTIED") == NULL || end == NULL ||
	    strcmp(end, "-wal") != 0 || node->size == 0)
		return;
	change = node_add(node, sizeof(head) - 1);
	memcpy(change->bytes, head, sizeof(head) - 1);
	memcpy(node->image, head, sizeof(head) - 1);
}

static int
power_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags,
    int *out_flags)
{
	struct power_file *power = (struct power_file *)file;
	struct stat status;
	bool was_there;
	int result;

	(void)vfs;
	if (path == NULL || (flags & (SQLITE_OPEN_MAIN_DB |
	    SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL)) == 0)
		return unix_vfs->xOpen(unix_vfs, path, file, flags,
		    out_flags);
	was_there = stat(path, &status) == 0;
	power->real = (sqlite3_file *)(void *)(power + 1);
	result = unix_vfs->xOpen(unix_vfs, path, power->real, flags,
	    out_flags);
	power->base.pMethods = NULL;
	if (result != SQLITE_OK)
		return result;
	power->base.pMethods = &power_methods;
	power->node = node_find(path);
	if (power->node != NULL && power->node->removed) {
		(void)syscall(SYS_unlink, saved_name(path));
		node_forget(power->node);
		power->node = NULL;
	}
	if (power->node != NULL)
		return SQLITE_OK;
	power->node = node_make(path);
	power->node->named = was_there;
	result = node_load(power->node, power->real);
	if (result == SQLITE_OK)
		node_empty_log(power->node, path);
	return result;
}

static int
power_delete(sqlite3_vfs *vfs, const char *path, int sync_folder)
{
	struct node *node = node_find(path);

	(void)vfs;
	if (node == NULL || !node->named)
		goto real;
	count();
	(void)syscall(SYS_unlink, saved_name(path));
	must(syscall(SYS_linkat, AT_FDCWD, path, AT_FDCWD, saved_name(path),
	    0) == 0, "link");
	node_settle(node, false);
	node->removed = true;
	return unix_vfs->xDelete(unix_vfs, path, sync_folder);
real:
	if (node != NULL)
		node_forget(node);
	return unix_vfs->xDelete(unix_vfs, path, sync_folder);
}

/* What the program itself does to names and folders ----------------------- */

static void
folder_synced(int file)
{
	struct stat status;

	if (begun && fstat(file, &status) == 0 && S_ISDIR(status.st_mode))
		names_settle();
}

int
fsync(int file)
{
	folder_synced(file);
	return (int)syscall(SYS_fsync, file);
}

int
fdatasync(int file)
{
	folder_synced(file);
	return (int)syscall(SYS_fdatasync, file);
}

static void
absolute(char out[NAME_MAX_BYTES], const char *path)
{
	char folder[NAME_MAX_BYTES / 2];

	must(getcwd(folder, sizeof(folder)) != NULL, "folder");
	(void)snprintf(out, NAME_MAX_BYTES, "%s%s%s",
	    path[0] == '/' ? "" : folder, path[0] == '/' ? "" : "/", path);
}

int
unlink(const char *path)
{
	char name[NAME_MAX_BYTES];
	struct node *node;

	if (begun) {
		absolute(name, path);
		node = node_find(name);
		if (node != NULL && !node->removed)
			node_forget(node);
	}
	return (int)syscall(SYS_unlink, path);
}

int
rename(const char *from, const char *to)
{
	char name[NAME_MAX_BYTES];
	struct node *node;

	if (begun) {
		absolute(name, to);
		node = node_find(name);
		if (node != NULL)
			node_forget(node);
		absolute(name, from);
		node = node_find(name);
		absolute(name, to);
		if (node != NULL)
			memcpy(node->path, name, sizeof(name));
	}
	return (int)syscall(SYS_rename, from, to);
}

/* A file which the program makes before SQLite opens it. */
int
open(const char *path, int flags, ...)
{
	char name[NAME_MAX_BYTES];
	struct node *node;
	va_list arguments;
	mode_t mode;
	int file;

	va_start(arguments, flags);
	mode = (flags & O_CREAT) != 0 ? va_arg(arguments, mode_t) : 0;
	va_end(arguments);
	file = (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
	if (begun && file >= 0 && (flags & O_EXCL) != 0) {
		absolute(name, path);
		node = node_find(name);
		if (node != NULL)
			node_forget(node);
		node_make(name)->named = false;
	}
	return file;
}

static void __attribute__((constructor))
power_begin(void)
{
	const char *fault = getenv("POWER");
	const char *colon = fault != NULL ? strchr(fault, ':') : NULL;

	if (colon != NULL) {
		fails_at = strtol(fault, NULL, 10);
		seed = strtoul(colon + 1, NULL, 10);
		dice ^= seed * 2654435761u;
	}
	unix_vfs = sqlite3_vfs_find(NULL);
	must(unix_vfs != NULL, "vfs");
	power_vfs = *unix_vfs;
	power_vfs.zName = "power";
	power_vfs.szOsFile += (int)sizeof(struct power_file);
	power_vfs.xOpen = power_open;
	power_vfs.xDelete = power_delete;
	must(sqlite3_vfs_register(&power_vfs, 1) == SQLITE_OK, "register");
	begun = true;
}

static void __attribute__((destructor))
power_end(void)
{
	const char *path = getenv("POWER_COUNT");
	FILE *file;

	begun = false;
	if (fails_at == 0)
		power_fails();
	if (path == NULL)
		return;
	file = fopen(path, "w");
	must(file != NULL && fprintf(file, "%ld\n", calls) > 0 &&
	    fclose(file) == 0, "count");
}
