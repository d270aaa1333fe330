/*
 * duration.h - spans of working time as people write them
 */
#ifndef VALUE_DURATION_H
#define VALUE_DURATION_H

#include <stdint.h>

#include "base/error.h"
#include "base/slice.h"

enum { DURATION_HOURS_MAX = 1000000 };

/*
 * "8h", "1h30m", "45m", "90s", "2h0m30s": hours, minutes and seconds, whole,
 * in this order; or a plain number of seconds.  There are no days: how long
 * a working day is depends on the calendar.
 */
bool duration_parse(int64_t *seconds, struct slice text,
    struct error *error);

#endif
