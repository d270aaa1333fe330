#include "domain/figure_scale.h"

#include "record/people.h"

enum { MINUTE = 60, HOUR = 3600, MANY = 2, PLACES_MAX = 2 };

static __int128
magnitude(struct decimal value)
{
	return value.units < 0 ? -value.units : value.units;
}

/* The largest value, and the most places any of them has. */
static __int128
look_at(unsigned *places, const struct figure_book *book, size_t indicator)
{
	const struct figure_indicator *from = &book->indicators[indicator];
	size_t periods = figure_book_periods(book, indicator);
	__int128 largest = 0;

	*places = 0;
	for (size_t i = 0; i < from->series_count; i++)
		for (size_t j = 0; j < periods; j++) {
			const struct figure_item *item =
			    &from->series[i].items[j];
			unsigned own = decimal_places(item->value);

			if (!item->has_value)
				continue;
			if (magnitude(item->value) > largest)
				largest = magnitude(item->value);
			if (own > *places)
				*places = own;
		}
	return largest;
}

static void
scale_seconds(struct figure_scale *out, __int128 largest)
{
	if (largest >= (__int128)MANY * HOUR * DECIMAL_ONE) {
		out->divisor = HOUR;
		out->unit = slice_of("h");
	} else if (largest >= (__int128)MANY * MINUTE * DECIMAL_ONE) {
		out->divisor = MINUTE;
		out->unit = slice_of("min");
	} else
		out->unit = slice_of("s");
}

void
figure_scale_find(struct figure_scale *out, const struct figure_book *book,
    size_t indicator)
{
	struct slice unit = book->indicators[indicator].unit;
	unsigned places;
	__int128 largest = look_at(&places, book, indicator);

	*out = (struct figure_scale){ 1, places, unit };
	if (slice_is(unit, "seconds"))
		scale_seconds(out, largest);
	if (out->divisor > 1)
		out->places = PLACES_MAX;
	largest /= out->divisor;
	if (out->places > PLACES_MAX)
		out->places = PLACES_MAX;
	if (out->places > 0 && largest >= 10 * DECIMAL_ONE)
		out->places = largest >= 10000 * DECIMAL_ONE ? 0 : 1;
	if (slice_is(unit, "percent")) {
		out->unit = slice_of("%");
		out->places = places > 0;
	}
}

struct decimal
figure_scale_value(const struct figure_scale *scale, struct decimal value)
{
	return (struct decimal){ value.units / scale->divisor };
}

void
figure_scale_add(struct text *out, const struct figure_scale *scale,
    struct decimal value, bool unit)
{
	people_number(out, figure_scale_value(scale, value), scale->places);
	if (!unit || slice_is_empty(scale->unit))
		return;
	text_add_string(out, "\u00a0");
	text_add(out, scale->unit);
}
