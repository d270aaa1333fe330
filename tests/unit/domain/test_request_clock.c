/* The clock of a request: pauses, reopening, what is measured. */
#include "domain/request_clock.h"

#include "schema/request.h"

#include "../tap.h"

static struct error error;
static struct calendar_book calendars;
static struct lifecycle *lifecycle;
static struct request_clock watch;

struct happening {
	int64_t minute;
	const char *event;
	const char *state;
};

static void
play(const struct happening *happenings, size_t count)
{
	error_clear(&error);
	request_clock_begin(&watch, lifecycle);
	for (size_t i = 0; i < count; i++) {
		const struct request_event event = {
			.time = { happenings[i].minute * 60 },
			.event = slice_of(happenings[i].event),
			.state = slice_of(happenings[i].state)
		};

		(void)request_clock_add(&watch, &event, &error);
	}
	(void)request_clock_end(&watch, &error);
}

#define PLAY(...) do { \
		const struct happening these[] = { __VA_ARGS__ }; \
		play(these, sizeof(these) / sizeof(*these)); \
	} while (0)

static bool
measured(enum agreement_target target, int64_t now, int64_t elapsed,
    bool done, int level)
{
	struct agreement agreement = { .target = target,
		.duration = 60 * 60, .warn_before = 15 * 60,
		.escalate_after = 30 * 60 };
	struct request_measure one;
	bool applies;

	return calendar_book_get(&agreement.working, NULL, &calendars,
	    slice_of("ALWAYS"), &error) && request_clock_measure(&one,
	    &applies, &watch, &agreement, (struct instant){ now * 60 },
	    &error) && applies && one.elapsed == elapsed * 60 &&
	    one.done == done && one.level == level;
}

static void
test_levels(void)
{
	PLAY({ 0, "open", "new" });
	tap_ok(measured(AGREEMENT_RESOLVE, 44, 44, false, 0) &&
	    measured(AGREEMENT_RESOLVE, 45, 45, false, 1) &&
	    measured(AGREEMENT_RESOLVE, 60, 60, false, 1) &&
	    measured(AGREEMENT_RESOLVE, 61, 61, false, 2) &&
	    measured(AGREEMENT_RESOLVE, 90, 90, false, 3),
	    "warned, late, very late");
	tap_ok(watch.touches == 0, "what the client does is no touch");
}

static void
test_pauses(void)
{
	PLAY({ 0, "open", "new" }, { 10, "start", "in-progress" },
	    { 20, "wait-client", "waiting-client" },
	    { 50, "wait-third-party", "waiting-third-party" },
	    { 80, "resume", "in-progress" }, { 90, "resolve", "resolved" });
	tap_ok(measured(AGREEMENT_RESOLVE, 500, 30, true, 0),
	    "who is waited for does not count");
	tap_ok(measured(AGREEMENT_RESPOND, 500, 20, true, 0),
	    "a question is a response");
	tap_ok(watch.touches == 5 && watch.reopened == 0, "steps by hand");
	PLAY({ 0, "open", "new" }, { 20, "wait-client", "waiting-client" },
	    { 50, "resolve", "resolved" });
	tap_ok(measured(AGREEMENT_RESOLVE, 500, 20, true, 0),
	    "nor when it is resolved meanwhile");
	PLAY({ 0, "open", "new" }, { 20, "wait-client", "waiting-client" });
	tap_ok(measured(AGREEMENT_RESOLVE, 500, 20, false, 0) &&
	    watch.waiting, "nor while it lasts");
}

static void
test_reopening(void)
{
	PLAY({ 0, "open", "new" }, { 10, "resolve", "resolved" },
	    { 15, "close", "closed" }, { 100, "reopen", "reopened" },
	    { 105, "resolve", "resolved" });
	tap_ok(measured(AGREEMENT_RESOLVE, 500, 15, true, 0) &&
	    watch.reopened == 1 && watch.stopped.seconds == 105 * 60,
	    "what lies between counts for nobody");
	tap_ok(measured(AGREEMENT_RESPOND, 500, 10, true, 0),
	    "a resolution is a response");
	PLAY({ 0, "open", "new" }, { 5, "wait-client", "waiting-client" },
	    { 10, "resolve", "resolved" }, { 20, "reopen", "reopened" });
	tap_ok(measured(AGREEMENT_RESOLVE, 30, 15, false, 0),
	    "a pause before it is one with it");
}

static void
test_updates(void)
{
	PLAY({ 0, "open", "new" }, { 30, "respond", "new" },
	    { 50, "update", "new" });
	tap_ok(measured(AGREEMENT_UPDATE, 70, 20, false, 0),
	    "since what was said last");
	tap_ok(measured(AGREEMENT_RESPOND, 70, 30, true, 0),
	    "the response was before");
}

int
main(void)
{
	const struct working_calendar always = {
		.calendar = SLICE("ALWAYS"), .name = SLICE("always"),
		.time_zone = SLICE("Etc/UTC"),
		.monday = SLICE("00:00-24:00"),
		.thursday = SLICE("00:00-24:00")
	};

	tap_begin();
	if (tap_ok(calendar_book_add(&calendars, &always,
	    (struct date){ -719162 }, DATE_NONE, &error) &&
	    calendar_book_make(&calendars, &error) &&
	    lifecycle_get(&lifecycle, "request", &schema_request, &error),
	    "a calendar and the lifecycle: %s", error.message)) {
		test_levels();
		test_pauses();
		test_reopening();
		test_updates();
	}
	request_clock_release(&watch);
	lifecycle_free(lifecycle);
	calendar_book_release(&calendars);
	return tap_end();
}
