#include "domain/control_signal.h"

#include "base/assert.h"

/* What a rule looks for in the last points. */
enum pattern {
	BEYOND,		/* so many of them beyond sigmas on one side */
	SIDE,		/* all on one side of the centre */
	TREND,		/* all rising, or all falling */
	ALTERNATE,	/* up and down in turn */
	WITHIN,		/* all within sigmas of the centre */
	OUTSIDE		/* all beyond sigmas, on either side */
};

struct rule {
	const char *name;
	enum control_rules set;
	enum pattern pattern;
	size_t needed;
	size_t of;		/* last points */
	int sigmas;
};

static const struct rule rules[] = {
	{ "nelson-1", CONTROL_NELSON, BEYOND, 1, 1, 3 },
	{ "nelson-2", CONTROL_NELSON, SIDE, 9, 9, 0 },
	{ "nelson-3", CONTROL_NELSON, TREND, 6, 6, 0 },
	{ "nelson-4", CONTROL_NELSON, ALTERNATE, 14, 14, 0 },
	{ "nelson-5", CONTROL_NELSON, BEYOND, 2, 3, 2 },
	{ "nelson-6", CONTROL_NELSON, BEYOND, 4, 5, 1 },
	{ "nelson-7", CONTROL_NELSON, WITHIN, 15, 15, 1 },
	{ "nelson-8", CONTROL_NELSON, OUTSIDE, 8, 8, 1 },
	{ "western-electric-1", CONTROL_WESTERN_ELECTRIC, BEYOND, 1, 1, 3 },
	{ "western-electric-2", CONTROL_WESTERN_ELECTRIC, BEYOND, 2, 3, 2 },
	{ "western-electric-3", CONTROL_WESTERN_ELECTRIC, BEYOND, 4, 5, 1 },
	{ "western-electric-4", CONTROL_WESTERN_ELECTRIC, SIDE, 8, 8, 0 }
};

enum { RULES = sizeof(rules) / sizeof(*rules) };

static int
side(const struct control_point *point)
{
	return decimal_compare(point->charted, point->centre);
}

/* Is it further from the centre than so many sigmas (-1, 0, 1)? */
static int
reach(const struct control_point *point, int sigmas)
{
	__int128 distance = point->charted.units - point->centre.units;
	__int128 limit = point->spread.units * sigmas;

	distance = 3 * (distance < 0 ? -distance : distance);
	return (distance > limit) - (distance < limit);
}

static int
step(const struct control_point *point)
{
	return decimal_compare(point[0].charted, point[-1].charted);
}

static size_t
count_beyond(const struct control_point *last, const struct rule *rule,
    size_t known)
{
	size_t count = 0;

	for (size_t i = 0; i < rule->of && i < known; i++)
		count += side(last - i) == side(last) &&
		    reach(last - i, rule->sigmas) > 0;
	return count;
}

/* Does the point i before the last belong to a run of all? */
static bool
belongs(const struct control_point *last, size_t i, const struct rule *rule)
{
	const struct control_point *point = last - i;

	switch (rule->pattern) {
	case SIDE:
		return side(last) != 0 && side(point) == side(last);
	case TREND:
		return i + 1 == rule->of ||
		    (step(last) != 0 && step(point) == step(last));
	case ALTERNATE:
		return i + 1 == rule->of || (step(last) != 0 && step(point) ==
		    (i % 2 == 0 ? step(last) : -step(last)));
	case WITHIN:
		return reach(point, rule->sigmas) < 0;
	case OUTSIDE:
		return reach(point, rule->sigmas) > 0;
	case BEYOND:
		break;
	}
	ENSURE(rule->pattern != BEYOND);
	return false;
}

static bool
completes(const struct control_point *last, const struct rule *rule,
    size_t known)
{
	if (rule->pattern == BEYOND)
		return reach(last, rule->sigmas) > 0 &&
		    count_beyond(last, rule, known) >= rule->needed;
	if (known < rule->of)
		return false;
	for (size_t i = 0; i < rule->of; i++)
		if (!belongs(last, i, rule))
			return false;
	return true;
}

unsigned
control_signals(const struct control_point points[], size_t at,
    enum control_rules set)
{
	unsigned signals = 0;

	for (unsigned i = 0; i < RULES; i++)
		if (rules[i].set == set &&
		    completes(&points[at], &rules[i], at + 1))
			signals |= 1u << i;
	return signals;
}

const char *
control_signal_name(unsigned bit)
{
	return bit < RULES ? rules[bit].name : NULL;
}
