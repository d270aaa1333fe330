/*
 * sqlite.h - the driver for SQLite: one file, nothing to administer
 *
 * Write-ahead log, every commit on the disk before it is reported, STRICT
 * tables, foreign keys checked, one writer at a time, who waits at most
 * SQLITE_WAIT_MS_MAX.  The file is readable by its owner alone.
 */
#ifndef STORE_SQLITE_H
#define STORE_SQLITE_H

#include "store/driver.h"

enum { SQLITE_WAIT_MS_MAX = 5000 };

extern const struct driver sqlite_driver;

#endif
