#include "store/sqlite_log.h"

#include <string.h>
#include <unistd.h>

#include "store/sqlite_layer.h"

/* Places in its header, and in that of a frame: "Database File Format", 4. */
enum {
	HEAD_BYTES = 32,
	HEAD_PAGE_SIZE = 8,
	HEAD_SALT = 16,
	FRAME_BYTES = 24,
	FRAME_COMMIT = 4,
	FRAME_SALT = 8,
	SALT_BYTES = 8
};

enum { KEPT_MAX = 1 << 20 };

struct log_file {
	sqlite3_file base;
	bool begun;		/* its header, in an empty log, is all of it */
	bool synced;		/* and nothing was written since */
	bool followed;		/* what was written, from the header on */
	int commits;
	int page;		/* bytes */
	int end;		/* of the last frame */
	unsigned char salt[SALT_BYTES];
};

_Static_assert(sizeof(struct log_file) <= SQLITE_LAYER_BYTES, "room");

/* SQLite takes a log for empty whose header it does not know. */
static const char empty_head[HEAD_BYTES + 1] =
    "opsutils: nothing is in this log";

static struct log_file *
ours(sqlite3_file *file)
{
	return (struct log_file *)file;
}

/* SQLite would call a damaged store what is a failure of the disk (EIO). */
static int
log_read_below(sqlite3_file *below, void *bytes, int length, sqlite3_int64 at)
{
	int result = below->pMethods->xRead(below, bytes, length, at);

	return result == SQLITE_IOERR_CORRUPTFS ? SQLITE_IOERR_READ : result;
}

static int
log_read(sqlite3_file *base, void *bytes, int length, sqlite3_int64 at)
{
	return log_read_below(sqlite_layer_below(base), bytes, length, at);
}

/* Zeros for what the file is too short for. */
static int
log_head(unsigned char *head, sqlite3_file *below)
{
	int result = log_read_below(below, head, HEAD_BYTES, 0);

	return result == SQLITE_IOERR_SHORT_READ ? SQLITE_OK : result;
}

static bool
head_is_empty(const unsigned char *head)
{
	return memcmp(head, empty_head, HEAD_BYTES) == 0;
}

/* Writing ----------------------------------------------------------------- */

static int
log_is_new(bool *is_new, sqlite3_file *base)
{
	sqlite3_file *below = sqlite_layer_below(base);
	unsigned char head[HEAD_BYTES];
	sqlite3_int64 size;
	int result = below->pMethods->xFileSize(below, &size);

	if (result == SQLITE_OK)
		result = log_head(head, below);
	*is_new = result == SQLITE_OK && (size == 0 || head_is_empty(head));
	return result;
}

/* SQLite writes frames in their order, and some again in long transactions. */
static void
log_follow(struct log_file *file, const unsigned char *bytes, int length,
    sqlite3_int64 at)
{
	if (at == 0 && length == HEAD_BYTES) {
		file->followed = true;
		file->commits = 0;
		file->page = (int)sqlite_layer_number(bytes +
		    HEAD_PAGE_SIZE);
		file->end = HEAD_BYTES;
		memcpy(file->salt, bytes + HEAD_SALT, SALT_BYTES);
		return;
	}
	if (at != file->end || file->end > KEPT_MAX ||
	    (length != FRAME_BYTES && length != file->page))
		file->followed = false;
	if (!file->followed)
		return;
	file->end += length;
	if (length == FRAME_BYTES &&
	    sqlite_layer_number(bytes + FRAME_COMMIT) != 0)
		file->commits++;
}

static int
log_write(sqlite3_file *base, const void *bytes, int length,
    sqlite3_int64 at)
{
	struct log_file *file = ours(base);
	int result = SQLITE_OK;

	file->synced = false;
	file->begun = false;
	if (at == 0)
		result = log_is_new(&file->begun, base);
	if (result == SQLITE_OK)
		result = SQLITE_BELOW(base, xWrite, bytes, length, at);
	if (result == SQLITE_OK)
		log_follow(file, bytes, length, at);
	else
		file->followed = false;
	return result;
}

static int
log_truncate(sqlite3_file *base, sqlite3_int64 size)
{
	struct log_file *file = ours(base);

	file->begun = false;
	file->synced = false;
	file->followed = false;
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

/* Keeping ----------------------------------------------------------------- */

/* Is it what was followed, and has no other program added to it? */
static bool
log_is_as_followed(struct log_file *file, const unsigned char *head)
{
	unsigned char frame[FRAME_BYTES];
	int result;

	if (!file->followed ||
	    memcmp(head + HEAD_SALT, file->salt, SALT_BYTES) != 0)
		return false;
	result = log_read(&file->base, frame, FRAME_BYTES, file->end);
	return result == SQLITE_IOERR_SHORT_READ || (result == SQLITE_OK &&
	    memcmp(frame + FRAME_SALT, file->salt, SALT_BYTES) != 0);
}

bool
sqlite_log_keep(sqlite3_file *log)
{
	struct log_file *file = ours(log);
	unsigned char head[HEAD_BYTES];
	sqlite3_int64 size;

	if (SQLITE_BELOW(log, xFileSize, &size) != SQLITE_OK ||
	    size > KEPT_MAX ||
	    log_head(head, sqlite_layer_below(log)) != SQLITE_OK)
		return false;
	if (head_is_empty(head))
		return true;
	return file->commits == 1 && log_is_as_followed(file, head) &&
	    SQLITE_BELOW(log, xWrite, empty_head, HEAD_BYTES, 0) == SQLITE_OK;
}

static const sqlite3_io_methods log_methods = {
	1, sqlite_layer_close, log_read, log_write, log_truncate, log_sync,
	sqlite_layer_size, sqlite_layer_lock, sqlite_layer_unlock,
	sqlite_layer_reserved, sqlite_layer_control, sqlite_layer_sector,
	sqlite_layer_device, NULL, NULL, NULL, NULL, NULL, NULL
};

/* For sqlite_page.c ------------------------------------------------------- */

/*
 * SQLite opens a file to read which it cannot open to write, for want of
 * descriptors too.
 */
static int
log_open_below(sqlite3_vfs *vfs, const char *name, sqlite3_file *below,
    int flags, int *out_flags)
{
	int opened = flags;
	int result = vfs->xOpen(vfs, name, below, flags, &opened);

	if (result == SQLITE_OK && (flags & SQLITE_OPEN_READWRITE) != 0 &&
	    (opened & SQLITE_OPEN_READONLY) != 0 && access(name, W_OK) == 0) {
		(void)below->pMethods->xClose(below);
		return SQLITE_CANTOPEN;
	}
	if (out_flags != NULL)
		*out_flags = opened;
	return result;
}

/*
 * Without SQLITE_OPEN_CREATE SQLite does not sync the name of the log, which
 * is on the disk since the log was used first.
 */
static int
log_open_kept(bool *kept, sqlite3_vfs *vfs, const char *name,
    sqlite3_file *below, int flags, int *out_flags)
{
	unsigned char head[HEAD_BYTES];
	int result;

	*kept = false;
	if (log_open_below(vfs, name, below, flags & ~SQLITE_OPEN_CREATE,
	    out_flags) != SQLITE_OK)
		return SQLITE_OK;
	result = log_head(head, below);
	*kept = result == SQLITE_OK && head_is_empty(head);
	if (!*kept)
		(void)below->pMethods->xClose(below);
	return result;
}

int
sqlite_log_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file,
    int flags, int *out_flags)
{
	sqlite3_file *below = sqlite_layer_below(file);
	bool kept;
	int result = log_open_kept(&kept, vfs, name, below, flags, out_flags);

	if (result == SQLITE_OK && !kept)
		result = log_open_below(vfs, name, below, flags, out_flags);
	*ours(file) = (struct log_file){ 0 };
	if (result == SQLITE_OK)
		file->pMethods = &log_methods;
	return result;
}
