/*
 * replace.h - a file which takes the place of another as a whole
 *
 * The bytes go to a file beside the name, "NAME.new", which gets the name when
 * it is whole and on the disk.  Who writes it holds a lock on it, so that two
 * programs never write it at once, while what a killed program left of it is
 * simply written over.
 */
#ifndef BASE_REPLACE_H
#define BASE_REPLACE_H

#include "base/error.h"
#include "base/text.h"

struct replace {
	struct text path;
	struct text beside;
	int descriptor;		/* of the file beside, empty and locked */
	int folder;
	bool found_rest;	/* of a killed program, written over */
	bool keeps_rest;	/* when only the renaming fails */
};

/* FAULT_BUSY: another program is writing the same file. */
bool replace_begin(struct replace *replace, const char *path,
    struct error *error);

/* Put on the disk what was written so far. */
bool replace_sync(struct replace *replace, struct error *error);

/*
 * Sync the file, rename it, sync the folder: it is there after a loss of
 * power, too.  Each of these three releases what replace has.
 */
bool replace_end(struct replace *replace, struct error *error);
void replace_abandon(struct replace *replace);
void replace_leave(struct replace *replace);	/* what is beside stays */

/*
 * Rename a file which is on the disk, and wait until its name is; names which
 * were removed from the folder are gone for good before.
 */
bool replace_rename(const char *beside, const char *path,
    struct error *error);

#endif
