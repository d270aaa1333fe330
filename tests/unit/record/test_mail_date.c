/* Dates of mails. */
#include "record/mail_date.h"

#include "../tap.h"

static void
reads(const char *text, const char *expected)
{
	char got[INSTANT_TEXT_MAX] = "";
	struct error error = { 0 };
	struct instant time;

	if (mail_date_parse(&time, slice_of(text), &error))
		(void)instant_format(got, time);
	tap_ok(strcmp(got, expected) == 0, "%s: %s%s", text, got,
	    error.message);
}

int
main(void)
{
	tap_begin();
	reads("Fri, 30 Oct 2026 09:15:00 +0100", "2026-10-30T08:15:00Z");
	reads("30 Oct 2026 09:15 -0430 (remark)", "2026-10-30T13:45:00Z");
	reads("Thu,  1 jan 2026 00:00:00 GMT", "2026-01-01T00:00:00Z");
	reads("31 Dec 2026 23:59:60 UT", "2026-12-31T23:59:59Z");
	reads("Fri, 30 Oct 26 09:15:00 +0100", "");
	reads("31 Feb 2026 09:15:00 +0100", "");
	reads("30 Oct 2026 24:00:00 +0000", "");
	reads("30 Oct 2026 09:15:00 EST", "");
	reads("30 Oct 2026 09:15:00 +01:00", "");
	reads("30 Oct 2026", "");
	reads("", "");
	return tap_end();
}
