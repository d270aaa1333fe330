#include "record/census.h"

#include <inttypes.h>

#include "base/memory.h"
#include "value/date.h"
#include "value/period.h"

enum census_type {
	CENSUS_INTEGER,
	CENSUS_DECIMAL,
	CENSUS_DATE,
	CENSUS_PERIOD,
	CENSUS_BOOLEAN,
	CENSUS_TEXT
};

static const char *const census_names[] = {
	"integer", "decimal", "date", "period", "boolean", "text"
};

/* A number with leading zeros is a code: it would not survive as a number. */
static bool
census_is_number(struct slice value, struct decimal *number)
{
	struct error ignored = { 0 };
	size_t sign = value.text[0] == '-';

	if (value.length > sign + 1 && value.text[sign] == '0' &&
	    value.text[sign + 1] != '.')
		return false;
	return decimal_parse(number, value, &ignored);
}

static bool
census_could_be(const struct census *census, enum census_type type)
{
	return (census->refuted & (1u << type)) == 0;
}

static void
census_refute(struct census *census, enum census_type type, bool refuted)
{
	if (refuted)
		census->refuted |= 1u << type;
}

static void
census_keep(struct text *text, struct slice value)
{
	text_clear(text);
	text_add(text, value);
}

static void
census_add_number(struct census *census, struct slice value)
{
	struct decimal number;

	if (!census_is_number(value, &number)) {
		census->refuted |= 1u << CENSUS_INTEGER | 1u << CENSUS_DECIMAL;
		return;
	}
	census_refute(census, CENSUS_INTEGER,
	    slice_find(value, '.') < value.length);
	if (census->least_number.length == 0 ||
	    decimal_compare(number, census->least) < 0) {
		census->least = number;
		census_keep(&census->least_number, value);
	}
	if (census->greatest_number.length == 0 ||
	    decimal_compare(number, census->greatest) > 0) {
		census->greatest = number;
		census_keep(&census->greatest_number, value);
	}
}

/* A type which one value refuted is not tried again. */
static void
census_try_types(struct census *census, struct slice value)
{
	struct error ignored = { 0 };
	struct date date;
	struct period period;

	if (census_could_be(census, CENSUS_DECIMAL))
		census_add_number(census, value);
	if (census_could_be(census, CENSUS_DATE))
		census_refute(census, CENSUS_DATE,
		    !date_parse(&date, value, &ignored));
	if (census_could_be(census, CENSUS_PERIOD))
		census_refute(census, CENSUS_PERIOD,
		    !period_parse(&period, value, &ignored));
	if (census_could_be(census, CENSUS_BOOLEAN))
		census_refute(census, CENSUS_BOOLEAN,
		    !slice_is(value, "yes") && !slice_is(value, "no"));
}

static void
census_add_distinct(struct census *census, struct slice value)
{
	bool added;

	if (census->distinct_full)
		return;
	if (census->distinct.count == CENSUS_DISTINCT_MAX ||
	    census->distinct.keys.total + value.length >
	    CENSUS_DISTINCT_BYTES)
		census->distinct_full =
		    table_find(&census->distinct, value) == TABLE_ABSENT;
	else
		(void)table_put(&census->distinct, value, &added);
}

static char
census_class(unsigned char byte)
{
	if (byte >= '0' && byte <= '9')
		return '9';
	if (byte >= 'A' && byte <= 'Z')
		return 'A';
	if ((byte >= 'a' && byte <= 'z') || byte >= 0x80)
		return 'a';
	return (char)byte;
}

/* Letters become A and a, digits 9; what follows the limit is "...". */
static struct slice
census_shape(char buffer[CENSUS_SHAPE_BYTES + 3], struct slice value)
{
	size_t length = 0;

	for (size_t i = 0; i < value.length; i++) {
		unsigned char byte = (unsigned char)value.text[i];

		if ((byte & 0xc0) == 0x80)
			continue;	/* not the first of a character */
		if (length == CENSUS_SHAPE_BYTES) {
			memcpy(buffer + length, "...", 3);
			return slice_from(buffer, length + 3);
		}
		buffer[length++] = census_class(byte);
	}
	return slice_from(buffer, length);
}

static void
census_add_shape(struct census *census, struct slice value)
{
	char buffer[CENSUS_SHAPE_BYTES + 3];
	struct slice shape = census_shape(buffer, value);
	int64_t number = table_find(&census->shapes, shape);
	bool added;

	if (number == TABLE_ABSENT) {
		if (census->shapes.count == CENSUS_SHAPES_MAX) {
			census->shapes_missed++;
			return;
		}
		census->shape_counts = memory_grow(census->shape_counts,
		    &census->shape_capacity, census->shapes.count,
		    sizeof(*census->shape_counts));
		number = (int64_t)table_put(&census->shapes, shape, &added);
		census->shape_counts[number] = 0;
	}
	census->shape_counts[number]++;
}

void
census_add(struct census *census, struct slice value)
{
	census->records++;
	if (slice_is_empty(value)) {
		census->blanks++;
		return;
	}
	if (census->longest == 0 || value.length < census->shortest)
		census->shortest = value.length;
	if (value.length > census->longest)
		census->longest = value.length;
	census_try_types(census, value);
	if (census->least_text.length == 0 ||
	    slice_compare(value, text_slice(&census->least_text)) < 0)
		census_keep(&census->least_text, value);
	if (slice_compare(value, text_slice(&census->greatest_text)) > 0)
		census_keep(&census->greatest_text, value);
	census_add_distinct(census, value);
	census_add_shape(census, value);
}

const char *
census_type(const struct census *census)
{
	enum census_type type = CENSUS_INTEGER;

	if (census->records == census->blanks)
		return "blank";
	while (!census_could_be(census, type))
		type++;
	return census_names[type];
}

struct slice
census_least(const struct census *census)
{
	return text_slice(census_could_be(census, CENSUS_DECIMAL) ?
	    &census->least_number : &census->least_text);
}

struct slice
census_greatest(const struct census *census)
{
	return text_slice(census_could_be(census, CENSUS_DECIMAL) ?
	    &census->greatest_number : &census->greatest_text);
}

/* The commonest shape after so many commoner ones; the earlier of equals. */
static size_t
census_next_shape(const struct census *census, const size_t taken[],
    size_t count)
{
	size_t best = SIZE_MAX;

	for (size_t i = 0; i < census->shapes.count; i++) {
		bool is_taken = false;

		for (size_t j = 0; j < count; j++)
			is_taken |= taken[j] == i;
		if (!is_taken && (best == SIZE_MAX ||
		    census->shape_counts[i] > census->shape_counts[best]))
			best = i;
	}
	return best;
}

void
census_add_shapes(const struct census *census, struct text *out)
{
	size_t taken[CENSUS_COMMONEST];
	size_t count = census->shapes.count;

	if (count > CENSUS_COMMONEST)
		count = CENSUS_COMMONEST;
	for (size_t i = 0; i < count; i++) {
		taken[i] = census_next_shape(census, taken, i);
		if (i > 0)
			text_add_string(out, ", ");
		text_add(out, census->shapes.entries[taken[i]].key);
		text_add_format(out, " (%" PRIu64 ")",
		    census->shape_counts[taken[i]]);
	}
	if (census->shapes.count > count)
		text_add_string(out, ", ...");
}

void
census_release(struct census *census)
{
	table_release(&census->distinct);
	table_release(&census->shapes);
	memory_free(census->shape_counts);
	text_release(&census->least_text);
	text_release(&census->greatest_text);
	text_release(&census->least_number);
	text_release(&census->greatest_number);
}
