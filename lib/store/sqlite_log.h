/*
 * sqlite_log.h - the log of a store (WAL) is not synced twice, and kept
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
 *
 * Who is the last to close a store writes its log back, and SQLite removes it;
 * to make it anew costs a commit as much again: its blocks, its name.  So a
 * short log is kept (sqlite_log_keep), with words in place of its header which
 * make it an empty one to SQLite and to sqlite3 as well.
 *
 * The next commit writes a header and frames over the old ones, and syncs them
 * together.  When the power fails before, the disk may have the old header yet,
 * and some of the old frames.  That harms nothing as the log had one commit:
 * with all its frames the log says again what is in the file, with fewer it
 * says nothing.  With two, the first alone would hide the second; such a log is
 * removed as ever, and so is one to which another program wrote.
 */
#ifndef STORE_SQLITE_LOG_H
#define STORE_SQLITE_LOG_H

#include <sqlite3.h>

#include <stdbool.h>

int sqlite_log_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file,
    int flags, int *out_flags);

/*
 * The log is in the file of the store, that is synced, and nobody else has it
 * open.  May it stay beside?
 */
bool sqlite_log_keep(sqlite3_file *log);

#endif
