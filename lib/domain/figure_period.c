#include "domain/figure_period.h"

#include <stdio.h>

enum { MONTHS = 12, QUARTERS = 4, YEAR_DIGITS = 4 };

static const char *const month_names[MONTHS] = { "Jan", "Feb", "Mar", "Apr",
    "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

int32_t
figure_period_year(enum indicator_period kind)
{
	return kind == INDICATOR_MONTH ? MONTHS :
	    kind == INDICATOR_QUARTER ? QUARTERS :
	    kind == INDICATOR_YEAR ? 1 : 0;
}

/* All of the text as digits, or -1. */
static int32_t
whole_number(struct slice text)
{
	int32_t number = 0;

	for (size_t i = 0; i < text.length; i++) {
		if (text.text[i] < '0' || text.text[i] > '9')
			return -1;
		number = number * 10 + (text.text[i] - '0');
	}
	return number;
}

static bool
part_of_year(struct figure_period *out, int32_t year, struct slice rest)
{
	bool quarter = rest.length == 2 && rest.text[0] == 'Q';
	int32_t count = quarter ? QUARTERS : MONTHS;
	int32_t part = quarter ? whole_number(slice_from(rest.text + 1, 1)) :
	    rest.length == 2 ? whole_number(rest) : -1;

	out->kind = quarter ? INDICATOR_QUARTER : INDICATOR_MONTH;
	out->number = year * count + part - 1;
	return part >= 1 && part <= count;
}

bool
figure_period_parse(struct figure_period *out, struct slice text,
    struct error *error)
{
	struct slice rest = text;
	struct slice head = slice_cut(&rest, '-');
	struct figure_period found = { INDICATOR_YEAR, 0 };
	int32_t year = head.length == YEAR_DIGITS ? whole_number(head) : -1;
	bool good = year > 0;

	if (slice_is_empty(text)) {
		*out = (struct figure_period){ INDICATOR_NO_PERIOD, 0 };
		return true;
	}
	if (head.length == text.length)
		found.number = year;
	else
		good = good && part_of_year(&found, year, rest);
	if (!good)
		return error_set_code(error, FAULT_INPUT, "type-error",
		    "\"%.*s\" is no month, quarter or year",
		    SLICE_PRINT(text));
	*out = found;
	return true;
}

size_t
figure_period_format(char buffer[FIGURE_PERIOD_TEXT_MAX],
    struct figure_period period)
{
	int32_t count = figure_period_year(period.kind);
	int length = 0;

	buffer[0] = '\0';
	if (period.kind == INDICATOR_YEAR)
		length = snprintf(buffer, FIGURE_PERIOD_TEXT_MAX, "%04d",
		    period.number);
	else if (count > 0)
		length = snprintf(buffer, FIGURE_PERIOD_TEXT_MAX,
		    period.kind == INDICATOR_MONTH ? "%04d-%02d" : "%04d-Q%d",
		    period.number / count, period.number % count + 1);
	return (size_t)length;
}

size_t
figure_period_title(char buffer[FIGURE_PERIOD_TEXT_MAX],
    struct figure_period period)
{
	int length;

	if (period.kind == INDICATOR_MONTH)
		length = snprintf(buffer, FIGURE_PERIOD_TEXT_MAX, "%s %04d",
		    month_names[period.number % MONTHS],
		    period.number / MONTHS);
	else if (period.kind == INDICATOR_QUARTER)
		length = snprintf(buffer, FIGURE_PERIOD_TEXT_MAX, "Q%d %04d",
		    period.number % QUARTERS + 1, period.number / QUARTERS);
	else
		return figure_period_format(buffer, period);
	return (size_t)length;
}

struct figure_period
figure_period_of(struct date date, enum indicator_period kind)
{
	struct date_parts parts = date_parts(date);
	int32_t month = parts.year * MONTHS + (int32_t)parts.month - 1;
	int32_t count = figure_period_year(kind);

	return (struct figure_period){ kind,
	    count == 0 ? 0 : month / (MONTHS / count) };
}
