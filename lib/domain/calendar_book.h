/*
 * calendar_book.h - calendars of records, ready to count with
 *
 * A book is filled with the records of working_calendar, holiday and
 * calendar_day, from files or from the registers.  Then its calendars are
 * made, once, and it gives the working time of each by its code.  Records are
 * copied.
 */
#ifndef DOMAIN_CALENDAR_BOOK_H
#define DOMAIN_CALENDAR_BOOK_H

#include "base/table.h"
#include "schema/calendar_day.h"
#include "schema/holiday.h"
#include "schema/working_calendar.h"
#include "value/working_time.h"

struct calendar_book {
	struct arena arena;
	struct table calendars;		/* of struct calendar_page, by code */
	struct table lists;		/* of struct calendar_list, by code */
};

/*
 * A version of a calendar, which holds from a day until another, DATE_NONE for
 * ever.  Versions of one calendar ascend and have one time zone.  Hours which
 * make no sense are errors of input.
 */
bool calendar_book_add(struct calendar_book *book,
    const struct working_calendar *record, struct date from,
    struct date until, struct error *error);

bool calendar_book_add_holiday(struct calendar_book *book,
    const struct holiday *record, struct error *error);

/* After its calendar; one which the book has not is an error of input. */
bool calendar_book_add_day(struct calendar_book *book,
    const struct calendar_day *record, struct error *error);

/*
 * Put the calendars together, with their holidays; a list of holidays which
 * the book has not is an error of input.  Nothing is added after it.
 */
bool calendar_book_make(struct calendar_book *book, struct error *error);

/*
 * The calendar of the code; an unknown one is an error of input.  It lives
 * until the book is released.  calendar may be NULL.
 */
bool calendar_book_get(struct working_time **out,
    const struct calendar **calendar, const struct calendar_book *book,
    struct slice code, struct error *error);

void calendar_book_release(struct calendar_book *book);

#endif
