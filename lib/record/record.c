#include "record/record.h"

#include "base/assert.h"
#include "record/pattern.h"
#include "value/date.h"
#include "value/decimal.h"
#include "value/instant.h"
#include "value/money.h"
#include "value/period.h"

enum { RECORD_QUOTE_MAX = 80 };	/* bytes of a value in a message */

/* Room for any field, for checks without a structure. */
union record_value {
	struct slice slice;
	int64_t integer;
	struct decimal decimal;
	struct money money;
	struct date date;
	struct period period;
	struct instant instant;
	struct currency currency;
	bool boolean;
};

/* The start of the text which fits a message, not cut inside a character. */
static int
record_quote_length(struct slice text)
{
	size_t length = text.length;

	if (length > RECORD_QUOTE_MAX) {
		length = RECORD_QUOTE_MAX;
		while (length > 0 &&
		    ((unsigned char)text.text[length] & 0xc0) == 0x80)
			length--;
	}
	return (int)length;
}

static bool
record_type_error(struct slice text, const char *what, struct error *error)
{
	return error_set_code(error, FAULT_INPUT, "type-error",
	    "\"%.*s\" is not %s", record_quote_length(text), text.text, what);
}

/* Is one of the eight bytes a blank, a control character or delete? */
static inline bool
record_has_blank(uint64_t bytes)
{
	const uint64_t ones = UINT64_MAX / 255, tops = ones << 7;
	uint64_t deletes = bytes ^ ones * 0x7f;

	return (((bytes - ones * (' ' + 1)) & ~bytes) |
	    ((deletes - ones) & ~deletes & tops)) & tops;
}

/* The last bytes overlap those before them. */
bool
record_text_has_blank(struct slice text)
{
	uint64_t bytes = UINT64_MAX / 255 * 'a';
	uint32_t halves[2];
	bool blank = false;

	if (text.length < sizeof(halves[0])) {
		for (size_t i = 0; i < text.length; i++)
			bytes = bytes << 8 | (unsigned char)text.text[i];
		return record_has_blank(bytes);
	}
	if (text.length < sizeof(bytes)) {
		memcpy(&halves[0], text.text, 4);
		memcpy(&halves[1], text.text + text.length - 4, 4);
		return record_has_blank((uint64_t)halves[0] << 32 | halves[1]);
	}
	for (size_t at = 0; at < text.length - sizeof(bytes);
	    at += sizeof(bytes)) {
		memcpy(&bytes, text.text + at, sizeof(bytes));
		blank |= record_has_blank(bytes);
	}
	memcpy(&bytes, text.text + text.length - sizeof(bytes),
	    sizeof(bytes));
	return blank || record_has_blank(bytes);
}

static bool
record_parse_code(struct slice *out, struct slice text, struct error *error)
{
	if (record_text_has_blank(text))
		return record_type_error(text,
		    "a code: it has a blank or a control character", error);
	*out = text;
	return true;
}

static bool
record_parse_integer(int64_t *out, struct slice text, struct error *error)
{
	bool negative = text.length > 1 && text.text[0] == '-';
	int64_t value = 0;

	for (size_t i = negative; i < text.length; i++) {
		int digit = text.text[i] - '0';

		if (digit < 0 || digit > 9)
			return record_type_error(text, "a whole number",
			    error);
		if (__builtin_mul_overflow(value, 10, &value) ||
		    __builtin_sub_overflow(value, digit, &value))
			return record_type_error(text,
			    "a whole number of at most 18 digits", error);
	}
	if (!negative && value == INT64_MIN)
		return record_type_error(text,
		    "a whole number of at most 18 digits", error);
	*out = negative ? value : -value;
	return true;
}

static bool
record_parse_boolean(bool *out, struct slice text, struct error *error)
{
	*out = slice_is(text, "yes");
	if (*out || slice_is(text, "no"))
		return true;
	return record_type_error(text, "yes or no", error);
}

static bool
record_parse_country(struct slice *out, struct slice text,
    struct error *error)
{
	if (text.length != 2 || text.text[0] < 'A' || text.text[0] > 'Z' ||
	    text.text[1] < 'A' || text.text[1] > 'Z')
		return record_type_error(text,
		    "a country (two capital letters, ISO 3166-1)", error);
	*out = text;
	return true;
}

/* The currency of an amount: fixed, or that of another field. */
static bool
record_parse_amount(struct money *out, const struct record *record,
    const struct field *field, struct slice text, struct error *error)
{
	struct slice code;
	struct currency currency;

	if (field->currency_field == FIELD_ABSENT)
		code = slice_of(field->currency);
	else
		code = record->fields[field->currency_field];
	if (slice_is_empty(code))
		return error_set_code(error, FAULT_INPUT, "constraint-error",
		    "\"%.*s\" has no currency: %s is empty",
		    record_quote_length(text), text.text, field->unit);
	return currency_parse(&currency, code, error) &&
	    money_parse(out, text, currency, error);
}

void
record_put_empty(void *out, enum field_type type)
{
	switch (type) {
	case FIELD_TEXT:
	case FIELD_CODE:
	case FIELD_COUNTRY:
		*(struct slice *)out = slice_from("", 0);
		return;
	case FIELD_INTEGER:
		*(int64_t *)out = 0;
		return;
	case FIELD_DECIMAL:
		*(struct decimal *)out = DECIMAL_ZERO;
		return;
	case FIELD_AMOUNT:
		*(struct money *)out = (struct money){ 0, CURRENCY_NONE };
		return;
	case FIELD_DATE:
		*(struct date *)out = DATE_NONE;
		return;
	case FIELD_PERIOD:
		*(struct period *)out = PERIOD_NONE;
		return;
	case FIELD_TIME:
		*(struct instant *)out = INSTANT_NONE;
		return;
	case FIELD_BOOLEAN:
		*(bool *)out = false;
		return;
	case FIELD_CURRENCY:
		*(struct currency *)out = CURRENCY_NONE;
		return;
	}
}

static bool
record_parse(void *out, const struct record *record,
    const struct field *field, struct slice text, struct error *error)
{
	switch (field->type) {
	case FIELD_TEXT:
		*(struct slice *)out = text;
		return true;
	case FIELD_CODE:
		return record_parse_code(out, text, error);
	case FIELD_INTEGER:
		return record_parse_integer(out, text, error);
	case FIELD_DECIMAL:
		return decimal_parse(out, text, error);
	case FIELD_AMOUNT:
		return record_parse_amount(out, record, field, text,
		    error);
	case FIELD_DATE:
		return date_parse(out, text, error);
	case FIELD_PERIOD:
		return period_parse(out, text, error);
	case FIELD_TIME:
		return instant_parse(out, text, error);
	case FIELD_BOOLEAN:
		return record_parse_boolean(out, text, error);
	case FIELD_CURRENCY:
		return currency_parse(out, text, error);
	case FIELD_COUNTRY:
		return record_parse_country(out, text, error);
	}
	return true;
}

static bool
record_check_pattern(const struct field *field, struct slice text,
    struct error *error)
{
	if (*field->compiled == NULL) {
		*field->compiled = pattern_new(field->pattern);
		/* The schema is part of the program. */
		ENSURE(*field->compiled != NULL);
	}
	if (pattern_matches(*field->compiled, text))
		return true;
	return error_set_code(error, FAULT_INPUT, "constraint-error",
	    "\"%.*s\" does not match %s", record_quote_length(text),
	    text.text, field->pattern);
}

/* A number which is 0 and one which is absent differ only by this. */
static void
record_note_zero(char *out, const struct schema *schema, size_t number)
{
	const struct field *field = &schema->fields[number];
	const void *value = out + field->offset;

	if ((field->type == FIELD_INTEGER && *(const int64_t *)value == 0) ||
	    (field->type == FIELD_DECIMAL &&
	    ((const struct decimal *)value)->units == 0))
		schema_give_zero(schema, number, out);
}

static bool
record_wrong(const struct record *record, size_t number, struct error *error)
{
	if (error->code == NULL)
		error->code = "type-error";
	error->record = record->number;
	(void)error_in_field(error, record->schema->fields[number].name,
	    record->columns != NULL ? record->columns[number] : 0);
	return error_locate(error, record->origin, record->line);
}

/* Values are put where they belong in *out, if there is one. */
static bool
record_decode_field(char *out, const struct record *record, size_t number,
    struct error *error)
{
	const struct field *field = &record->schema->fields[number];
	struct slice text = record->fields[number];
	union record_value spare;
	void *value = out != NULL ? (void *)(out + field->offset) : &spare;

	if (slice_is_empty(text)) {
		record_put_empty(value, field->type);
		if (!field->required)
			return true;
		(void)error_set_code(error, FAULT_INPUT, "constraint-error",
		    "is required and empty");
		return record_wrong(record, number, error);
	}
	if (!record_parse(value, record, field, text, error) ||
	    (field->pattern != NULL &&
	    !record_check_pattern(field, text, error)))
		return record_wrong(record, number, error);
	if (out != NULL && !field->required)
		record_note_zero(out, record->schema, number);
	return true;
}

/* Amounts come last, so that a wrong currency is found in its own field. */
static bool
record_decode_fields(char *out, const struct record *record,
    struct error *error)
{
	const struct schema *schema = record->schema;
	bool amounts = false;

	if (out != NULL && schema->zeros != 0)
		memset(out + schema->zeros, 0, sizeof(struct schema_zeros));
	/* One call of what all input goes through, so that it is none. */
	for (int pass = 0; pass == 0 || (pass == 1 && amounts); pass++)
		for (size_t i = 0; i < schema->count; i++) {
			bool amount = schema->fields[i].type == FIELD_AMOUNT;

			amounts = amounts || amount;
			if (amount == (pass == 1) &&
			    !record_decode_field(out, record, i, error))
				return false;
		}
	return true;
}

bool
record_decode(void *out, const struct record *record, struct error *error)
{
	return record_decode_fields(out, record, error);
}

bool
record_validate(const struct record *record, struct error *error)
{
	return record_decode_fields(NULL, record, error);
}
