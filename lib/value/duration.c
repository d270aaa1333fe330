#include "value/duration.h"

enum { SHOWN_MAX = 40 };

static const struct {
	char letter;
	int64_t seconds;
} units[] = { { 'h', 3600 }, { 'm', 60 }, { 's', 1 } };

enum { UNITS = sizeof(units) / sizeof(*units) };

static bool
take_number(int64_t *out, struct slice *text)
{
	const int64_t most = (int64_t)DURATION_HOURS_MAX * 3600;
	size_t length = 0;

	*out = 0;
	while (length < text->length && text->text[length] >= '0' &&
	    text->text[length] <= '9') {
		*out = *out * 10 + (text->text[length++] - '0');
		if (*out > most)
			return false;
	}
	*text = slice_from(text->text + length, text->length - length);
	return length > 0;
}

static bool
parse(int64_t *seconds, struct slice text)
{
	int64_t total = 0, number;
	size_t unit = 0;

	if (!take_number(&number, &text))
		return false;
	if (slice_is_empty(text)) {
		*seconds = number;
		return true;
	}
	for (;;) {
		while (unit < UNITS && units[unit].letter != text.text[0])
			unit++;
		if (unit == UNITS)
			return false;
		total += number * units[unit++].seconds;
		text = slice_from(text.text + 1, text.length - 1);
		if (slice_is_empty(text))
			break;
		if (!take_number(&number, &text) || slice_is_empty(text))
			return false;
	}
	*seconds = total;
	return total <= (int64_t)DURATION_HOURS_MAX * 3600;
}

bool
duration_parse(int64_t *seconds, struct slice text, struct error *error)
{
	int64_t found;

	if (!parse(&found, text))
		return error_set_code(error, FAULT_INPUT, "type-error",
		    "\"%.*s\" is not a duration (8h, 1h30m, 45m, 90s or "
		    "seconds; at most %d hours)", (int)(text.length <
		    SHOWN_MAX ? text.length : SHOWN_MAX),
		    text.length > 0 ? text.text : "", DURATION_HOURS_MAX);
	*seconds = found;
	return true;
}
