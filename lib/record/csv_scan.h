/*
 * csv_scan.h - split a line without quotes, sixteen bytes at a time
 *
 * A cell in quotes is taken too, when nothing in it needs them but
 * separators.
 */
#ifndef RECORD_CSV_SCAN_H
#define RECORD_CSV_SCAN_H

#include "base/slice.h"

/*
 * Split the line at begin until something which is not plain: a line end,
 * a quote which does more than hold a cell together, or a zero byte (in a line
 * with quotes: the first of them).  Gives its place; *wide says whether there are bytes
 * beyond ASCII before it.  Cells beyond STREAM_COLUMNS_MAX are run together
 * in one more.  Reads up to 15 bytes behind the line end, which must be there.
 */
const char *csv_scan(struct slice cells[], size_t *count, const char *begin,
    char separator, bool *wide);

#endif
