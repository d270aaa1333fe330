#include "domain/rate_form.h"

#include "domain/rate_form_un.h"

static const struct {
	const char *name;
	enum rate_form form;
} names[] = {
	{ "own", RATE_FORM_OWN },
	{ "un-csv", RATE_FORM_UN_CSV },
	{ "un-text", RATE_FORM_UN_TEXT },
	{ "un-xml", RATE_FORM_UN_XML },
	{ "ecb", RATE_FORM_ECB }
};

enum rate_form
rate_form_find(const char *name)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(names[i].name, name) == 0)
			return names[i].form;
	return RATE_FORM_UNKNOWN;
}

static bool
contains(struct slice where, const char *what)
{
	size_t length = strlen(what);

	for (size_t i = 0; i + length <= where.length; i++)
		if (memcmp(where.text + i, what, length) == 0)
			return true;
	return false;
}

static struct slice
without_mark(struct slice bytes)
{
	if (bytes.length >= 3 && memcmp(bytes.text, "\xef\xbb\xbf", 3) == 0)
		return slice_from(bytes.text + 3, bytes.length - 3);
	return bytes;
}

/* A line without its end; counts it. */
static bool
next_line(struct rate_form_reader *reader, struct slice *line)
{
	if (reader->rest.length == 0)
		return false;
	*line = slice_cut(&reader->rest, '\n');
	if (line->length > 0 && line->text[line->length - 1] == '\r')
		line->length--;
	reader->line++;
	return true;
}

enum rate_form
rate_form_recognise(struct slice start)
{
	struct rate_form_reader reader = { 0 };
	struct slice line;

	start = without_mark(start);
	if (start.length > 0 && start.text[0] == '<')
		return contains(start, "UN_OPERATIONAL_RATES") ?
		    RATE_FORM_UN_XML : RATE_FORM_UNKNOWN;
	reader.rest = start;
	if (next_line(&reader, &line)) {
		if (slice_starts_with(line, slice_of("Date,")))
			return RATE_FORM_ECB;
		if (contains(line, "units_per_pivot"))
			return RATE_FORM_OWN;
		if (rate_form_un_header(&reader, line, ','))
			return RATE_FORM_UN_CSV;
	}
	reader.rest = start;
	while (next_line(&reader, &line))
		if (rate_form_un_header(&reader, line, '\t'))
			return RATE_FORM_UN_TEXT;
	return RATE_FORM_OWN;
}

static bool
at_line(struct rate_form_reader *reader, struct error *error)
{
	return error_locate(error, NULL, reader->line);
}

/* The header of the history: Date and the currencies. */
static bool
open_history(struct rate_form_reader *reader, struct error *error)
{
	struct slice line, name;

	(void)currency_parse(&reader->pivot, slice_of("EUR"), error);
	if (!next_line(reader, &line) ||
	    !slice_is(slice_cut(&line, ','), "Date"))
		return error_set(error, FAULT_INPUT,
		    "the header does not begin with Date") ||
		    at_line(reader, error);
	while (line.length > 0) {
		name = slice_trim(slice_cut(&line, ','));
		if (name.length == 0 && line.length == 0)
			break;
		if (reader->columns == RATE_FORM_COLUMNS_MAX)
			return error_set(error, FAULT_INPUT,
			    "more than %d currencies",
			    RATE_FORM_COLUMNS_MAX) || at_line(reader, error);
		if (!currency_parse(&reader->currencies[reader->columns++],
		    name, error))
			return at_line(reader, error);
	}
	if (reader->columns == 0)
		return error_set(error, FAULT_INPUT,
		    "the header names no currency") || at_line(reader, error);
	reader->at = reader->columns;
	return true;
}

/* Begin the next day of the history. */
static bool
history_line(struct rate_form_reader *reader, struct error *error)
{
	struct slice line;

	do {
		if (!next_line(reader, &line))
			return false;
	} while (slice_trim(line).length == 0);
	if (!date_parse(&reader->date, slice_trim(slice_cut(&line, ',')),
	    error))
		return at_line(reader, error);
	reader->cell_count = 0;
	while (line.length > 0 && reader->cell_count < reader->columns)
		reader->cells[reader->cell_count++] =
		    slice_trim(slice_cut(&line, ','));
	if (reader->cell_count < reader->columns ||
	    slice_trim(line).length > 0) {
		(void)error_set(error, FAULT_INPUT, "the line has not one "
		    "cell for each of the %zu currencies", reader->columns);
		return at_line(reader, error);
	}
	reader->at = 0;
	return true;
}

static bool
next_history(struct rate_form_reader *reader, struct exchange_rate *out,
    struct error *error)
{
	struct slice cell;

	for (;;) {
		if (reader->at == reader->columns &&
		    !history_line(reader, error))
			return false;
		cell = reader->cells[reader->at++];
		if (cell.length > 0 && !slice_is(cell, "N/A"))
			break;
	}
	out->currency = reader->currencies[reader->at - 1];
	out->pivot = reader->pivot;
	out->kind = slice_of("ecb");
	out->valid_from = reader->date;
	out->source = slice_of("ECB euro foreign exchange reference rates");
	if (decimal_parse(&out->units_per_pivot, cell, error))
		return true;
	(void)error_in_field(error, currency_code(out->currency),
	    (unsigned)reader->at + 1);
	return at_line(reader, error);
}

/* Publications may begin with a title; the header is the line with all. */
static bool
open_table(struct rate_form_reader *reader, struct error *error)
{
	char separator = reader->form == RATE_FORM_UN_TEXT ? '\t' : ',';
	struct slice line;

	while (next_line(reader, &line))
		if (rate_form_un_header(reader, line, separator))
			return true;
	return error_set(error, FAULT_INPUT, "there is no header with the "
	    "code of the currency, its rate and the effective date");
}

static bool
next_table(struct rate_form_reader *reader, struct exchange_rate *out,
    struct error *error)
{
	char separator = reader->form == RATE_FORM_UN_TEXT ? '\t' : ',';
	struct slice line;

	do {
		if (!next_line(reader, &line))
			return false;
	} while (slice_trim(line).length == 0);
	return rate_form_un_row(reader, out, line, separator, error) ||
	    at_line(reader, error);
}

bool
rate_form_open(struct rate_form_reader *reader, enum rate_form form,
    struct slice bytes, struct error *error)
{
	*reader = (struct rate_form_reader){ .form = form,
		.rest = without_mark(bytes) };
	if (form == RATE_FORM_ECB)
		return open_history(reader, error);
	(void)currency_parse(&reader->pivot, slice_of("USD"), error);
	if (form == RATE_FORM_UN_XML)
		return rate_form_un_xml_open(reader, error);
	ENSURE(form == RATE_FORM_UN_CSV || form == RATE_FORM_UN_TEXT);
	return open_table(reader, error);
}

bool
rate_form_next(struct rate_form_reader *reader, struct exchange_rate *out,
    struct error *error)
{
	if (reader->form == RATE_FORM_ECB)
		return next_history(reader, out, error);
	if (reader->form == RATE_FORM_UN_XML)
		return rate_form_un_xml_next(reader, out, error) ||
		    (error->fault != FAULT_NONE && at_line(reader, error));
	return next_table(reader, out, error);
}

void
rate_form_close(struct rate_form_reader *reader)
{
	rate_form_un_xml_close(reader);
}
