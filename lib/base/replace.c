#include "base/replace.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/descriptor.h"

static bool
replace_failed(const char *path, struct error *error)
{
	return error_set(error, FAULT_SYSTEM, "%s: %s", path,
	    strerror(errno));
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
		replace->descriptor = descriptor_open(beside,
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

static int
replace_open_folder(const char *path)
{
	const char *slash = strrchr(path, '/');
	struct text folder = { 0 };
	int descriptor;

	if (slash == NULL)
		text_add_string(&folder, ".");
	else
		text_add(&folder, slice_from(path,
		    slash == path ? 1 : (size_t)(slash - path)));
	descriptor = descriptor_open(folder.bytes, O_RDONLY | O_DIRECTORY);
	text_release(&folder);
	return descriptor;
}

/* Some file systems know no sync of a folder. */
static bool
replace_sync_folder(int folder)
{
	return descriptor_sync(folder) == 0 || errno == EINVAL ||
	    errno == ENOTSUP;
}

/* The entry of the folder, too, must be on the disk. */
static bool
replace_put(int folder, const char *beside, const char *path,
    struct error *error)
{
	return (rename(beside, path) == 0 && replace_sync_folder(folder)) ||
	    replace_failed(path, error);
}

static void
replace_release(struct replace *replace)
{
	text_release(&replace->path);
	text_release(&replace->beside);
	if (replace->folder >= 0)
		(void)close(replace->folder);
	replace->descriptor = -1;
}

bool
replace_begin(struct replace *replace, const char *path,
    struct error *error)
{
	*replace = (struct replace){ .descriptor = -1 };
	text_add_string(&replace->path, path);
	text_add_format(&replace->beside, "%s.new", path);
	replace->folder = replace_open_folder(path);
	if (replace->folder < 0)
		(void)replace_failed(path, error);
	else if (replace_open_beside(replace, error))
		return true;
	replace_release(replace);
	return false;
}

bool
replace_rename(const char *beside, const char *path, struct error *error)
{
	int folder = replace_open_folder(path);
	bool done;

	if (folder < 0)
		return replace_failed(path, error);
	done = replace_sync_folder(folder) ?
	    replace_put(folder, beside, path, error) :
	    replace_failed(path, error);
	(void)close(folder);
	return done;
}

bool
replace_sync(struct replace *replace, struct error *error)
{
	return descriptor_sync(replace->descriptor) == 0 ||
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

	if ((!replace_sync(replace, error) || !replace_put(replace->folder,
	    replace->beside.bytes, path, error)) && !replace->keeps_rest)
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

void
replace_leave(struct replace *replace)
{
	(void)close(replace->descriptor);
	replace_release(replace);
}
