/*
 * calendar_read.h - working calendars as the store has them
 */
#ifndef STORE_CALENDAR_READ_H
#define STORE_CALENDAR_READ_H

#include "domain/calendar_book.h"
#include "store/store.h"

/*
 * Fill the book with every version of the calendars which was known after the
 * run of that number, and their holidays and days; the caller makes it.
 */
bool calendar_read(struct calendar_book *out, struct store *store,
    int64_t known_run, struct error *error);

#endif
