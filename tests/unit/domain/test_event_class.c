#include "domain/event_class.h"

#include "../tap.h"

static void
stars_stand_for_any_text(void)
{
	tap_ok(event_class_fits("Paid", slice_of("Paid")) &&
	    !event_class_fits("Paid", slice_of("Paid out")) &&
	    !event_class_fits("Paid", slice_of("paid")), "without a star");
	tap_ok(event_class_fits("*", slice_of("")) &&
	    event_class_fits("*rejected*", slice_of("Was rejected by Ana")) &&
	    event_class_fits("a*b*b", slice_of("axbxb")) &&
	    event_class_fits("a**", slice_of("a")) &&
	    !event_class_fits("a*b", slice_of("axbx")) &&
	    !event_class_fits("", slice_of("a")), "with stars");
}

static void
answers_are_kept_by_number(void)
{
	struct table names = { 0 };
	struct event_class set = { .patterns = { "Rej*", "Returned" },
	    .count = 2, .names = &names }, none = { .names = &names };
	bool added;

	(void)table_put(&names, slice_of("Rejected"), &added);
	(void)table_put(&names, slice_of("Approved"), &added);
	for (int i = 0; i < 2; i++)
		tap_ok(event_class_has(&set, 0) && !event_class_has(&set, 1) &&
		    !event_class_has(&none, 0), "asked for time %d", i + 1);
	event_class_release(&set);
	table_release(&names);
}

int
main(void)
{
	tap_begin();
	stars_stand_for_any_text();
	answers_are_kept_by_number();
	return tap_end();
}
