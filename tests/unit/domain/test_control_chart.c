#include "domain/control_chart.h"

#include <stdlib.h>

#include "../tap.h"

enum { POINTS_MAX = 64 };

static struct control_point points[POINTS_MAX];

/* Values parted by blanks; gives how many. */
static size_t
read_points(const char *text)
{
	struct error error = { 0 };
	struct slice rest = slice_of(text);
	size_t count = 0;

	memset(points, 0, sizeof(points));
	while (!slice_is_empty(rest) && count < POINTS_MAX) {
		struct slice value = slice_cut(&rest, ' ');
		struct slice size = value;

		value = slice_cut(&size, '/');
		if (!decimal_parse(&points[count].count, value, &error) ||
		    (!slice_is_empty(size) &&
		    !decimal_parse(&points[count].size, size, &error)))
			abort();
		count++;
	}
	return count;
}

static bool
charts(const char *text, const struct control_terms *terms)
{
	struct error error = { 0 };
	size_t count = read_points(text);

	return control_chart(points, count, terms, &error);
}

/* To so many places, half away from zero. */
static bool
is(struct decimal value, const char *expected, unsigned places)
{
	char text[DECIMAL_TEXT_MAX];
	struct error error = { 0 };

	if (decimal_format_places(text, value, places, ROUND_HALF_AWAY,
	    &error) && strcmp(text, expected) == 0)
		return true;
	printf("# %s, not %s\n", text, expected);
	return false;
}

/* NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2: flow rates. */
static void
individuals_are_those_published(void)
{
	static const char flow[] =
	    "49.6 47.6 49.9 51.3 47.8 51.2 52.6 52.4 53.6 52.1";
	struct control_terms terms = { .constants = CONTROL_TABLE };

	tap_ok(charts(flow, &terms) && is(points[0].centre, "50.81", 2) &&
	    is(points[0].upper, "55.8041", 4) &&
	    is(points[0].lower, "45.8159", 4) &&
	    is(points[0].range_upper, "6.1347", 4), "by the table");
	terms.constants = CONTROL_ROUNDED;
	tap_ok(charts(flow, &terms) && is(points[9].upper, "55.8049", 4) &&
	    is(points[9].lower, "45.8151", 4) &&
	    is(points[9].range_upper, "6.1403", 4) &&
	    is(points[1].range, "2.0", 1), "by the rounded constants");
	for (size_t i = 0; i < 10; i++)
		if (points[i].signals != 0)
			tap_ok(false, "point %zu has no signal", i);
}

/* p = 20/200: sigma is sqrt(0.1 * 0.9 / 50) and so on. */
static void
shares_have_limits_by_size(void)
{
	struct control_terms terms = { .kind = CONTROL_PROPORTIONS };

	tap_ok(charts("5/50 2/50 13/100", &terms) &&
	    is(points[0].centre, "0.1", 1) &&
	    is(points[0].upper, "0.227279", 6) &&
	    is(points[0].lower, "0.000000", 6) &&
	    is(points[2].upper, "0.190000", 6) &&
	    is(points[2].lower, "0.010000", 6) &&
	    is(points[2].charted, "0.13", 2), "proportions");
	terms.kind = CONTROL_RATES;
	tap_ok(charts("8/4 10/4 9/1", &terms) && is(points[0].centre, "3",
	    0) && is(points[0].upper, "5.598076", 6) &&
	    is(points[2].upper, "8.196152", 6) &&
	    is(points[2].charted, "9", 0) && points[2].signals != 0 &&
	    strcmp(control_signal_name(0), "nelson-1") == 0, "rates");
	tap_ok(charts("19/20 20/20", &terms) && !charts("2/0", &terms) &&
	    !charts("-1/5", &terms), "sizes and counts are checked");
	terms.kind = CONTROL_PROPORTIONS;
	tap_ok(charts("19/20 20/20", &terms) &&
	    is(points[0].upper, "1.00", 2) && !charts("6/5", &terms),
	    "a proportion is 1 at most");
}

/* Do the points with the signal stand just where the text has a mark? */
static void
marks(const char *name, enum control_rules rules, const char *text,
    const char *expected)
{
	/* The centre is 0 and a sigma 1: three sigma are 2.66 ranges. */
	struct control_terms terms = { .rules = rules };
	char found[POINTS_MAX + 1] = "";
	struct error error = { 0 };
	size_t count;
	unsigned bit = 0;

	while (control_signal_name(bit) != NULL &&
	    strcmp(control_signal_name(bit), name) != 0)
		bit++;
	count = read_points(text);
	/* Two points first, which set the limits: 0 apart by 3 / 2.66. */
	terms.baseline = 2;
	if (!control_chart(points, count, &terms, &error))
		printf("# %s\n", error.message);
	for (size_t i = 2; i < count; i++)
		found[i - 2] = (points[i].signals >> bit & 1) != 0 ? '*' :
		    '.';
	tap_ok(strcmp(found, expected) == 0, "%s: %s", name, found);
}

#define BASE "0.56390977 -0.56390977 "

static void
patterns_are_found(void)
{
	marks("nelson-1", CONTROL_NELSON, BASE "1 -3.1 2.9 3.1 0",
	    ".*.*.");
	marks("nelson-2", CONTROL_NELSON,
	    BASE "1 2 1 2 1 2 1 2 1 2 -1", "........**.");
	marks("nelson-3", CONTROL_NELSON, BASE "2 -2 -1 0 1 2 3 3 2",
	    "......*..");
	marks("nelson-4", CONTROL_NELSON,
	    BASE "1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 1", ".............**.");
	marks("nelson-5", CONTROL_NELSON, BASE "2.1 0 2.1 -2.1 0 0 -2.1",
	    "..*....");
	marks("nelson-6", CONTROL_NELSON, BASE "1.1 1.1 0 1.1 1.1 1.1 -1.1",
	    "....**.");
	marks("nelson-8", CONTROL_NELSON,
	    BASE "2 -2 2 -2 2 -2 2 -2 0.5", ".......*.");
	marks("nelson-7", CONTROL_NELSON, BASE "0.5 0.4 -0.5 0.5 0.4 -0.5 "
	    "0.5 0.4 -0.5 0.5 0.4 -0.5 0.4 0.4 -0.5 0.5 1.5",
	    "............****.");
	marks("western-electric-4", CONTROL_WESTERN_ELECTRIC,
	    BASE "1 2 1 2 1 2 1 2 1 0 1", ".......**..");
	marks("western-electric-2", CONTROL_WESTERN_ELECTRIC,
	    BASE "2.1 0 2.1 -2.1 0 0 -2.1", "..*....");
	marks("nelson-1", CONTROL_NO_RULES, BASE "9 -9", "..");
}

static void
series_which_do_not_move_have_no_signal(void)
{
	struct control_terms terms = { 0 };
	struct error error = { 0 };
	size_t count = read_points("5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5");
	unsigned signals = 0;

	tap_ok(control_chart(points, count, &terms, &error), "it is charted");
	for (size_t i = 0; i < count; i++)
		signals |= points[i].signals;
	tap_ok(signals == 0 && is(points[0].upper, "5", 0), "no signal");
	tap_ok(!charts("5", &terms), "one value has no range");
	tap_ok(!charts("999999999999999999 -999999999999999999", &terms),
	    "too large");
	tap_ok(control_chart(points, 0, &terms, &error), "none is nothing");
}

int
main(void)
{
	tap_begin();
	individuals_are_those_published();
	shares_have_limits_by_size();
	patterns_are_found();
	series_which_do_not_move_have_no_signal();
	return tap_end();
}
