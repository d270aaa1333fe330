/* Times as people and programs write them: local, in UTC, or with an offset. */
#include "value/zone.h"

enum {
	LOCAL_LENGTH = 19,		/* 2026-10-25T01:15:00 */
	OFFSET_LENGTH = 6,		/* +01:00 */
	OFFSET_HOURS_MAX = 14,
	SHOWN_MAX = 40
};

static bool
time_wrong(struct slice text, struct error *error)
{
	int length = (int)(text.length < SHOWN_MAX ? text.length : SHOWN_MAX);

	return error_set_code(error, FAULT_INPUT, "type-error",
	    "\"%.*s\" is not a time (YYYY-MM-DDTHH:MM:SS, with Z or +HH:MM "
	    "where it is not local)", length,
	    text.length > 0 ? text.text : "");
}

/* What the clock shows, as if it were that of UTC. */
static bool
time_shown(int64_t *out, struct slice text)
{
	struct error inner = { 0 };
	char utc[INSTANT_TEXT_MAX];
	struct instant instant;

	memcpy(utc, text.text, LOCAL_LENGTH);
	if (utc[10] == ' ')
		utc[10] = 'T';
	utc[LOCAL_LENGTH] = 'Z';
	utc[LOCAL_LENGTH + 1] = '\0';
	if (!instant_parse(&instant, slice_of(utc), &inner))
		return false;
	*out = instant.seconds;
	return true;
}

static bool
time_digits(int *out, const char *text, int max)
{
	if (text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9')
		return false;
	*out = (text[0] - '0') * 10 + text[1] - '0';
	return *out <= max;
}

static bool
time_offset(int64_t *out, struct slice text)
{
	int hours, minutes;

	if (slice_is(text, "Z")) {
		*out = 0;
		return true;
	}
	if (text.length != OFFSET_LENGTH || text.text[3] != ':' ||
	    (text.text[0] != '+' && text.text[0] != '-') ||
	    !time_digits(&hours, text.text + 1, OFFSET_HOURS_MAX) ||
	    !time_digits(&minutes, text.text + 4, 59))
		return false;
	*out = hours * 3600 + minutes * 60;
	if (text.text[0] == '-')
		*out = -*out;
	return true;
}

bool
zone_time_parse(struct instant *out, const struct zone *zone,
    struct slice text, bool lenient, struct error *error)
{
	int64_t shown, offset;
	struct instant instant;
	enum zone_fit fit;

	if (text.length < LOCAL_LENGTH || !time_shown(&shown, text))
		return time_wrong(text, error);
	if (text.length > LOCAL_LENGTH) {
		if (!time_offset(&offset, slice_from(text.text + LOCAL_LENGTH,
		    text.length - LOCAL_LENGTH)))
			return time_wrong(text, error);
		out->seconds = shown - offset;
		return true;
	}
	fit = zone_find(&instant, zone, shown);
	if (fit == ZONE_ONCE || lenient) {
		*out = instant;
		return true;
	}
	return error_set_code(error, FAULT_INPUT, "constraint-error",
	    "\"%.*s\" %s in this time zone; write its offset (+HH:MM)",
	    SLICE_PRINT(text), fit == ZONE_TWICE ? "comes twice" :
	    "does not exist");
}
