/* Agreements: which one holds. */
#include "domain/agreement_book.h"

#include "../tap.h"

static struct error error;
static struct calendar_book calendars;

static bool
add(struct agreement_book *book, const char *const texts[4], int32_t from,
    const char *duration)
{
	const struct service_agreement record = {
		.agreement = slice_of(texts[0]), .target = SLICE("resolve"),
		.service = slice_of(texts[1]), .entity = slice_of(texts[2]),
		.priority = slice_of(texts[3]),
		.duration = slice_of(duration), .calendar = SLICE("ALWAYS")
	};

	error_clear(&error);
	return agreement_book_add(book, &record, (struct date){ from },
	    DATE_NONE, &error);
}

#define TEXTS(...) (const char *const[4]){ __VA_ARGS__ }

static bool
holds(struct agreement_book *book, const char *const texts[4], int32_t on)
{
	const struct agreement *one = agreement_book_find(book,
	    AGREEMENT_RESOLVE, slice_of(texts[1]), slice_of(texts[2]),
	    slice_of(texts[3]), (struct date){ on });

	return one == NULL ? texts[0][0] == '\0' :
	    slice_is(one->record.agreement, texts[0]);
}

static void
test_choice(void)
{
	struct agreement_book book = { .items = NULL };

	tap_ok(add(&book, TEXTS("ALL", "", "", ""), 100, "8h") &&
	    add(&book, TEXTS("P1", "", "", "1"), 100, "1h") &&
	    add(&book, TEXTS("RIVERS", "", "RIVERS", ""), 100, "2h") &&
	    add(&book, TEXTS("PAY", "PAY", "", ""), 100, "3h30m") &&
	    add(&book, TEXTS("NEW", "PAY", "RIVERS", ""), 200, "4h"),
	    "agreements are taken: %s", error.message);
	tap_ok(agreement_book_make(&book, &calendars, &error), "%s",
	    error.message);
	tap_ok(holds(&book, TEXTS("ALL", "TAX", "STARS", "3"), 100),
	    "one for all");
	tap_ok(holds(&book, TEXTS("", "TAX", "STARS", "3"), 99),
	    "none before it was agreed");
	tap_ok(holds(&book, TEXTS("P1", "TAX", "STARS", "1"), 100),
	    "for the priority");
	tap_ok(holds(&book, TEXTS("RIVERS", "TAX", "RIVERS", "1"), 100),
	    "the client goes before the priority");
	tap_ok(holds(&book, TEXTS("PAY", "PAY", "RIVERS", "1"), 100),
	    "the service goes before both");
	tap_ok(holds(&book, TEXTS("NEW", "PAY", "RIVERS", "1"), 200),
	    "and both together from when they hold");
	tap_ok(agreement_book_find(&book, AGREEMENT_RESPOND, slice_of("PAY"),
	    slice_of("RIVERS"), slice_of("1"), (struct date){ 200 }) == NULL,
	    "another target was not agreed");
	agreement_book_release(&book);
}

static void
test_wrong(void)
{
	struct agreement_book book = { .items = NULL };
	struct calendar_book none = { .arena = { NULL, 0 } };

	tap_ok(!add(&book, TEXTS("A", "", "", ""), 1, "8 hours") &&
	    error.fault == FAULT_INPUT && strcmp(error.field, "duration") == 0,
	    "%s", error.message);
	tap_ok(add(&book, TEXTS("B", "", "", ""), 1, "8h") &&
	    !agreement_book_make(&book, &none, &error) &&
	    strcmp(error.field, "calendar") == 0, "%s", error.message);
	agreement_book_release(&book);
}

int
main(void)
{
	const struct working_calendar always = {
		.calendar = SLICE("ALWAYS"), .name = SLICE("always"),
		.time_zone = SLICE("Etc/UTC"), .monday = SLICE("00:00-24:00")
	};

	tap_begin();
	if (tap_ok(calendar_book_add(&calendars, &always,
	    (struct date){ -719162 }, DATE_NONE, &error) &&
	    calendar_book_make(&calendars, &error), "a calendar: %s",
	    error.message)) {
		test_choice();
		test_wrong();
	}
	calendar_book_release(&calendars);
	return tap_end();
}
