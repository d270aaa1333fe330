#include "record/sink.h"

#include "base/assert.h"
#include "base/memory.h"
#include "record/sink_writer.h"

static const struct sink_writer *const sink_writers[] = {
	[SINK_CSV] = &sink_csv_writer,
	[SINK_TSV] = &sink_csv_writer,
	[SINK_JSON] = &sink_json_writer,
	[SINK_TABLE] = &sink_grid_writer,
	[SINK_SPREADSHEET] = &sink_csv_writer
};

static void
sink_free(struct sink *sink)
{
	text_release(&sink->row);
	text_release(&sink->scratch);
	if (sink->grid != NULL)
		grid_release(sink->grid);
	memory_free(sink->grid);
	arena_release(&sink->arena);
	memory_free(sink);
}

static void
sink_set_names(struct sink *sink, const struct sink_options *options)
{
	sink->column_count = sink->field_count + options->extra_count;
	sink->names = arena_new(&sink->arena,
	    (sink->column_count + 1) * sizeof(*sink->names));
	for (size_t i = 0; i < sink->field_count; i++)
		sink->names[i] = slice_of(sink->schema->fields[i].name);
	for (size_t i = 0; i < options->extra_count; i++)
		sink->names[sink->field_count + i] =
		    arena_copy(&sink->arena, options->extras[i]);
}

bool
sink_open(struct sink **out, const struct schema *schema, const char *path,
    const struct sink_options *options, struct error *error)
{
	static const struct sink_options plain = { .format = SINK_CSV };
	struct sink *sink = memory_new(sizeof(*sink));

	if (options == NULL)
		options = &plain;
	sink->writer = sink_writers[options->format];
	sink->schema = schema;
	sink->field_count = schema != NULL ? schema->count : 0;
	sink_set_names(sink, options);
	if (!output_open(&sink->output, path, error)) {
		sink_free(sink);
		return false;
	}
	if (!sink->writer->begin(sink, options, error)) {
		sink_abandon(sink);
		return false;
	}
	sink->plain = sink_row_is_plain(sink);
	sink->rows = sink_row_can(sink);
	*out = sink;
	return true;
}

static void
sink_cell(struct sink *sink, enum sink_cell kind, const char *text,
    size_t length)
{
	ENSURE(sink->at < sink->column_count);
	sink->writer->cell(sink, kind, slice_from(text, length));
	sink->at++;
}

void
sink_text(struct sink *sink, struct slice value)
{
	sink_cell(sink, value.length > 0 ? SINK_CELL_TEXT : SINK_CELL_EMPTY,
	    value.text, value.length);
}

void
sink_integer(struct sink *sink, int64_t value)
{
	char buffer[SINK_INTEGER_MAX];

	sink_cell(sink, SINK_CELL_NUMBER, buffer,
	    sink_row_integer(buffer, value));
}

void
sink_decimal(struct sink *sink, struct decimal value)
{
	char buffer[DECIMAL_TEXT_MAX];

	sink_cell(sink, SINK_CELL_NUMBER, buffer,
	    decimal_format(buffer, value));
}

void
sink_money(struct sink *sink, struct money amount)
{
	char buffer[MONEY_TEXT_MAX];

	if (currency_equal(amount.currency, CURRENCY_NONE))
		sink_empty(sink);
	else
		sink_cell(sink, SINK_CELL_NUMBER, buffer,
		    money_format(buffer, amount));
}

void
sink_date(struct sink *sink, struct date date)
{
	char buffer[DATE_TEXT_MAX];

	if (date_is_none(date))
		sink_empty(sink);
	else
		sink_cell(sink, SINK_CELL_PLAIN, buffer,
		    date_format(buffer, date));
}

void
sink_period(struct sink *sink, struct period period)
{
	char buffer[PERIOD_TEXT_MAX];

	if (period.month == 0)
		sink_empty(sink);
	else
		sink_cell(sink, SINK_CELL_PLAIN, buffer,
		    period_format(buffer, period));
}

void
sink_time(struct sink *sink, struct instant instant)
{
	char buffer[INSTANT_TEXT_MAX];

	if (instant.seconds == INSTANT_NONE.seconds)
		sink_empty(sink);
	else
		sink_cell(sink, SINK_CELL_PLAIN, buffer,
		    instant_format(buffer, instant));
}

void
sink_boolean(struct sink *sink, bool value)
{
	sink_cell(sink, SINK_CELL_BOOLEAN, value ? "yes" : "no",
	    value ? 3 : 2);
}

void
sink_currency(struct sink *sink, struct currency currency)
{
	const char *code = currency_code(currency);

	sink_cell(sink, *code != '\0' ? SINK_CELL_PLAIN : SINK_CELL_EMPTY,
	    code, strlen(code));
}

void
sink_empty(struct sink *sink)
{
	sink_cell(sink, SINK_CELL_EMPTY, "", 0);
}

static bool
sink_count(struct sink *sink, struct error *error)
{
	sink->records++;
	if (sink->failure.fault != FAULT_NONE) {
		*error = sink->failure;
		return false;
	}
	return sink->output == NULL || !output_failed(sink->output) ||
	    output_check(sink->output, error);
}

bool
sink_end(struct sink *sink, struct error *error)
{
	ENSURE(sink->at == sink->column_count);
	sink->writer->end(sink);
	sink->at = 0;
	return sink_count(sink, error);
}

static void
sink_put_field(struct sink *sink, size_t number, const void *record)
{
	const struct field *field = &sink->schema->fields[number];
	const void *value = (const char *)record + field->offset;
	bool zero;

	switch (field->type) {
	case FIELD_TEXT:
	case FIELD_CODE:
	case FIELD_COUNTRY:
		sink_text(sink, *(const struct slice *)value);
		return;
	case FIELD_INTEGER:
		zero = *(const int64_t *)value == 0;
		if (zero && schema_is_absent(sink->schema, number, record))
			sink_empty(sink);
		else
			sink_integer(sink, *(const int64_t *)value);
		return;
	case FIELD_DECIMAL:
		zero = ((const struct decimal *)value)->units == 0;
		if (zero && schema_is_absent(sink->schema, number, record))
			sink_empty(sink);
		else
			sink_decimal(sink, *(const struct decimal *)value);
		return;
	case FIELD_AMOUNT:
		sink_money(sink, *(const struct money *)value);
		return;
	case FIELD_DATE:
		sink_date(sink, *(const struct date *)value);
		return;
	case FIELD_PERIOD:
		sink_period(sink, *(const struct period *)value);
		return;
	case FIELD_TIME:
		sink_time(sink, *(const struct instant *)value);
		return;
	case FIELD_BOOLEAN:
		sink_boolean(sink, *(const bool *)value);
		return;
	case FIELD_CURRENCY:
		sink_currency(sink, *(const struct currency *)value);
		return;
	}
}

void
sink_fields(struct sink *sink, const void *value)
{
	for (size_t i = 0; i < sink->field_count; i++)
		sink_put_field(sink, i, value);
}

bool
sink_put(struct sink *sink, const void *value, struct error *error)
{
	if (sink->rows && sink->at == 0 && sink_row_put(sink, value))
		return sink_count(sink, error);
	sink_fields(sink, value);
	return sink_end(sink, error);
}

/* Would JSON take it as a number as it stands? */
static bool
sink_is_number(struct slice text)
{
	size_t at = text.length > 0 && text.text[0] == '-', digits = 0;
	size_t first = at;

	while (at < text.length && text.text[at] >= '0' &&
	    text.text[at] <= '9')
		at++;
	if (at == first || (text.text[first] == '0' && at - first > 1))
		return false;
	if (at == text.length)
		return true;
	if (text.text[at++] != '.')
		return false;
	for (; at < text.length && text.text[at] >= '0' &&
	    text.text[at] <= '9'; at++)
		digits++;
	return at == text.length && digits > 0;
}

static enum sink_cell
sink_kind(enum field_type type, struct slice text)
{
	switch (type) {
	case FIELD_INTEGER:
	case FIELD_DECIMAL:
	case FIELD_AMOUNT:
		return sink_is_number(text) ? SINK_CELL_NUMBER :
		    SINK_CELL_TEXT;
	case FIELD_BOOLEAN:
		return slice_is(text, "yes") || slice_is(text, "no") ?
		    SINK_CELL_BOOLEAN : SINK_CELL_TEXT;
	case FIELD_TEXT:
	case FIELD_CODE:
	case FIELD_COUNTRY:
	case FIELD_DATE:
	case FIELD_PERIOD:
	case FIELD_TIME:
	case FIELD_CURRENCY:
		break;
	}
	return SINK_CELL_TEXT;
}

bool
sink_record(struct sink *sink, const struct record *record,
    struct error *error)
{
	ENSURE(sink->schema == record->schema);
	if (sink->plain && sink->at == 0 && sink_row_record(sink, record))
		return sink_count(sink, error);
	for (size_t i = 0; i < sink->field_count; i++) {
		struct slice text = record->fields[i];

		if (text.length == 0)
			sink_empty(sink);
		else
			sink_cell(sink, sink_kind(
			    sink->schema->fields[i].type, text), text.text,
			    text.length);
	}
	for (size_t i = 0; i < record->extra_count &&
	    sink->at < sink->column_count; i++)
		sink_text(sink, record->extras[i]);
	return sink_end(sink, error);
}

uint64_t
sink_records(const struct sink *sink)
{
	return sink->records;
}

bool
sink_close(struct sink *sink, struct error *error)
{
	if (sink->writer->close != NULL &&
	    !sink->writer->close(sink, error)) {
		sink_abandon(sink);
		return false;
	}
	if (sink->output != NULL && !output_close(sink->output, error)) {
		sink->output = NULL;
		sink_abandon(sink);
		return false;
	}
	sink_free(sink);
	return true;
}

void
sink_abandon(struct sink *sink)
{
	if (sink == NULL)
		return;
	output_abandon(sink->output);
	sink_free(sink);
}
