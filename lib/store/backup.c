#include "store/backup.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "base/text.h"

static bool
backup_may_write(const char *path, bool replace, struct error *error)
{
	if (replace || access(path, F_OK) != 0)
		return true;
	return error_set(error, FAULT_STORE,
	    "%s is there already; --force replaces it", path);
}

/* Beside its name and renamed. */
static bool
backup_write(struct store *store, const char *path, struct error *error)
{
	struct text beside = { 0 };

	text_add_format(&beside, "%s.new", path);
	(void)unlink(beside.bytes);
	if (store_copy(store, beside.bytes, error) &&
	    rename(beside.bytes, path) != 0)
		(void)error_set(error, FAULT_SYSTEM, "%s: %s", path,
		    strerror(errno));
	if (error->fault != FAULT_NONE)
		(void)unlink(beside.bytes);
	text_release(&beside);
	return error->fault == FAULT_NONE;
}

bool
backup_make(struct store *store, const char *path, bool replace,
    struct error *error)
{
	return backup_may_write(path, replace, error) &&
	    backup_write(store, path, error);
}

bool
backup_restore(struct store *backup, const char *name, bool replace,
    struct error *error)
{
	if (!backup_may_write(name, replace, error))
		return false;
	if (access(name, F_OK) != 0)
		return backup_write(backup, name, error);
	/*
	 * Into the store which is there, under its locks, so that who has it
	 * open sees either the old or the new content.
	 */
	if (store_copy(backup, name, error))
		return true;
	if (error->fault != FAULT_STORE)
		return false;
	/* It is too damaged for that: nobody can have it open. */
	error_clear(error);
	return store_discard(name, error) &&
	    backup_write(backup, name, error);
}
