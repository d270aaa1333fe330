#include "domain/rate_form_un.h"

#include <limits.h>
#include <libxml/xmlreader.h>
#include <stdio.h>

#include "base/memory.h"
#include "record/xml_memory.h"

enum {
	SHOWN_MAX = 60,
	XML_TEXT_MAX = 128	/* bytes of a code, rate or date */
};

/* Names of the columns, the most telling first. */
static const char *const code_names[] = { "f_curr_code", "currency_code",
	"currency code", "abbreviation", "code", "currency", NULL };
static const char *const value_names[] = { "units_per_usd", "rate",
	"operational rate", "operational_rate", NULL };
static const char *const day_names[] = { "effective_date", "effective date",
	"eff_date", "date", NULL };

struct field_text {
	char bytes[XML_TEXT_MAX];
	size_t length;
};

struct rate_form_xml {
	xmlTextReaderPtr reader;
	struct field_text code;
	struct field_text value;
	struct field_text day;
};

static struct slice
trim(struct slice text)
{
	while (text.length > 0 && strchr(" \t\r\n", text.text[0]) != NULL) {
		text.text++;
		text.length--;
	}
	while (text.length > 0 &&
	    strchr(" \t\r\n", text.text[text.length - 1]) != NULL)
		text.length--;
	return text;
}

/* Cut a cell off; commas inside quotes do not separate. */
static struct slice
cut_cell(struct slice *rest, char separator)
{
	struct slice cell = *rest;
	bool quoted = false;
	size_t at = 0;

	while (at < rest->length && (quoted || rest->text[at] != separator)) {
		quoted ^= rest->text[at] == '"';
		at++;
	}
	cell.length = at;
	rest->text += at;
	rest->length -= at;
	cell = trim(cell);
	if (cell.length >= 2 && cell.text[0] == '"' &&
	    cell.text[cell.length - 1] == '"')
		cell = trim(slice_from(cell.text + 1, cell.length - 2));
	return cell;
}

/*
 * The cells of a line.  Between tabs, empty ones are strays and left out, so
 * that what counts is the order of the cells which have something.
 */
static bool
split(struct rate_form_reader *reader, struct slice line, char separator)
{
	struct slice cell;

	reader->cell_count = 0;
	for (;;) {
		cell = cut_cell(&line, separator);
		if (separator != '\t' || cell.length > 0) {
			if (reader->cell_count == RATE_FORM_COLUMNS_MAX)
				return false;
			reader->cells[reader->cell_count++] = cell;
		}
		if (line.length == 0)
			return true;
		line.text++;
		line.length--;
	}
}

/* ASCII letters alike in both cases. */
static bool
is_name(struct slice cell, const char *name)
{
	if (cell.length != strlen(name))
		return false;
	for (size_t i = 0; i < cell.length; i++) {
		char c = cell.text[i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if (c != name[i])
			return false;
	}
	return true;
}

static bool
find(size_t *out, const struct rate_form_reader *reader,
    const char *const names[])
{
	for (; *names != NULL; names++)
		for (size_t i = 0; i < reader->cell_count; i++)
			if (is_name(reader->cells[i], *names)) {
				*out = i;
				return true;
			}
	return false;
}

bool
rate_form_un_header(struct rate_form_reader *reader, struct slice line,
    char separator)
{
	if (!split(reader, line, separator) ||
	    !find(&reader->code, reader, code_names) ||
	    !find(&reader->value, reader, value_names) ||
	    !find(&reader->day, reader, day_names))
		return false;
	reader->columns = reader->cell_count;
	return true;
}

/* The month whose English name begins so, or 0. */
static unsigned
month_of(struct slice name)
{
	static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";
	char lower[4] = "";

	if (name.length < 3)
		return 0;
	for (size_t i = 0; i < 3; i++)
		lower[i] = name.text[i] >= 'A' && name.text[i] <= 'Z' ?
		    (char)(name.text[i] - 'A' + 'a') : name.text[i];
	for (unsigned i = 0; i < 12; i++)
		if (memcmp(lower, months + 3 * i, 3) == 0)
			return i + 1;
	return 0;
}

/* 2026-10-01, 01 Oct 2026 or 1-Oct-2026. */
static bool
parse_day(struct date *out, struct slice text, struct error *error)
{
	struct slice rest = text, day, month;
	char separator = slice_find(text, '-') < text.length ? '-' : ' ';
	char iso[16];
	int length = (int)(text.length < SHOWN_MAX ? text.length : SHOWN_MAX);

	day = slice_cut(&rest, separator);
	month = slice_cut(&rest, separator);
	if (day.length == 4)
		return date_parse(out, text, error);
	if (day.length >= 1 && day.length <= 2 && rest.length == 4 &&
	    month_of(month) != 0) {
		(void)snprintf(iso, sizeof(iso), "%.*s-%02u-%s%.*s",
		    SLICE_PRINT(rest), month_of(month),
		    day.length == 1 ? "0" : "", SLICE_PRINT(day));
		return date_parse(out, slice_of(iso), error);
	}
	return error_set_code(error, FAULT_INPUT, "type-error",
	    "\"%.*s\" is not a date (01 Oct 2026 or 2026-10-01)", length,
	    text.text);
}

static bool
make_rate(struct exchange_rate *out, struct currency pivot,
    struct slice code, struct slice value, struct slice day,
    struct error *error)
{
	out->pivot = pivot;
	out->kind = slice_of("operational");
	out->source = slice_of("UN operational rates of exchange");
	if (!currency_parse(&out->currency, code, error))
		return error_in_field(error, "currency", 0);
	if (!decimal_parse(&out->units_per_pivot, value, error))
		return error_in_field(error, "rate", 0);
	if (!parse_day(&out->valid_from, day, error))
		return error_in_field(error, "effective date", 0);
	return true;
}

bool
rate_form_un_row(struct rate_form_reader *reader, struct exchange_rate *out,
    struct slice line, char separator, struct error *error)
{
	if (!split(reader, line, separator) ||
	    reader->cell_count != reader->columns)
		return error_set_code(error, FAULT_INPUT, "incorrect-label",
		    "the line has %zu cells and the header %zu",
		    reader->cell_count, reader->columns);
	return make_rate(out, reader->pivot, reader->cells[reader->code],
	    reader->cells[reader->value], reader->cells[reader->day], error);
}

bool
rate_form_un_xml_open(struct rate_form_reader *reader, struct error *error)
{
	xmlTextReaderPtr xml;

	if (reader->rest.length > INT_MAX)
		return error_set(error, FAULT_INPUT, "the file is too long");
	xml_memory_init();
	xml = xmlReaderForMemory(reader->rest.text, (int)reader->rest.length,
	    NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR |
	    XML_PARSE_NOWARNING);
	if (xml == NULL)
		return error_set(error, FAULT_INPUT, "the XML is not read");
	xmlResetLastError();
	reader->xml = memory_new(sizeof(*reader->xml));
	reader->xml->reader = xml;
	return true;
}

void
rate_form_un_xml_close(struct rate_form_reader *reader)
{
	if (reader->xml == NULL)
		return;
	xmlFreeTextReader(reader->xml->reader);
	memory_free(reader->xml);
	reader->xml = NULL;
}

/* The text of the element just begun; more than fits is cut, and wrong. */
static void
take_text(struct field_text *out, xmlTextReaderPtr xml)
{
	xmlChar *text = xmlTextReaderReadString(xml);
	struct slice slice;

	out->length = 0;
	if (text == NULL)
		return;
	slice = trim(slice_of((const char *)text));
	out->length = slice.length < XML_TEXT_MAX ? slice.length :
	    XML_TEXT_MAX;
	memcpy(out->bytes, slice.text, out->length);
	xmlFree(text);
}

static struct field_text *
field_of(struct rate_form_xml *xml, const char *name)
{
	if (strcmp(name, "f_curr_code") == 0)
		return &xml->code;
	if (strcmp(name, "rate") == 0)
		return &xml->value;
	return strcmp(name, "eff_date") == 0 ? &xml->day : NULL;
}

/* The reader goes on after some faults; a rate must not come of that. */
static bool
is_broken(void)
{
	const xmlError *fault = xmlGetLastError();

	return fault != NULL && fault->level == XML_ERR_FATAL;
}

static struct slice
text_of(const struct field_text *text)
{
	return slice_from(text->bytes, text->length);
}

/* What another hand wrote is not expanded: see xml_reader.h. */
static bool
is_refused(int type)
{
	return type == XML_READER_TYPE_DOCUMENT_TYPE ||
	    type == XML_READER_TYPE_ENTITY_REFERENCE;
}

/* The parser has read ahead and kept no line of it. */
static bool
refuse_type(struct rate_form_reader *reader, struct error *error)
{
	static const struct slice mark = SLICE("<!DOCTYPE");
	struct slice rest = reader->rest;
	uint64_t line = 1;

	while (rest.length > 0 && !slice_starts_with(rest, mark)) {
		line += *rest.text == '\n';
		rest = slice_from(rest.text + 1, rest.length - 1);
	}
	reader->line = line;
	return error_set(error, FAULT_INPUT,
	    "a document type or entity is refused");
}

bool
rate_form_un_xml_next(struct rate_form_reader *reader,
    struct exchange_rate *out, struct error *error)
{
	struct rate_form_xml *xml = reader->xml;
	int status;

	while ((status = xmlTextReaderRead(xml->reader)) == 1 &&
	    !is_broken()) {
		const char *name =
		    (const char *)xmlTextReaderConstLocalName(xml->reader);
		int type = xmlTextReaderNodeType(xml->reader);
		struct field_text *text = name != NULL ?
		    field_of(xml, name) : NULL;
		bool row = name != NULL &&
		    strcmp(name, "UN_OPERATIONAL_RATES") == 0;

		if (is_refused(type))
			return refuse_type(reader, error);
		if (type == XML_READER_TYPE_ELEMENT && text != NULL)
			take_text(text, xml->reader);
		if (type == XML_READER_TYPE_ELEMENT && row) {
			reader->line = (uint64_t)
			    xmlTextReaderGetParserLineNumber(xml->reader);
			xml->code.length = xml->value.length =
			    xml->day.length = 0;
		}
		if (type == XML_READER_TYPE_END_ELEMENT && row)
			return make_rate(out, reader->pivot,
			    text_of(&xml->code), text_of(&xml->value),
			    text_of(&xml->day), error);
	}
	if (status == 0 && !is_broken())
		return false;
	reader->line =
	    (uint64_t)xmlTextReaderGetParserLineNumber(xml->reader);
	return error_set(error, FAULT_INPUT, "the XML is not well-formed");
}
