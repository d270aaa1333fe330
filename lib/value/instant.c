#include "value/instant.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
	SHOWN_MAX = 40,
	DAY_SECONDS = 86400
};

/* Two digits at most max, or -1. */
static int
pair(const char *text, int max)
{
	unsigned tens = (unsigned char)text[0] - (unsigned)'0';
	unsigned ones = (unsigned char)text[1] - (unsigned)'0';
	int value = (int)(tens * 10 + ones);

	return tens > 9 || ones > 9 || value > max ? -1 : value;
}

bool
instant_read(struct instant *out, struct slice text)
{
	struct date date;
	int hour, minute, second;

	if (text.length != INSTANT_TEXT_MAX - 1 || text.text[10] != 'T' ||
	    text.text[13] != ':' || text.text[16] != ':' ||
	    text.text[19] != 'Z' ||
	    !date_read(&date, text.text))
		return false;
	hour = pair(text.text + 11, 23);
	minute = pair(text.text + 14, 59);
	second = pair(text.text + 17, 59);
	if (hour < 0 || minute < 0 || second < 0)
		return false;
	out->seconds = (int64_t)date.days * DAY_SECONDS + hour * 3600 +
	    minute * 60 + second;
	return true;
}

bool
instant_parse(struct instant *out, struct slice text, struct error *error)
{
	int length = (int)(text.length < SHOWN_MAX ? text.length : SHOWN_MAX);

	if (instant_read(out, text))
		return true;
	return error_set_code(error, FAULT_INPUT, "type-error",
	    "\"%.*s\" is not a time (YYYY-MM-DDTHH:MM:SSZ)", length,
	    text.length > 0 ? text.text : "");
}

static void
put_pair(char *at, int64_t value)
{
	at[0] = (char)('0' + value / 10);
	at[1] = (char)('0' + value % 10);
}

size_t
instant_format(char buffer[INSTANT_TEXT_MAX], struct instant instant)
{
	struct date date = instant_date(instant);
	int64_t second;

	if (date_is_none(date)) {
		buffer[0] = '\0';
		return 0;
	}
	second = instant.seconds - (int64_t)date.days * DAY_SECONDS;
	(void)date_format(buffer, date);
	memcpy(buffer + 10, "T00:00:00Z", 11);
	put_pair(buffer + 11, second / 3600);
	put_pair(buffer + 14, second / 60 % 60);
	put_pair(buffer + 17, second % 60);
	return INSTANT_TEXT_MAX - 1;
}

struct date
instant_date(struct instant instant)
{
	int64_t days = instant.seconds / DAY_SECONDS;

	if (instant.seconds == INT64_MIN)
		return DATE_NONE;
	if (instant.seconds % DAY_SECONDS < 0)
		days--;
	return (struct date){ (int32_t)days };
}

bool
instant_now(struct instant *out, struct error *error)
{
	const char *today = getenv("OPS_TODAY");
	struct error inner = { 0 };
	struct timespec now;
	struct date date;

	if (today != NULL && today[0] != '\0') {
		if (instant_read(out, slice_of(today)))
			return true;
		if (!date_parse(&date, slice_of(today), &inner))
			return error_set(error, FAULT_USAGE,
			    "OPS_TODAY: \"%.*s\" is neither a date nor a time",
			    SHOWN_MAX, today);
		out->seconds = (int64_t)date.days * DAY_SECONDS;
		return true;
	}
	if (clock_gettime(CLOCK_REALTIME, &now) != 0)
		return error_set(error, FAULT_SYSTEM, "clock: %s",
		    strerror(errno));
	out->seconds = (int64_t)now.tv_sec;
	return true;
}
