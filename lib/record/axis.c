#include "record/axis.h"

#include "base/assert.h"

int64_t
axis_place(const struct axis *axis, struct decimal value, int64_t length)
{
	__int128 span = axis->high.units - axis->low.units;
	__int128 part = value.units - axis->low.units;

	ENSURE(span > 0 && length >= 0);
	return (int64_t)(part * length / span);
}

/* The smallest of 1, 2, 5, 10, ... of 10^-12 which is at least the step. */
static __int128
axis_round_step(__int128 step)
{
	__int128 power = 1;

	while (power * 10 <= step)
		power *= 10;
	if (step <= power)
		return power;
	if (step <= power * 2)
		return power * 2;
	return step <= power * 5 ? power * 5 : power * 10;
}

void
axis_find(struct axis *out, struct decimal low, struct decimal high,
    unsigned steps)
{
	__int128 span = high.units - low.units;
	__int128 step, from, to;

	ENSURE(span >= 0 && steps > 0);
	if (span == 0)
		span = DECIMAL_ONE;
	step = axis_round_step((span + (__int128)steps - 1) /
	    (__int128)steps);
	from = low.units / step * step;
	if (from > low.units)
		from -= step;
	to = high.units / step * step;
	if (to < high.units || to == from)
		to += step;
	out->step = (struct decimal){ step };
	out->low = (struct decimal){ from };
	out->high = (struct decimal){ to };
	out->places = decimal_places(out->step);
}
