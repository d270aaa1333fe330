#include "record/mail_date.h"

#include <stdio.h>

#include "record/mail_code.h"

static struct slice
date_word(struct slice *rest)
{
	*rest = slice_trim(*rest);
	return slice_cut(rest, ' ');
}

/* Some digits as a number; -1: it is none. */
static int
date_number(struct slice word, size_t least, size_t most)
{
	int number = 0;

	if (word.length < least || word.length > most)
		return -1;
	for (size_t i = 0; i < word.length; i++) {
		if (word.text[i] < '0' || word.text[i] > '9')
			return -1;
		number = number * 10 + (word.text[i] - '0');
	}
	return number;
}

static int
date_month(struct slice word)
{
	static const char *const names[] = { "Jan", "Feb", "Mar", "Apr",
		"May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

	for (int i = 0; i < 12; i++)
		if (mail_code_is(word, names[i]))
			return i + 1;
	return -1;
}

/* "09:15" or "09:15:00" in seconds; a leap second is the one before it. */
static int
date_clock(struct slice word)
{
	int hour = date_number(slice_cut(&word, ':'), 1, 2);
	int minute = date_number(slice_cut(&word, ':'), 2, 2);
	int second = slice_is_empty(word) ? 0 : date_number(word, 2, 2);

	if (hour < 0 || hour > 23 || minute < 0 || minute > 59 ||
	    second < 0 || second > 60)
		return -1;
	return hour * 3600 + minute * 60 + (second == 60 ? 59 : second);
}

static bool
date_zone(int *seconds, struct slice word)
{
	int hours, minutes;

	*seconds = 0;
	if (mail_code_is(word, "GMT") || mail_code_is(word, "UT") ||
	    mail_code_is(word, "UTC") || mail_code_is(word, "Z"))
		return true;
	if (word.length != 5 || (word.text[0] != '+' && word.text[0] != '-'))
		return false;
	hours = date_number(slice_from(word.text + 1, 2), 2, 2);
	minutes = date_number(slice_from(word.text + 3, 2), 2, 2);
	*seconds = hours * 3600 + minutes * 60;
	if (word.text[0] == '-')
		*seconds = -*seconds;
	return hours >= 0 && hours < 24 && minutes >= 0 && minutes < 60;
}

static bool
date_of_parts(struct instant *out, struct slice rest)
{
	struct slice word = date_word(&rest);
	int day, month, year, clock, zone;
	struct error ignored = { 0 };
	char text[DATE_TEXT_MAX + 16];
	struct date date;

	if (word.length > 0 && word.text[word.length - 1] == ',')
		word = date_word(&rest);
	day = date_number(word, 1, 2);
	month = date_month(date_word(&rest));
	year = date_number(date_word(&rest), 4, 4);
	clock = date_clock(date_word(&rest));
	if (day < 0 || month < 0 || year < 0 || clock < 0 ||
	    !date_zone(&zone, date_word(&rest)))
		return false;
	(void)snprintf(text, sizeof(text), "%04d-%02d-%02d", year, month,
	    day);
	if (!date_parse(&date, slice_of(text), &ignored))
		return false;
	out->seconds = (int64_t)date.days * 86400 + clock - zone;
	return true;
}

bool
mail_date_parse(struct instant *out, struct slice text, struct error *error)
{
	return date_of_parts(out, text) || error_set(error, FAULT_INPUT,
	    "\"%.*s\" is not a date of a mail (30 Oct 2026 09:15:00 +0100)",
	    SLICE_PRINT(text));
}
