#include "domain/control_chart.h"

#include "domain/control_signal.h"

/* Multiples of the mean moving range. */
static const struct {
	struct decimal spread;
	struct decimal range;
} constants[] = {
	[CONTROL_ROUNDED] = { { DECIMAL_ONE * 266 / 100 },
	    { DECIMAL_ONE * 327 / 100 } },
	[CONTROL_TABLE] = { { DECIMAL_ONE * 3000 / 1128 },
	    { DECIMAL_ONE * 3267 / 1000 } }
};

static bool
divide(struct decimal *out, struct decimal one, struct decimal other,
    struct error *error)
{
	return decimal_divide(out, one, other, DECIMAL_PLACES,
	    ROUND_HALF_AWAY, error);
}

static bool
multiply(struct decimal *out, struct decimal one, struct decimal other,
    struct error *error)
{
	return decimal_multiply(out, one, other, DECIMAL_PLACES,
	    ROUND_HALF_AWAY, error);
}

/* The whole square root, by Newton from above. */
static unsigned __int128
square_root(unsigned __int128 number)
{
	unsigned __int128 root = number, next = (number + 1) / 2;

	while (next < root) {
		root = next;
		next = (root + number / root) / 2;
	}
	return root;
}

static bool
decimal_root(struct decimal *out, struct decimal value, struct error *error)
{
	const unsigned __int128 most = ~(unsigned __int128)0;
	unsigned __int128 units = (unsigned __int128)value.units;

	if (units > most / (unsigned __int128)DECIMAL_ONE)
		return error_set(error, FAULT_INPUT,
		    "the figures are too large for a chart");
	out->units = (__int128)square_root(units *
	    (unsigned __int128)DECIMAL_ONE);
	return true;
}

static bool
add_up(struct decimal *count, struct decimal *size,
    const struct control_point points[], size_t length, struct error *error)
{
	*count = *size = DECIMAL_ZERO;
	for (size_t i = 0; i < length; i++)
		if (!decimal_add(count, *count, points[i].count, error) ||
		    !decimal_add(size, *size, points[i].size, error))
			return false;
	return true;
}

static struct decimal
apart(struct decimal one, struct decimal other)
{
	struct decimal distance = { one.units - other.units };

	if (distance.units < 0)
		distance.units = -distance.units;
	return distance;
}

/* The mean difference of neighbours in the baseline. */
static bool
mean_range(struct decimal *out, struct control_point points[], size_t count,
    size_t baseline, struct error *error)
{
	struct decimal sum = DECIMAL_ZERO;

	for (size_t i = 1; i < count; i++) {
		points[i].range = apart(points[i].count, points[i - 1].count);
		if (i < baseline &&
		    !decimal_add(&sum, sum, points[i].range, error))
			return false;
	}
	return divide(out, sum, decimal_of((int64_t)baseline - 1), error);
}

static bool
individuals(struct control_point points[], size_t count, size_t baseline,
    enum control_constants which, struct error *error)
{
	struct decimal centre, range, spread, lower, upper, range_upper, size;

	if (baseline < 2)
		return error_set(error, FAULT_INPUT,
		    "moving ranges need at least two values");
	if (!mean_range(&range, points, count, baseline, error) ||
	    !add_up(&centre, &size, points, baseline, error) ||
	    !divide(&centre, centre, decimal_of((int64_t)baseline), error) ||
	    !multiply(&spread, range, constants[which].spread, error) ||
	    !multiply(&range_upper, range, constants[which].range, error) ||
	    !decimal_subtract(&lower, centre, spread, error) ||
	    !decimal_add(&upper, centre, spread, error))
		return false;
	for (size_t i = 0; i < count; i++) {
		points[i].charted = points[i].count;
		points[i].centre = centre;
		points[i].spread = spread;
		points[i].lower = lower;
		points[i].upper = upper;
		points[i].range_upper = range_upper;
	}
	return true;
}

/* Three sigma of one point of a p or u chart. */
static bool
share_spread(struct decimal *out, const struct control_point *point,
    enum control_kind kind, struct error *error)
{
	struct decimal rest = { DECIMAL_ONE - point->centre.units };
	struct decimal variance = point->centre, sigma;

	if ((kind == CONTROL_PROPORTIONS &&
	    !multiply(&variance, variance, rest, error)) ||
	    !divide(&variance, variance, point->size, error) ||
	    !decimal_root(&sigma, variance, error))
		return false;
	out->units = 3 * sigma.units;
	return true;
}

bool
control_check(const struct control_point *point, enum control_kind kind,
    struct error *error)
{
	const char *fault = NULL;

	if (kind == CONTROL_INDIVIDUALS)
		return true;
	if (point->size.units <= 0)
		fault = "the size is not above zero";
	else if (point->count.units < 0)
		fault = "the count is below zero";
	else if (kind == CONTROL_PROPORTIONS &&
	    point->count.units > point->size.units)
		fault = "the count is above its size";
	return fault == NULL || error_set_code(error, FAULT_INPUT,
	    "constraint-error", "%s", fault);
}

static bool
shares(struct control_point points[], size_t count, size_t baseline,
    enum control_kind kind, struct error *error)
{
	struct decimal centre, size;

	for (size_t i = 0; i < count; i++)
		if (!control_check(&points[i], kind, error))
			return false;
	if (!add_up(&centre, &size, points, baseline, error) ||
	    !divide(&centre, centre, size, error))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct control_point *point = &points[i];

		point->centre = centre;
		if (!divide(&point->charted, point->count, point->size,
		    error) ||
		    !share_spread(&point->spread, point, kind, error))
			return false;
		point->lower.units = centre.units - point->spread.units;
		point->upper.units = centre.units + point->spread.units;
		if (point->lower.units < 0)
			point->lower = DECIMAL_ZERO;
		if (kind == CONTROL_PROPORTIONS &&
		    point->upper.units > DECIMAL_ONE)
			point->upper.units = DECIMAL_ONE;
	}
	return true;
}

bool
control_chart(struct control_point points[], size_t count,
    const struct control_terms *terms, struct error *error)
{
	size_t baseline = terms->baseline == 0 || terms->baseline > count ?
	    count : terms->baseline;

	if (count == 0)
		return true;
	if (!(terms->kind == CONTROL_INDIVIDUALS ?
	    individuals(points, count, baseline, terms->constants, error) :
	    shares(points, count, baseline, terms->kind, error)))
		return false;
	for (size_t i = 0; i < count; i++)
		points[i].signals = control_signals(points, i, terms->rules);
	return true;
}
