/*
 * sqlite_page.h - the pages of a store in one file have checksums
 *
 * A layer between SQLite and the file (a VFS).  Each page which goes to the
 * file of the store gets its checksum (page_sum.h) in bytes which SQLite
 * leaves free, and each which is read from there is held to it; one which does
 * not agree is an error to SQLite.  Logs and journals pass as they are: they
 * have checksums of SQLite's own.  So a page which was changed in the log
 * while that is in use is not found.
 *
 * Whether a file has checksums at all is read from its first pages, in several
 * ways, so that no damage to one byte turns them off.  A file without them (of
 * older programs, or of others) is read and written as it is.
 *
 * A page of nothing but zeros is let pass: SQLite leaves such pages where it
 * never wrote, and takes none for a page of a table.
 *
 * Functions which take a database concern its file "main", which was opened
 * through this layer.
 */
#ifndef STORE_SQLITE_PAGE_H
#define STORE_SQLITE_PAGE_H

#include <sqlite3.h>

#include <stdbool.h>
#include <stdint.h>

enum { SQLITE_PAGE_DAMAGED_MAX = 100 };

/* What SQLITE_OPEN's last argument must be; NULL when memory is short. */
const char *sqlite_page_layer(void);

/* Will the file, still empty, be without checksums, as what it copies? */
void sqlite_page_leave_plain(sqlite3 *database);

/* Keep a short log when it is closed, for the next commit (sqlite_log.h). */
void sqlite_page_keep_log(sqlite3 *database);

/* Let pages pass which do not agree, or no longer. */
void sqlite_page_tolerate(sqlite3 *database, bool tolerate);

/* The page which was refused last, from 1, or 0. */
uint32_t sqlite_page_refused(sqlite3 *database);

/* Has the database, its log included, room for checksums? */
bool sqlite_page_has_sums(sqlite3 *database);

/* Ask for that room, for a file which is empty or will be rewritten. */
int sqlite_page_make_room(sqlite3 *database);

/*
 * Read the whole file, past SQLite, and say the number of each page which does
 * not agree, SQLITE_PAGE_DAMAGED_MAX of them at most, and in *more how many
 * others there are.  Gives a result of SQLite.  The caller holds a snapshot,
 * so nobody changes what he may read; a page which is just being written is
 * looked at again.
 */
int sqlite_page_scan(sqlite3 *database, int64_t *more,
    void (*say)(void *context, uint32_t number), void *context);

#endif
