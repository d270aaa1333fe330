#include "store/agreement_read.h"

#include "store/calendar_read.h"
#include "store/register.h"

static bool
read_versions(struct agreement_book *book, struct store *store,
    struct error *error)
{
	struct service_agreement record;
	struct register_list *list;
	struct date from, until;

	if (!register_versions_open(&list, store, &schema_service_agreement,
	    INT64_MAX - 1, error))
		return false;
	while (register_list_next(list, &record, error))
		if (!register_list_validity(&from, &until, list, error) ||
		    !agreement_book_add(book, &record, from, until, error))
			break;
	register_list_close(list);
	return error->fault == FAULT_NONE;
}

bool
agreement_read(struct agreement_book *out, struct calendar_book *calendars,
    struct store *store, struct error *error)
{
	return calendar_read(calendars, store, INT64_MAX - 1, error) &&
	    calendar_book_make(calendars, error) &&
	    read_versions(out, store, error) &&
	    agreement_book_make(out, calendars, error);
}
