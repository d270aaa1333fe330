#include "value/zone_rule.h"

enum {
	HOUR_SECONDS = 3600,
	DAY_SECONDS = 86400,
	OFFSET_HOURS_MAX = 24,
	CHANGE_HOURS_MAX = 167,
	CHANGE_HOUR = 2 * HOUR_SECONDS	/* where no time is given */
};

/* Take a character, if it is the next. */
static bool
take(struct slice *text, char character)
{
	if (slice_is_empty(*text) || text->text[0] != character)
		return false;
	*text = slice_from(text->text + 1, text->length - 1);
	return true;
}

static bool
take_number(int *out, struct slice *text, int min, int max)
{
	size_t digits = 0;
	int number = 0;

	while (digits < text->length && digits < 4 &&
	    text->text[digits] >= '0' && text->text[digits] <= '9')
		number = number * 10 + (text->text[digits++] - '0');
	*text = slice_from(text->text + digits, text->length - digits);
	*out = number;
	return digits > 0 && number >= min && number <= max;
}

/* Letters, or anything between angle brackets; at least three. */
static bool
take_name(struct slice *text)
{
	size_t length = 0;

	if (take(text, '<')) {
		length = slice_find(*text, '>');
		*text = slice_from(text->text + length,
		    text->length - length);
		return length >= 3 && take(text, '>');
	}
	while (length < text->length && ((text->text[length] >= 'A' &&
	    text->text[length] <= 'Z') || (text->text[length] >= 'a' &&
	    text->text[length] <= 'z')))
		length++;
	*text = slice_from(text->text + length, text->length - length);
	return length >= 3;
}

/* "-1", "5:45", "-167:59:59" in seconds. */
static bool
take_time(int32_t *out, struct slice *text, int hours_max)
{
	bool negative = take(text, '-');
	int hours, minutes = 0, seconds = 0;

	if (!negative)
		(void)take(text, '+');
	if (!take_number(&hours, text, 0, hours_max) || (take(text, ':') &&
	    (!take_number(&minutes, text, 0, 59) || (take(text, ':') &&
	    !take_number(&seconds, text, 0, 59)))))
		return false;
	*out = hours * HOUR_SECONDS + minutes * 60 + seconds;
	if (negative)
		*out = -*out;
	return true;
}

static bool
take_change(struct zone_change *out, struct slice *text)
{
	bool right;

	*out = (struct zone_change){ .time = CHANGE_HOUR };
	if (!take(text, ','))
		return false;
	if (take(text, 'M')) {
		out->kind = ZONE_DAY_WEEK;
		right = take_number(&out->month, text, 1, 12) &&
		    take(text, '.') && take_number(&out->week, text, 1, 5) &&
		    take(text, '.') && take_number(&out->day, text, 0, 6);
	} else if (take(text, 'J')) {
		out->kind = ZONE_DAY_JULIAN;
		right = take_number(&out->day, text, 1, 365);
	} else {
		out->kind = ZONE_DAY_OF_YEAR;
		right = take_number(&out->day, text, 0, 365);
	}
	return right && (!take(text, '/') ||
	    take_time(&out->time, text, CHANGE_HOURS_MAX));
}

static bool
take_rule(struct zone_rule *out, struct slice text)
{
	int32_t behind;

	*out = (struct zone_rule){ 0 };
	if (!take_name(&text) || !take_time(&behind, &text, OFFSET_HOURS_MAX))
		return false;
	out->standard = -behind;
	if (slice_is_empty(text))
		return true;
	out->changes = true;
	if (!take_name(&text))
		return false;
	out->summer = out->standard + HOUR_SECONDS;
	if (!slice_is_empty(text) && text.text[0] != ',') {
		if (!take_time(&behind, &text, OFFSET_HOURS_MAX))
			return false;
		out->summer = -behind;
	}
	return take_change(&out->begin, &text) &&
	    take_change(&out->end, &text) && slice_is_empty(text);
}

bool
zone_rule_parse(struct zone_rule *out, struct slice text,
    struct error *error)
{
	struct zone_rule rule;

	if (!take_rule(&rule, text))
		return error_set(error, FAULT_INPUT, "\"%.*s\" is not a rule "
		    "of a time zone (POSIX TZ)", SLICE_PRINT(text));
	*out = rule;
	return true;
}

static struct date
first_of(int year, unsigned month)
{
	struct error never = { 0 };
	struct date date = { 0 };

	(void)date_from_parts(&date, (struct date_parts){ year, month, 1 },
	    &never);
	return date;
}

static struct date
change_day(const struct zone_change *change, int year)
{
	struct date january = first_of(year, 1);
	unsigned month = (unsigned)change->month;
	struct date first;
	int day;

	switch (change->kind) {
	case ZONE_DAY_JULIAN:
		return date_add_days(january, change->day - 1 +
		    (change->day > 59 && date_days_in_month(year, 2) == 29));
	case ZONE_DAY_OF_YEAR:
		return date_add_days(january, change->day);
	case ZONE_DAY_WEEK:
		break;
	}
	first = first_of(year, month);
	day = 1 + (change->day + 7 - (int)date_weekday(first) % 7) % 7 +
	    7 * (change->week - 1);
	while (day > (int)date_days_in_month(year, month))
		day -= 7;
	return date_add_days(first, day - 1);
}

/* When the change of the year comes; before is the offset until then. */
static int64_t
change_time(const struct zone_change *change, int year, int32_t before)
{
	return (int64_t)change_day(change, year).days * DAY_SECONDS +
	    change->time - before;
}

static int
rule_year(const struct zone_rule *rule, struct instant instant)
{
	const struct instant local = {
		instant.seconds + rule->standard };

	return date_parts(instant_date(local)).year;
}

int32_t
zone_rule_offset(const struct zone_rule *rule, struct instant instant)
{
	int64_t begin, end;
	bool summer;
	int year;

	if (!rule->changes)
		return rule->standard;
	year = rule_year(rule, instant);
	begin = change_time(&rule->begin, year, rule->standard);
	end = change_time(&rule->end, year, rule->summer);
	summer = begin < end ?
	    instant.seconds >= begin && instant.seconds < end :
	    instant.seconds >= begin || instant.seconds < end;
	return summer ? rule->summer : rule->standard;
}

bool
zone_rule_next(struct instant *when, int32_t *offset,
    const struct zone_rule *rule, struct instant after)
{
	int64_t first = INT64_MAX;
	int year;

	if (!rule->changes)
		return false;
	year = rule_year(rule, after);
	for (int i = year - 1; i <= year + 1; i++) {
		const int64_t times[] = {
			change_time(&rule->begin, i, rule->standard),
			change_time(&rule->end, i, rule->summer)
		};

		for (int j = 0; j < 2; j++) {
			if (times[j] <= after.seconds || times[j] >= first)
				continue;
			first = times[j];
			*offset = j == 0 ? rule->summer : rule->standard;
		}
	}
	when->seconds = first;
	return true;
}
