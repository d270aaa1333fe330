#include "domain/calendar_book.h"

#include "base/assert.h"
#include "record/zone_file.h"

enum { DAYS_OF_WEEK = 7 };

struct calendar_version {
	struct calendar_version *next;
	struct date from;
	struct date until;
	struct slice holidays;
	struct calendar_hours week[DAYS_OF_WEEK];
};

struct calendar_other {
	struct calendar_other *next;
	struct date date;
	bool shifted;
	struct calendar_hours hours;
	struct calendar_hours breaks;
};

struct calendar_page {
	struct slice zone_name;
	const struct zone *zone;
	struct calendar_version *first;
	struct calendar_version *last;
	struct calendar_other *others;
	struct calendar *calendar;	/* once the book is made */
	struct working_time *working;
};

struct calendar_holiday {
	struct calendar_holiday *next;
	struct slice day;
	struct slice name;
};

struct calendar_list {
	struct calendar_holiday *first;
};

static bool
page_begin(struct calendar_page **out, struct calendar_book *book,
    const struct working_calendar *record, struct error *error)
{
	struct calendar_page *page = table_get(&book->calendars,
	    record->calendar);

	if (page == NULL) {
		page = arena_new(&book->arena, sizeof(*page));
		if (!zone_file_read(&page->zone, &book->arena,
		    record->time_zone, error))
			return error_in_field(error, "time_zone", 0);
		page->zone_name = arena_copy(&book->arena,
		    record->time_zone);
		table_set(&book->calendars, record->calendar, page);
	} else if (!slice_equal(page->zone_name, record->time_zone)) {
		return error_set_code(error, FAULT_INPUT, "constraint-error",
		    "calendar \"%.*s\" is in \"%.*s\" and in \"%.*s\"; give "
		    "the hours of another zone a code of their own",
		    SLICE_PRINT(record->calendar),
		    SLICE_PRINT(page->zone_name),
		    SLICE_PRINT(record->time_zone)) ||
		    error_in_field(error, "time_zone", 0);
	}
	*out = page;
	return true;
}

static bool
version_hours(struct calendar_version *version,
    const struct working_calendar *record, struct error *error)
{
	const struct {
		struct slice hours;
		const char *field;
	} days[DAYS_OF_WEEK] = {
		{ record->monday, "monday" }, { record->tuesday, "tuesday" },
		{ record->wednesday, "wednesday" },
		{ record->thursday, "thursday" }, { record->friday, "friday" },
		{ record->saturday, "saturday" }, { record->sunday, "sunday" }
	};

	for (size_t i = 0; i < DAYS_OF_WEEK; i++)
		if (!calendar_hours_parse(&version->week[i], days[i].hours,
		    error))
			return error_in_field(error, days[i].field, 0);
	return true;
}

bool
calendar_book_add(struct calendar_book *book,
    const struct working_calendar *record, struct date from,
    struct date until, struct error *error)
{
	struct calendar_version *version;
	struct calendar_page *page = NULL;

	if (!page_begin(&page, book, record, error))
		return false;
	version = arena_new(&book->arena, sizeof(*version));
	if (!version_hours(version, record, error))
		return false;
	if (page->last != NULL && (date_is_none(page->last->until) ||
	    date_compare(from, page->last->until) < 0))
		return error_set_code(error, FAULT_INPUT, "primary-key",
		    "calendar \"%.*s\" comes twice",
		    SLICE_PRINT(record->calendar)) ||
		    error_in_field(error, "calendar", 0);
	version->from = from;
	version->until = until;
	version->holidays = arena_copy(&book->arena, record->holidays);
	if (page->last == NULL)
		page->first = version;
	else
		page->last->next = version;
	page->last = version;
	return true;
}

bool
calendar_book_add_holiday(struct calendar_book *book,
    const struct holiday *record, struct error *error)
{
	struct calendar_list *list = table_get(&book->lists, record->list);
	struct calendar_holiday *holiday;

	if (!calendar_check_holiday(record->day, error))
		return error_in_field(error, "day", 0);
	holiday = arena_new(&book->arena, sizeof(*holiday));
	if (list == NULL) {
		list = arena_new(&book->arena, sizeof(*list));
		table_set(&book->lists, record->list, list);
	}
	holiday->day = arena_copy(&book->arena, record->day);
	holiday->name = arena_copy(&book->arena, record->name);
	holiday->next = list->first;
	list->first = holiday;
	return true;
}

static bool
page_unknown(struct slice code, struct error *error)
{
	return error_set_code(error, FAULT_INPUT, "foreign-key",
	    "there is no calendar \"%.*s\"", SLICE_PRINT(code));
}

bool
calendar_book_add_day(struct calendar_book *book,
    const struct calendar_day *record, struct error *error)
{
	struct calendar_page *page = table_get(&book->calendars,
	    record->calendar);
	struct calendar_other *other;

	if (page == NULL)
		return page_unknown(record->calendar, error) ||
		    error_in_field(error, "calendar", 0);
	other = arena_new(&book->arena, sizeof(*other));
	if (!calendar_hours_parse(&other->hours, record->hours, error))
		return error_in_field(error, "hours", 0);
	if (!calendar_hours_parse(&other->breaks, record->breaks, error))
		return error_in_field(error, "breaks", 0);
	other->date = record->date;
	other->shifted = !slice_is_empty(record->hours);
	other->next = page->others;
	page->others = other;
	return true;
}

static bool
version_holidays(struct calendar *calendar,
    const struct calendar_book *book, const struct calendar_version *version,
    struct error *error)
{
	struct slice names = slice_trim(version->holidays);

	while (!slice_is_empty(names)) {
		struct slice name = slice_cut(&names, ' ');
		const struct calendar_list *list =
		    table_get(&book->lists, name);

		names = slice_trim(names);
		if (list == NULL)
			return error_set_code(error, FAULT_INPUT,
			    "foreign-key", "there is no list of holidays "
			    "\"%.*s\"", SLICE_PRINT(name));
		for (const struct calendar_holiday *holiday = list->first;
		    holiday != NULL; holiday = holiday->next)
			if (!calendar_add_holiday(calendar, holiday->day,
			    holiday->name, error))
				return false;
	}
	return true;
}

static bool
version_begin(struct calendar *calendar, const struct calendar_book *book,
    const struct calendar_page *page, const struct calendar_version *version,
    struct error *error)
{
	calendar_begin(calendar, version->from);
	for (unsigned i = 0; i < DAYS_OF_WEEK; i++)
		calendar_set_weekday(calendar, i + 1, &version->week[i]);
	for (const struct calendar_other *other = page->others;
	    other != NULL; other = other->next) {
		if (other->shifted)
			calendar_set_shift(calendar, other->date,
			    &other->hours);
		calendar_set_breaks(calendar, other->date, &other->breaks);
	}
	return version_holidays(calendar, book, version, error);
}

static bool
page_make(struct calendar_page *page, const struct calendar_book *book,
    struct error *error)
{
	struct calendar *calendar = calendar_new(page->zone);

	for (const struct calendar_version *version = page->first;
	    version != NULL; version = version->next) {
		if (!version_begin(calendar, book, page, version, error)) {
			calendar_free(calendar);
			return false;
		}
		/* Nobody said what holds until the next one. */
		if (!date_is_none(version->until) && (version->next == NULL ||
		    date_compare(version->next->from, version->until) > 0))
			calendar_begin(calendar, version->until);
	}
	page->calendar = calendar;
	page->working = working_time_new(calendar);
	return true;
}

/* A fault of a calendar, found when it is put together. */
static bool
page_fault(struct slice code, struct error *error)
{
	struct error found = *error;

	error_clear(error);
	error_record(error, found.fault, "calendar \"%.*s\": %s",
	    SLICE_PRINT(code), found.message);
	error->code = found.code;
	return false;
}

bool
calendar_book_make(struct calendar_book *book, struct error *error)
{
	for (size_t i = 0; i < book->calendars.count; i++) {
		const struct table_entry *entry =
		    &book->calendars.entries[i];

		if (!page_make(entry->value, book, error))
			return page_fault(entry->key, error);
	}
	return true;
}

bool
calendar_book_get(struct working_time **out,
    const struct calendar **calendar, const struct calendar_book *book,
    struct slice code, struct error *error)
{
	const struct calendar_page *page = table_get(&book->calendars, code);

	if (page == NULL)
		return page_unknown(code, error);
	ENSURE(page->calendar != NULL);
	*out = page->working;
	if (calendar != NULL)
		*calendar = page->calendar;
	return true;
}

void
calendar_book_release(struct calendar_book *book)
{
	for (size_t i = 0; i < book->calendars.count; i++) {
		struct calendar_page *page = book->calendars.entries[i].value;

		working_time_free(page->working);
		calendar_free(page->calendar);
	}
	table_release(&book->calendars);
	table_release(&book->lists);
	arena_release(&book->arena);
	*book = (struct calendar_book){ 0 };
}
