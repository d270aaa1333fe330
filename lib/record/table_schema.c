#include "record/table_schema.h"

#include "record/sink_writer.h"

/* What each of our types is called there, and what it adds to a field. */
static const struct {
	const char *type;
	const char *more;	/* properties, or "" */
	const char *pattern;	/* which every value has, or NULL */
} table_schema_types[] = {
	[FIELD_TEXT] = { "string", "", NULL },
	[FIELD_CODE] = { "string", "", "[^\\s]+" },
	[FIELD_INTEGER] = { "integer", "", NULL },
	[FIELD_DECIMAL] = { "number", "", NULL },
	[FIELD_AMOUNT] = { "number", "", NULL },
	[FIELD_DATE] = { "date", ", \"format\": \"default\"", NULL },
	[FIELD_PERIOD] = { "yearmonth", "", NULL },
	[FIELD_TIME] = { "datetime", ", \"format\": \"default\"", NULL },
	[FIELD_BOOLEAN] = { "boolean", ", \"trueValues\": [\"yes\"], "
	    "\"falseValues\": [\"no\"]", NULL },
	[FIELD_CURRENCY] = { "string", "", "[A-Z]{3}" },
	[FIELD_COUNTRY] = { "string", "", "[A-Z]{2}" }
};

static void
table_schema_string(struct text *out, const char *string)
{
	sink_json_string(out, slice_of(string));
}

/* "debit|credit" as ["debit", "credit"]. */
static void
table_schema_words(struct text *out, const char *pattern)
{
	struct slice rest = slice_of(pattern);
	const char *between = "\"enum\": [";

	while (!slice_is_empty(rest)) {
		text_add_string(out, between);
		sink_json_string(out, slice_cut(&rest, '|'));
		between = ", ";
	}
	text_add_string(out, "]");
}

static void
table_schema_constraints(struct text *out, const struct field *field)
{
	const char *pattern = field->pattern;

	if (pattern == NULL)
		pattern = table_schema_types[field->type].pattern;
	if (pattern == NULL && !field->required)
		return;
	text_add_string(out, ",\n      \"constraints\": { ");
	if (field->required)
		text_add_string(out, "\"required\": true");
	if (field->required && pattern != NULL)
		text_add_string(out, ", ");
	if (pattern != NULL && strchr(pattern, '|') != NULL &&
	    strpbrk(pattern, "\\^$.[]()?*+{}") == NULL) {
		table_schema_words(out, pattern);
	} else if (pattern != NULL) {
		text_add_string(out, "\"pattern\": ");
		table_schema_string(out, pattern);
	}
	text_add_string(out, " }");
}

static void
table_schema_field(struct text *out, const struct field *field)
{
	text_add_string(out, "    { \"name\": ");
	table_schema_string(out, field->name);
	text_add_format(out, ", \"type\": \"%s\"%s",
	    table_schema_types[field->type].type,
	    table_schema_types[field->type].more);
	if (field->unit != NULL) {
		text_add_string(out, ", \"unit\": ");
		table_schema_string(out, field->unit);
	}
	text_add_string(out, ",\n      \"description\": ");
	table_schema_string(out, field->meaning);
	table_schema_constraints(out, field);
	text_add_string(out, " }");
}

static void
table_schema_key(struct text *out, const struct schema *schema)
{
	const char *between = ",\n  \"primaryKey\": [";
	bool any = false;

	for (unsigned place = 1; place <= schema->count; place++)
		for (size_t i = 0; i < schema->count; i++) {
			if (schema->fields[i].key != place)
				continue;
			text_add_string(out, between);
			table_schema_string(out, schema->fields[i].name);
			between = ", ";
			any = true;
		}
	if (any)
		text_add_string(out, "]");
}

static void
table_schema_references(struct text *out, const struct schema *schema)
{
	const char *between = ",\n  \"foreignKeys\": [\n";
	bool any = false;

	for (size_t i = 0; i < schema->count; i++) {
		struct slice field, record;

		if (schema->fields[i].references == NULL)
			continue;
		field = slice_of(schema->fields[i].references);
		record = slice_cut(&field, '.');
		text_add_string(out, between);
		text_add_string(out, "    { \"fields\": ");
		table_schema_string(out, schema->fields[i].name);
		text_add_string(out, ", \"reference\": { \"resource\": ");
		sink_json_string(out, record);
		text_add_string(out, ", \"fields\": ");
		sink_json_string(out, field);
		text_add_string(out, " } }");
		between = ",\n";
		any = true;
	}
	if (any)
		text_add_string(out, "\n  ]");
}

void
table_schema_add(struct text *out, const struct schema *schema)
{
	text_add_string(out, "{\n  \"name\": ");
	table_schema_string(out, schema->name);
	text_add_string(out, ",\n  \"title\": ");
	table_schema_string(out, schema->title);
	text_add_string(out, ",\n  \"fields\": [\n");
	for (size_t i = 0; i < schema->count; i++) {
		table_schema_field(out, &schema->fields[i]);
		text_add_string(out, i + 1 < schema->count ? ",\n" : "\n");
	}
	text_add_string(out, "  ],\n  \"missingValues\": [\"\"]");
	table_schema_key(out, schema);
	table_schema_references(out, schema);
	text_add_string(out, "\n}\n");
}
