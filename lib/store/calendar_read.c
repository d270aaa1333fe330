#include "store/calendar_read.h"

#include "store/register.h"

/* Holidays and other days are dated themselves: those in force at last. */
static const struct date last = { 2932896 };	/* 9999-12-31 */

union calendar_record {
	struct holiday holiday;
	struct calendar_day day;
};

static bool
read_versions(struct calendar_book *book, struct store *store,
    int64_t known_run, struct error *error)
{
	struct working_calendar calendar;
	struct register_list *list;
	struct date from, until;

	if (!register_versions_open(&list, store, &schema_working_calendar,
	    known_run, error))
		return false;
	while (register_list_next(list, &calendar, error))
		if (!register_list_validity(&from, &until, list, error) ||
		    !calendar_book_add(book, &calendar, from, until, error))
			break;
	register_list_close(list);
	return error->fault == FAULT_NONE;
}

static bool
add_holiday(struct calendar_book *book, const void *record,
    struct error *error)
{
	return calendar_book_add_holiday(book, record, error);
}

static bool
add_day(struct calendar_book *book, const void *record, struct error *error)
{
	return calendar_book_add_day(book, record, error);
}

static bool
read_days(struct calendar_book *book, struct store *store,
    int64_t known_run, const struct schema *schema,
    bool (*add)(struct calendar_book *book, const void *record,
    struct error *error), struct error *error)
{
	union calendar_record value;
	struct register_list *list;

	if (!register_list_open_known(&list, store, schema, last, known_run,
	    error))
		return false;
	while (register_list_next(list, &value, error))
		if (!add(book, &value, error))
			break;
	register_list_close(list);
	return error->fault == FAULT_NONE;
}

bool
calendar_read(struct calendar_book *out, struct store *store,
    int64_t known_run, struct error *error)
{
	return read_versions(out, store, known_run, error) &&
	    read_days(out, store, known_run, &schema_holiday, add_holiday,
	    error) && read_days(out, store, known_run, &schema_calendar_day,
	    add_day, error);
}
