#include "value/zone.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "../tap.h"

#define FOLDER "/usr/share/zoneinfo/"

enum {
	FILE_MAX = 1 << 20,
	HOUR = 3600
};

/* Clocks of every kind: none, north, south, negative summer, odd steps. */
static const char *const names[] = {
	"Etc/UTC", "Europe/Zurich", "America/New_York", "Australia/Sydney",
	"Europe/Dublin", "Africa/Casablanca", "Australia/Lord_Howe",
	"Asia/Kathmandu", "America/Nuuk", "Pacific/Apia", "Asia/Gaza",
	"America/St_Johns", "Africa/Monrovia", "Pacific/Kiritimati"
};

static struct arena arena;
static char bytes[FILE_MAX];

static bool
file_read(struct slice *out, const char *name)
{
	char path[256];
	FILE *file;
	size_t length;

	(void)snprintf(path, sizeof(path), FOLDER "%s", name);
	file = fopen(path, "rb");
	if (file == NULL)
		return false;
	length = fread(bytes, 1, sizeof(bytes), file);
	(void)fclose(file);
	*out = slice_from(bytes, length);
	return true;
}

static struct zone *
zone_of(const char *name)
{
	struct error error = { 0 };
	struct zone *zone = NULL;
	struct slice file;

	if (!file_read(&file, name))
		return NULL;
	if (!zone_parse(&zone, &arena, file, &error))
		tap_ok(false, "%s: %s", name, error.message);
	return zone;
}

static bool
agrees(const struct zone *zone, int64_t seconds)
{
	struct error error = { 0 };
	time_t time = (time_t)seconds;
	struct date date;
	struct tm local;

	if (localtime_r(&time, &local) == NULL || !date_from_parts(&date,
	    (struct date_parts){ local.tm_year + 1900,
	    (unsigned)local.tm_mon + 1, (unsigned)local.tm_mday }, &error))
		return false;
	return (int64_t)date.days * 86400 + local.tm_hour * HOUR +
	    local.tm_min * 60 + local.tm_sec == zone_local(zone,
	    (struct instant){ seconds });
}

/* Every change from 1900 to 2120, the seconds round it, and days between. */
static void
offsets_are_those_of_the_system(const char *name)
{
	struct zone *zone = zone_of(name);
	struct instant at = { INT64_C(-2208988800) }, until = { 4733510400 };
	size_t changes = 0, wrong = 0;
	int32_t offset;

	if (zone == NULL) {
		tap_skip(FOLDER " has not this zone");
		return;
	}
	(void)setenv("TZ", name, 1);
	tzset();
	for (int64_t day = at.seconds; day < until.seconds; day += 86400 * 5)
		wrong += !agrees(zone, day);
	while (zone_next(&at, &offset, zone, at) &&
	    at.seconds < until.seconds) {
		changes++;
		wrong += !agrees(zone, at.seconds) ||
		    !agrees(zone, at.seconds - 1) ||
		    offset != zone_offset(zone, at);
	}
	tap_ok(wrong == 0, "%s: %zu changes of the clock, %zu wrong", name,
	    changes, wrong);
}

/* Every half hour of two years goes to local time and comes back. */
static void
local_times_come_back(const char *name)
{
	struct zone *zone = zone_of(name);
	size_t wrong = 0, twice = 0;

	if (zone == NULL)
		return;
	for (int64_t at = 1767225600; at < 1830297600; at += HOUR / 2) {
		struct instant back;
		int64_t local = zone_local(zone, (struct instant){ at });
		enum zone_fit fit = zone_find(&back, zone, local);

		twice += fit == ZONE_TWICE;
		wrong += fit == ZONE_NEVER || back.seconds > at ||
		    zone_local(zone, back) != local ||
		    (fit == ZONE_ONCE && back.seconds != at);
	}
	tap_ok(wrong == 0 && twice % 2 == 0, "%s: %zu local half hours come "
	    "twice, %zu are wrong", name, twice, wrong);
}

static bool
reads(const struct zone *zone, const char *text, const char *utc)
{
	struct error error = { 0 };
	char shown[INSTANT_TEXT_MAX];
	struct instant instant;

	return zone_time_parse(&instant, zone, slice_of(text), true,
	    &error) && instant_format(shown, instant) > 0 &&
	    strcmp(shown, utc) == 0;
}

static bool
refuses(const struct zone *zone, const char *text, const char *what)
{
	struct error error = { 0 };
	struct instant instant;

	return !zone_time_parse(&instant, zone, slice_of(text), false,
	    &error) && error.fault == FAULT_INPUT &&
	    strstr(error.message, what) != NULL;
}

static void
times_are_read(void)
{
	struct zone *zone = zone_of("Europe/London");

	if (zone == NULL) {
		tap_skip(FOLDER " has not this zone");
		return;
	}
	tap_ok(reads(zone, "2026-07-01T12:00:00", "2026-07-01T11:00:00Z"),
	    "local time");
	tap_ok(reads(zone, "2026-07-01 12:00:00", "2026-07-01T11:00:00Z"),
	    "with a blank");
	tap_ok(reads(zone, "2026-07-01T12:00:00Z", "2026-07-01T12:00:00Z"),
	    "UTC");
	tap_ok(reads(zone, "2026-07-01T12:00:00-03:30",
	    "2026-07-01T15:30:00Z"), "with its offset");
	tap_ok(reads(zone, "2026-10-25T01:15:00", "2026-10-25T00:15:00Z"),
	    "what comes twice is the first");
	tap_ok(reads(zone, "2026-03-29T01:15:00", "2026-03-29T01:15:00Z"),
	    "what does not exist moves forward");
	tap_ok(refuses(zone, "2026-10-25T01:15:00", "comes twice"),
	    "or is refused, if it comes twice");
	tap_ok(refuses(zone, "2026-03-29T01:59:59", "does not exist"),
	    "or never");
	tap_ok(!refuses(zone, "2026-03-29T02:00:00", ""), "but not after");
	tap_ok(refuses(zone, "2026-10-25", "is not a time"), "a date");
	tap_ok(refuses(zone, "2026-10-25T01:15:00+1:00", "is not a time"),
	    "an offset of one digit");
	tap_ok(refuses(zone, "2026-10-25T01:15:00+15:00", "is not a time"),
	    "an offset no clock has");
	tap_ok(refuses(zone, "2026-10-25T24:15:00", "is not a time"),
	    "an hour no clock has");
}

/* No cut and no flipped byte of a file is read beyond its end. */
static void
broken_files_are_refused_or_read(void)
{
	static char copy[FILE_MAX];
	struct slice file;
	size_t refused = 0;

	if (!file_read(&file, "Europe/Zurich")) {
		tap_skip(FOLDER " has not this zone");
		return;
	}
	memcpy(copy, file.text, file.length);
	for (size_t i = 0; i < file.length; i++) {
		struct error error = { 0 };
		char *exact = malloc(i + 1);
		struct zone *zone;

		if (exact == NULL)
			break;
		memcpy(exact, copy, i);
		refused += !zone_parse(&zone, &arena, slice_from(exact, i),
		    &error) && error.fault == FAULT_INPUT;
		free(exact);
		copy[i] ^= 0x55;
		error_clear(&error);
		(void)zone_parse(&zone, &arena,
		    slice_from(copy, file.length), &error);
		copy[i] ^= 0x55;
		arena_reset(&arena);
	}
	tap_ok(refused == file.length, "%zu of %zu cut files are refused",
	    refused, file.length);
}

int
main(void)
{
	tap_begin();
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		offsets_are_those_of_the_system(names[i]);
		local_times_come_back(names[i]);
	}
	times_are_read();
	broken_files_are_refused_or_read();
	arena_release(&arena);
	return tap_end();
}
