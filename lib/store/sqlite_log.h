/*
 * sqlite_log.h - the log of a store (WAL) is not synced twice
 *
 * Two of the syncs which SQLite does for a commit change nothing, and cost as
 * much as the one which does:
 *
 * That of the header when the log is new.  It is there for a log which is
 * begun again, whose old frames must not be taken for new ones when the power
 * fails; in a file which was empty there are none.  What stands in it before
 * the commit is synced with the commit, its name too.
 *
 * That of the log before its pages go to the file, when this program has synced
 * it and written nothing since.  Frames of other programs which may go to the
 * file are on the disk: all commit with synchronous = FULL or more, which
 * syncs before the frames are shown to others, and what a program which died
 * left behind is synced by the next commit in the same file.
 *
 * A log which is written back without such a commit, as after a crash, is
 * synced as ever.
 */
#ifndef STORE_SQLITE_LOG_H
#define STORE_SQLITE_LOG_H

#include <sqlite3.h>

int sqlite_log_open(sqlite3_vfs *below, const char *name, sqlite3_file *file,
    int flags, int *out_flags);

#endif
