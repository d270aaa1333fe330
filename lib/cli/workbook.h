/*
 * workbook.h - records to a workbook, by way of ops-view
 *
 * The library which writes workbooks takes longer to load than most verbs
 * take to run, so only ops-view is linked with it.  A verb asked for --to xlsx
 * writes CSV into a pipe which ops-view, from beside this program, reads.
 * ops-view writes nothing before the end of its input; a run which fails ends
 * it first, so that no part of a workbook is left.
 */
#ifndef CLI_WORKBOOK_H
#define CLI_WORKBOOK_H

#include <sys/types.h>

#include "base/error.h"
#include "record/grid.h"

struct workbook {
	pid_t process;		/* 0: none was started */
	int descriptor;		/* where the records go, or -1 */
};

enum { WORKBOOK_PATH_MAX = 32, WORKBOOK_SHEETS_MAX = 16 };

/*
 * Start ops-view.  path NULL is standard output, title names the sheet.  into
 * gets the name of the file which the CSV is to be written to.
 */
bool workbook_start(struct workbook *workbook, const char *path,
    const char *title, char into[WORKBOOK_PATH_MAX], struct error *error);

/* After the sink opened the pipe for itself: let go of our end. */
void workbook_release(struct workbook *workbook);

/* After the sink was closed: wait for ops-view and see that it ended well. */
bool workbook_finish(struct workbook *workbook, struct error *error);

/* Before the sink is abandoned: end ops-view. */
void workbook_abandon(struct workbook *workbook);

/*
 * Several tables at once: each goes through a file, in a folder which is gone
 * afterwards, to an ops-view which makes a sheet of each.
 */
bool workbook_sheets(const struct grid grids[], size_t count,
    const char *path, struct error *error);

#endif
