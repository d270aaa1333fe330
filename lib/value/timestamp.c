#include "value/timestamp.h"

enum {
	SHOWN_MAX = 40,
	DAY_SECONDS = 86400,
	FRACTION_DIGITS = 6,
	OFFSET_HOURS_MAX = 14,
	/* Seconds and milliseconds before the year 10000. */
	SECONDS_DIGITS = 12,
	MILLISECONDS_DIGITS = 15
};

static const char *const shapes[] = {
	[TIMESTAMP_YMD] = "YYYY-MM-DDTHH:MM:SS, with Z or +HH:MM where it is "
	    "not local",
	[TIMESTAMP_DMY] = "DD/MM/YYYY HH:MM:SS",
	[TIMESTAMP_MDY] = "MM/DD/YYYY HH:MM:SS",
	[TIMESTAMP_SECONDS] = "seconds since 1970",
	[TIMESTAMP_MILLISECONDS] = "milliseconds since 1970"
};

/* What is left of the text. */
struct scan {
	const char *at;
	const char *end;
};

static bool
take(struct scan *scan, char character)
{
	if (scan->at == scan->end || *scan->at != character)
		return false;
	scan->at++;
	return true;
}

static bool
take_number(struct scan *scan, int64_t *out, size_t least, size_t most)
{
	const char *first = scan->at;

	*out = 0;
	while (scan->at < scan->end && *scan->at >= '0' && *scan->at <= '9' &&
	    (size_t)(scan->at - first) < most)
		*out = *out * 10 + (*scan->at++ - '0');
	return (size_t)(scan->at - first) >= least;
}

static bool
take_day(struct scan *scan, enum timestamp_order order, struct date *out)
{
	struct error inner = { 0 };
	int64_t parts[3];
	size_t year = order == TIMESTAMP_YMD ? 0 : 2;
	size_t month = order == TIMESTAMP_MDY ? 0 : 1;
	char mark = 0;

	for (size_t i = 0; i < 3; i++) {
		if (i == 1 && scan->at < scan->end)
			mark = *scan->at;
		if (i > 0 && ((mark != '-' && mark != '/' && mark != '.') ||
		    !take(scan, mark)))
			return false;
		if (!take_number(scan, &parts[i], i == year ? 4 : 1,
		    i == year ? 4 : 2))
			return false;
	}
	return date_from_parts(out, (struct date_parts){
	    .year = (int)parts[year], .month = (unsigned)parts[month],
	    .day = (unsigned)parts[3 - year - month] }, &inner);
}

/* ".123456" in microseconds; what is finer is cut off. */
static bool
take_fraction(struct scan *scan, int64_t *out)
{
	const char *first;

	*out = 0;
	if (!take(scan, '.') && !take(scan, ','))
		return true;
	first = scan->at;
	if (!take_number(scan, out, 1, FRACTION_DIGITS))
		return false;
	for (ptrdiff_t i = scan->at - first; i < FRACTION_DIGITS; i++)
		*out *= 10;
	while (scan->at < scan->end && *scan->at >= '0' && *scan->at <= '9')
		scan->at++;
	return true;
}

/* The time of the day in microseconds. */
static bool
take_clock(struct scan *scan, int64_t *out)
{
	int64_t hour, minute, second = 0, fraction = 0;

	if (!take_number(scan, &hour, 1, 2) || hour > 23 ||
	    !take(scan, ':') || !take_number(scan, &minute, 2, 2) ||
	    minute > 59)
		return false;
	if (take(scan, ':') && (!take_number(scan, &second, 2, 2) ||
	    second > 59 || !take_fraction(scan, &fraction)))
		return false;
	*out = (hour * 3600 + minute * 60 + second) * TIMESTAMP_SECOND +
	    fraction;
	return true;
}

/* "Z", "+HH:MM", "+HHMM", "+HH": seconds ahead of UTC. */
static bool
take_offset(struct scan *scan, int64_t *out)
{
	int64_t hours, minutes = 0;
	bool behind;

	*out = 0;
	if (take(scan, 'Z'))
		return true;
	behind = take(scan, '-');
	if (!behind && !take(scan, '+'))
		return false;
	if (!take_number(scan, &hours, 2, 2) || hours > OFFSET_HOURS_MAX)
		return false;
	if ((take(scan, ':') || scan->at < scan->end) &&
	    (!take_number(scan, &minutes, 2, 2) || minutes > 59))
		return false;
	*out = hours * 3600 + minutes * 60;
	if (behind)
		*out = -*out;
	return true;
}

static bool
wrong(const struct timestamp_form *form, struct slice text,
    struct error *error)
{
	int length = (int)(text.length < SHOWN_MAX ? text.length : SHOWN_MAX);

	return error_set_code(error, FAULT_INPUT, "type-error",
	    "\"%.*s\" is not a time (%s)", length,
	    text.length > 0 ? text.text : "", shapes[form->order]);
}

/* Of a local time, in seconds of its clock. */
static bool
place(int64_t *out, const struct timestamp_form *form, struct slice text,
    int64_t local, struct error *error)
{
	struct instant instant = { local };
	enum zone_fit fit = ZONE_ONCE;

	if (form->zone != NULL)
		fit = zone_find(&instant, form->zone, local);
	if (fit != ZONE_ONCE && !form->lenient)
		return error_set_code(error, FAULT_INPUT, "constraint-error",
		    "\"%.*s\" %s in this time zone; write its offset "
		    "(+HH:MM)", SLICE_PRINT(text), fit == ZONE_TWICE ?
		    "comes twice" : "does not exist");
	*out = instant.seconds;
	return true;
}

static bool
parse_day(int64_t *out, const struct timestamp_form *form,
    struct slice text, struct error *error)
{
	struct scan scan = { text.text, text.text + text.length };
	int64_t clock = 0, offset = 0, seconds;
	struct date date;
	bool local = true;

	if (!take_day(&scan, form->order, &date))
		return wrong(form, text, error);
	if (scan.at < scan.end && ((!take(&scan, 'T') && !take(&scan, ' ')) ||
	    !take_clock(&scan, &clock)))
		return wrong(form, text, error);
	if (scan.at < scan.end) {
		(void)take(&scan, ' ');
		if (!take_offset(&scan, &offset) || scan.at < scan.end)
			return wrong(form, text, error);
		local = false;
	}
	seconds = (int64_t)date.days * DAY_SECONDS + clock / TIMESTAMP_SECOND -
	    offset;
	if (local && !place(&seconds, form, text, seconds, error))
		return false;
	*out = seconds * TIMESTAMP_SECOND + clock % TIMESTAMP_SECOND;
	return true;
}

static bool
parse_count(int64_t *out, const struct timestamp_form *form,
    struct slice text, struct error *error)
{
	struct scan scan = { text.text, text.text + text.length };
	bool whole = form->order == TIMESTAMP_SECONDS;
	bool before = take(&scan, '-');
	int64_t count, fraction = 0;

	if (!take_number(&scan, &count, 1, whole ? SECONDS_DIGITS :
	    MILLISECONDS_DIGITS) || (whole && !take_fraction(&scan,
	    &fraction)) || scan.at < scan.end)
		return wrong(form, text, error);
	*out = count * (whole ? TIMESTAMP_SECOND : TIMESTAMP_SECOND / 1000) +
	    fraction;
	if (before)
		*out = -*out;
	return true;
}

/* Seconds of the first day there is, and of the first there is not. */
static const int64_t first_second = INT64_C(-62135596800);
static const int64_t no_second = INT64_C(253402300800);

bool
timestamp_parse(int64_t *out, const struct timestamp_form *form,
    struct slice text, struct error *error)
{
	int64_t found;

	if (!(form->order >= TIMESTAMP_SECONDS ?
	    parse_count(&found, form, text, error) :
	    parse_day(&found, form, text, error)))
		return false;
	if (found < first_second * TIMESTAMP_SECOND ||
	    found >= no_second * TIMESTAMP_SECOND)
		return wrong(form, text, error);
	*out = found;
	return true;
}

struct instant
timestamp_instant(int64_t timestamp)
{
	int64_t seconds = timestamp / TIMESTAMP_SECOND;

	if (timestamp == TIMESTAMP_NONE)
		return INSTANT_NONE;
	if (timestamp % TIMESTAMP_SECOND < 0)
		seconds--;
	return (struct instant){ seconds };
}
