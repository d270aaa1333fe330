/*
 * backup.h - a copy of the store, and the store from a copy
 *
 * A backup is a store like any other: it can be opened, verified and read.
 * It may be made while others write; it has what was committed when it ended.
 */
#ifndef STORE_BACKUP_H
#define STORE_BACKUP_H

#include "base/text.h"
#include "store/store.h"

/*
 * Copy the store to the file, which is written beside its name and renamed;
 * one which is there is replaced only with replace.
 */
bool backup_make(struct store *store, const char *path, bool replace,
    struct error *error);

/*
 * Keep the store, before it is changed for good, in a file beside it, and put
 * the name of that into path: the store's name, ".version-" and its version,
 * and a number if that is the name of something else.  A copy of the very
 * same content serves again.  One on a server is not kept, and path empty.
 */
bool backup_keep(struct text *path, struct store *store, struct error *error);

/*
 * Make the store of the name what the backup is: a new file, or with replace
 * the content of the store which is there, all of it or nothing.  The backup
 * has been verified by the caller.  record writes into what is restored that
 * it was, in one with the restoring.
 */
bool backup_restore(struct store *backup, const char *name, bool replace,
    bool (*record)(struct store *restored, struct error *error),
    struct error *error);

/*
 * Make the store of the name what the file beside it is: into the store which
 * is there, under its locks, so that who has it open sees either the old or
 * the new content.  One which is too damaged for that is replaced: nobody can
 * have it open.
 */
bool backup_put(const char *beside, const char *name, struct error *error);

#endif
