#include "value/period.h"

#include "base/assert.h"

enum { SHOWN_MAX = 40 };

static unsigned
digit(char character)
{
	return (unsigned)(unsigned char)character - '0';
}

/* Four digits, a hyphen and two digits, in the years which are usual. */
static bool
parse_plain(struct period *out, struct slice text)
{
	const char *at = text.text;
	unsigned year, month;

	if (text.length != PERIOD_TEXT_MAX - 1 || at[0] < '1' || at[0] > '2' ||
	    digit(at[1]) > 9 || digit(at[2]) > 9 || digit(at[3]) > 9 ||
	    at[4] != '-' || digit(at[5]) > 1 || digit(at[6]) > 9)
		return false;
	year = digit(at[0]) * 1000 + digit(at[1]) * 100 +
	    digit(at[2]) * 10 + digit(at[3]);
	month = digit(at[5]) * 10 + digit(at[6]);
	if (month < 1 || month > 12)
		return false;
	out->month = (int32_t)(year * 12 + month - 1);
	return true;
}

/* Other months are parsed as their first day, so that both refuse the same. */
bool
period_parse(struct period *out, struct slice text, struct error *error)
{
	char day[DATE_TEXT_MAX] = "0000-00-01";
	struct error inner = { 0 };
	struct date first;
	int length = (int)(text.length < SHOWN_MAX ? text.length : SHOWN_MAX);

	if (parse_plain(out, text))
		return true;
	if (text.length == PERIOD_TEXT_MAX - 1) {
		memcpy(day, text.text, text.length);
		if (date_parse(&first, slice_from(day, DATE_TEXT_MAX - 1),
		    &inner)) {
			*out = period_of(first);
			return true;
		}
	}
	return error_set_code(error, FAULT_INPUT, "type-error",
	    "\"%.*s\" is not a month (YYYY-MM)", length,
	    text.length > 0 ? text.text : "");
}

static void
format_plain(char buffer[PERIOD_TEXT_MAX], unsigned year, unsigned month)
{
	buffer[0] = (char)('0' + year / 1000);
	buffer[1] = (char)('0' + year / 100 % 10);
	buffer[2] = (char)('0' + year / 10 % 10);
	buffer[3] = (char)('0' + year % 10);
	buffer[4] = '-';
	buffer[5] = (char)('0' + month / 10);
	buffer[6] = (char)('0' + month % 10);
	buffer[7] = '\0';
}

size_t
period_format(char buffer[PERIOD_TEXT_MAX], struct period period)
{
	char day[DATE_TEXT_MAX];
	int32_t year = period.month / 12;

	if (period.month == 0) {
		buffer[0] = '\0';
		return 0;
	}
	if (year > 0 && year <= 9999) {
		format_plain(buffer, (unsigned)year,
		    (unsigned)(period.month % 12) + 1);
		return PERIOD_TEXT_MAX - 1;
	}
	(void)date_format(day, period_first(period));
	memcpy(buffer, day, PERIOD_TEXT_MAX - 1);
	buffer[PERIOD_TEXT_MAX - 1] = '\0';
	return PERIOD_TEXT_MAX - 1;
}

struct period
period_of(struct date date)
{
	struct date_parts parts = date_parts(date);

	return (struct period){ parts.year * 12 + (int32_t)parts.month - 1 };
}

static struct date
first_of(int32_t month)
{
	struct date_parts parts = {
		month / 12, (unsigned)(month % 12) + 1, 1
	};
	struct error error = { 0 };
	struct date date = DATE_NONE;

	ENSURE(date_from_parts(&date, parts, &error));
	return date;
}

struct date
period_first(struct period period)
{
	return first_of(period.month);
}

struct date
period_last(struct period period)
{
	return date_add_days(period_first(period),
	    (int32_t)period_days(period) - 1);
}

struct date
period_after(struct period period)
{
	return date_add_days(period_last(period), 1);
}

unsigned
period_days(struct period period)
{
	return date_days_in_month(period.month / 12,
	    (unsigned)(period.month % 12) + 1);
}

unsigned
period_weekdays(struct period period)
{
	unsigned first = date_weekday(period_first(period));
	unsigned days = period_days(period), weekdays = 20;

	/* Four weeks have 20; the days beyond fall where the month began. */
	for (unsigned day = 28; day < days; day++)
		weekdays += (first - 1 + day) % 7 < 5;
	return weekdays;
}

unsigned
period_overlap(struct period period, struct date from, struct date until)
{
	int32_t first = period_first(period).days;
	int32_t after = first + (int32_t)period_days(period);

	if (from.days > first)
		first = from.days;
	if (until.days < after && !date_is_none(until))
		after = until.days;
	return after > first ? (unsigned)(after - first) : 0;
}
