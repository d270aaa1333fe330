#include "base/replace.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool
replace_failed(const char *path, struct error *error)
{
	return error_set(error, FAULT_SYSTEM, "%s: %s", path,
	    strerror(errno));
}

static int
replace_open(const char *path, int flags)
{
	int descriptor;

	do
		descriptor = open(path, flags | O_CLOEXEC, 0666);
	while (descriptor < 0 && errno == EINTR);
	return descriptor;
}

static int
replace_sync_descriptor(int descriptor)
{
	int result;

	do
		result = fsync(descriptor);
	while (result != 0 && errno == EINTR);
	return result;
}

/* A file system without locks does without. */
static bool
replace_lock(int descriptor)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

	return fcntl(descriptor, F_SETLK, &lock) == 0 ||
	    (errno != EACCES && errno != EAGAIN);
}

/* Who was before us may have renamed the file between opening and locking. */
static bool
replace_is_there(struct replace *replace)
{
	struct stat opened, named;

	if (fstat(replace->descriptor, &opened) != 0 ||
	    stat(replace->beside.bytes, &named) != 0 ||
	    opened.st_dev != named.st_dev || opened.st_ino != named.st_ino)
		return false;
	replace->found_rest = opened.st_size > 0;
	return true;
}

static bool
replace_open_beside(struct replace *replace, struct error *error)
{
	const char *beside = replace->beside.bytes;

	for (;;) {
		replace->descriptor = replace_open(beside,
		    O_WRONLY | O_CREAT);
		if (replace->descriptor < 0)
			return replace_failed(replace->path.bytes, error);
		if (!replace_lock(replace->descriptor)) {
			(void)close(replace->descriptor);
			return error_set(error, FAULT_BUSY,
			    "%s: another program is writing it; try again",
			    replace->path.bytes);
		}
		if (replace_is_there(replace))
			break;
		(void)close(replace->descriptor);
	}
	if (ftruncate(replace->descriptor, 0) == 0)
		return true;
	(void)replace_failed(beside, error);
	(void)close(replace->descriptor);
	return false;
}

static void
replace_release(struct replace *replace)
{
	text_release(&replace->path);
	text_release(&replace->beside);
	replace->descriptor = -1;
}

bool
replace_begin(struct replace *replace, const char *path,
    struct error *error)
{
	*replace = (struct replace){ .descriptor = -1 };
	text_add_string(&replace->path, path);
	text_add_format(&replace->beside, "%s.new", path);
	if (replace_open_beside(replace, error))
		return true;
	replace_release(replace);
	return false;
}

/* The entry of the folder, too, must be on the disk. */
static bool
replace_sync_folder(const char *path, struct error *error)
{
	const char *slash = strrchr(path, '/');
	struct text folder = { 0 };
	int descriptor;
	bool done;

	if (slash == NULL)
		text_add_string(&folder, ".");
	else
		text_add(&folder, slice_from(path,
		    slash == path ? 1 : (size_t)(slash - path)));
	descriptor = replace_open(folder.bytes, O_RDONLY | O_DIRECTORY);
	/* Some file systems know no sync of a folder. */
	done = descriptor >= 0 && (replace_sync_descriptor(descriptor) == 0 ||
	    errno == EINVAL || errno == ENOTSUP);
	if (!done)
		(void)replace_failed(folder.bytes, error);
	if (descriptor >= 0)
		(void)close(descriptor);
	text_release(&folder);
	return done;
}

bool
replace_rename(const char *beside, const char *path, struct error *error)
{
	if (rename(beside, path) == 0)
		return replace_sync_folder(path, error);
	(void)replace_failed(path, error);
	(void)unlink(beside);
	return false;
}

bool
replace_sync(struct replace *replace, struct error *error)
{
	return replace_sync_descriptor(replace->descriptor) == 0 ||
	    replace_failed(replace->path.bytes, error);
}

/*
 * The file is locked until it has its name: closed before, it could be taken
 * for the rest of a killed program.
 */
bool
replace_end(struct replace *replace, struct error *error)
{
	const char *path = replace->path.bytes;

	if (replace_sync(replace, error))
		(void)replace_rename(replace->beside.bytes, path, error);
	else
		(void)unlink(replace->beside.bytes);
	if (close(replace->descriptor) != 0 && errno != EINTR &&
	    error->fault == FAULT_NONE)
		(void)replace_failed(path, error);
	replace_release(replace);
	return error->fault == FAULT_NONE;
}

void
replace_abandon(struct replace *replace)
{
	(void)unlink(replace->beside.bytes);
	(void)close(replace->descriptor);
	replace_release(replace);
}
