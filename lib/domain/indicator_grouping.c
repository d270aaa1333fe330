#include "domain/indicator_grouping.h"

static const char *const periods[] = {
	[INDICATOR_NO_PERIOD] = "", [INDICATOR_MONTH] = "month",
	[INDICATOR_QUARTER] = "quarter", [INDICATOR_YEAR] = "year"
};

size_t
indicator_word(const char *const words[], size_t count, struct slice word)
{
	size_t at = 0;

	while (at < count && !slice_is(word, words[at]))
		at++;
	return at;
}

bool
indicator_refuse(struct error *error, const char *field, const char *what)
{
	(void)error_set_code(error, FAULT_INPUT, "constraint-error", "%s",
	    what);
	return error_in_field(error, field, 0);
}

bool
indicator_field(int *out, const struct schema *schema, struct slice name,
    const char *option, struct error *error)
{
	*out = schema_find(schema, name);
	if (*out != FIELD_ABSENT)
		return true;
	(void)error_set_code(error, FAULT_INPUT, "foreign-key",
	    "\"%.*s\" is not a field of %s", SLICE_PRINT(name),
	    schema->name);
	return error_in_field(error, option, 0);
}

/* Figures are grouped by words, not by numbers and times. */
bool
indicator_field_groups(const struct field *field)
{
	return field->type == FIELD_TEXT || field->type == FIELD_CODE ||
	    field->type == FIELD_COUNTRY || field->type == FIELD_CURRENCY;
}

static bool
grouping_fields(struct indicator_grouping *out, const struct schema *schema,
    struct slice names, struct error *error)
{
	int field;

	names = slice_trim(names);
	while (!slice_is_empty(names)) {
		struct slice name = slice_cut(&names, ' ');

		names = slice_trim(names);
		if (!indicator_field(&field, schema, name, "by", error))
			return false;
		if (!indicator_field_groups(&schema->fields[field]))
			return indicator_refuse(error, "by",
			    "only texts and codes make groups");
		if (out->by_count == INDICATOR_BY_MAX)
			return indicator_refuse(error, "by", "too many fields");
		out->by[out->by_count++] = (uint16_t)field;
	}
	return true;
}

bool
indicator_grouping_read(struct indicator_grouping *out,
    const struct schema *schema, const struct indicator_record *record,
    struct error *error)
{
	enum field_type type;

	*out = (struct indicator_grouping){ .date = FIELD_ABSENT };
	out->period = (enum indicator_period)indicator_word(periods,
	    sizeof(periods) / sizeof(*periods), record->period);
	if (!grouping_fields(out, schema, record->by, error))
		return false;
	if (out->period == INDICATOR_NO_PERIOD)
		return true;
	if (slice_is_empty(record->date))
		return indicator_refuse(error, "date", "periods need a date");
	if (!indicator_field(&out->date, schema, record->date, "date", error))
		return false;
	type = schema->fields[out->date].type;
	return type == FIELD_DATE || type == FIELD_TIME ||
	    type == FIELD_PERIOD ||
	    indicator_refuse(error, "date", "is neither a date nor a time");
}

bool
indicator_grouping_equal(const struct indicator_grouping *one,
    const struct indicator_grouping *other)
{
	return one->by_count == other->by_count && memcmp(one->by, other->by,
	    one->by_count * sizeof(*one->by)) == 0 &&
	    one->date == other->date && one->period == other->period;
}
