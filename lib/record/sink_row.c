/*
 * A structure as a line of plain CSV, made where the output keeps it.  The
 * bytes are those which the cells of sink_csv.c give one by one.
 */
#include "base/digits.h"
#include "record/sink_special.h"
#include "record/sink_writer.h"

enum {
	SINK_ROW_TEXT_MAX = 512,	/* bytes of a text taken here */
	SINK_ROW_EDGE = 4,		/* quotes and delimiter of a cell */
	SINK_ROW_CELL_MAX = 2 * SINK_ROW_TEXT_MAX + 8,
	SINK_ROW_CELLS_MAX = OUTPUT_BUFFER_BYTES / 2 / SINK_ROW_CELL_MAX - 1
};

bool
sink_row_is_plain(const struct sink *sink)
{
	return sink->writer == &sink_csv_writer && !sink->spreadsheet &&
	    sink->decimal_mark == '.' && sink->column_count > 1;
}

bool
sink_row_can(const struct sink *sink)
{
	return sink_row_is_plain(sink) &&
	    sink->field_count == sink->column_count &&
	    sink->field_count <= SINK_ROW_CELLS_MAX;
}

size_t
sink_row_integer(char place[SINK_INTEGER_MAX], int64_t value)
{
	char buffer[SINK_INTEGER_MAX], *end = buffer + sizeof(buffer);
	char *at = digits_put(end, value < 0 ? 0 - (uint64_t)value :
	    (uint64_t)value, 1);

	if (value < 0)
		*--at = '-';
	memcpy(place, at, (size_t)(end - at));
	return (size_t)(end - at);
}

static char *
sink_row_any(char *at, struct slice text, char delimiter)
{
	if (text.length == 0)
		return at;
	if (sink_csv_must_quote(text, delimiter))
		return at + sink_csv_quote(at, text);
	memcpy(at, text.text, text.length);
	return at + text.length;
}

#ifdef __SSE2__
/*
 * Most texts are short: the first bytes and the last, which overlap, are
 * looked at and copied in one go.  Half of all output goes through here: a
 * call would cost a third more.
 */
__attribute__((always_inline)) static inline char *
sink_row_text(char *at, struct slice text, char delimiter)
{
	uint64_t first = 0, last = 0;

	if (text.length > 16 || text.length < 4)
		return sink_row_any(at, text, delimiter);
	if (text.length >= 8) {
		memcpy(&first, text.text, 8);
		memcpy(&last, text.text + text.length - 8, 8);
	} else {
		memcpy(&first, text.text, 4);
		memcpy(&last, text.text + text.length - 4, 4);
	}
	if (sink_special(_mm_set_epi64x((long long)last, (long long)first),
	    delimiter))
		return at + sink_csv_quote(at, text);
	if (text.length >= 8) {
		memcpy(at, &first, 8);
		memcpy(at + text.length - 8, &last, 8);
	} else {
		memcpy(at, &first, 4);
		memcpy(at + text.length - 4, &last, 4);
	}
	return at + text.length;
}
#else
static inline char *
sink_row_text(char *at, struct slice text, char delimiter)
{
	return sink_row_any(at, text, delimiter);
}
#endif

static char *
sink_row_number(char *at, const struct schema *schema, size_t at_field,
    const void *record)
{
	const struct field *field = &schema->fields[at_field];
	const void *value = (const char *)record + field->offset;
	int64_t whole;
	struct decimal number;

	if (field->type == FIELD_INTEGER) {
		whole = *(const int64_t *)value;
		return whole == 0 &&
		    schema_is_absent(schema, at_field, record) ? at :
		    at + sink_row_integer(at, whole);
	}
	number = *(const struct decimal *)value;
	return number.units == 0 &&
	    schema_is_absent(schema, at_field, record) ? at :
	    at + decimal_format(at, number);
}

static char *
sink_row_money(char *at, struct money amount)
{
	return currency_equal(amount.currency, CURRENCY_NONE) ? at :
	    at + money_format(at, amount);
}

static char *
sink_row_currency(char *at, struct currency currency)
{
	const char *code = currency_code(currency);

	if (code[0] == '\0')
		return at;
	memcpy(at, code, CURRENCY_CODE_LENGTH);
	return at + CURRENCY_CODE_LENGTH;
}

/* What is neither text nor a number. */
static char *
sink_row_other(char *at, const struct field *field, const void *value)
{
	switch ((unsigned)field->type) {
	case FIELD_DATE:
		return date_is_none(*(const struct date *)value) ? at :
		    at + date_format(at, *(const struct date *)value);
	case FIELD_PERIOD:
		return ((const struct period *)value)->month == 0 ? at :
		    at + period_format(at, *(const struct period *)value);
	case FIELD_TIME:
		return ((const struct instant *)value)->seconds ==
		    INSTANT_NONE.seconds ? at :
		    at + instant_format(at, *(const struct instant *)value);
	default:
		memcpy(at, *(const bool *)value ? "yes" : "no", 3);
		return at + (*(const bool *)value ? 3 : 2);
	}
}

static char *
sink_row_texts(char *at, const struct slice texts[], size_t count,
    char delimiter)
{
	for (size_t i = 0; i < count; i++) {
		at = sink_row_text(at, texts[i], delimiter);
		*at++ = delimiter;
	}
	return at;
}

/* The texts of a record, as they were read; extras come behind. */
bool
sink_row_record(struct sink *sink, const struct record *record)
{
	size_t extras = sink->column_count - sink->field_count, bytes = 0;
	char *begin, *at;

	if (extras > record->extra_count)
		return false;
	for (size_t i = 0; i < sink->field_count; i++)
		bytes += record->fields[i].length;
	for (size_t i = 0; i < extras; i++)
		bytes += record->extras[i].length;
	bytes = bytes * 2 + sink->column_count * SINK_ROW_EDGE;
	if (bytes == 0 || bytes > OUTPUT_BUFFER_BYTES / 2)
		return false;
	at = begin = output_room(sink->output, bytes);
	at = sink_row_texts(at, record->fields, sink->field_count,
	    sink->delimiter);
	at = sink_row_texts(at, record->extras, extras, sink->delimiter);
	at[-1] = '\n';
	output_filled(sink->output, (size_t)(at - begin));
	return true;
}

bool
sink_row_put(struct sink *sink, const void *value)
{
	const struct field *field = sink->schema->fields;
	char *begin = output_room(sink->output,
	    (sink->field_count + 1) * SINK_ROW_CELL_MAX);
	char *at = begin;

	for (size_t i = 0; i < sink->field_count; i++, field++) {
		const void *cell = (const char *)value + field->offset;

		switch (field->type) {
		case FIELD_TEXT:
		case FIELD_CODE:
		case FIELD_COUNTRY:
			if (((const struct slice *)cell)->length >
			    SINK_ROW_TEXT_MAX)
				return false;
			at = sink_row_text(at, *(const struct slice *)cell,
			    sink->delimiter);
			break;
		case FIELD_INTEGER:
		case FIELD_DECIMAL:
			at = sink_row_number(at, sink->schema, i, value);
			break;
		case FIELD_AMOUNT:
			at = sink_row_money(at, *(const struct money *)cell);
			break;
		case FIELD_CURRENCY:
			at = sink_row_currency(at,
			    *(const struct currency *)cell);
			break;
		case FIELD_DATE:
		case FIELD_PERIOD:
		case FIELD_TIME:
		case FIELD_BOOLEAN:
			at = sink_row_other(at, field, cell);
			break;
		}
		*at++ = sink->delimiter;
	}
	at[-1] = '\n';
	output_filled(sink->output, (size_t)(at - begin));
	return true;
}
