#include "base/output.h"
#include "check.h"
#include "record/table_schema.h"
#include "schema/kind.h"
#include "schema/kind_field.h"

static struct slice
text_or_none(const char *text)
{
	return slice_of(text != NULL ? text : "");
}

static bool
list_kinds(struct cli *cli, struct error *error)
{
	size_t count;
	const struct schema *const *all = schema_all(&count);
	struct sink *out;

	if (!cli_output(&out, cli, &schema_kind, NULL, error))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct kind kind = {
			.name = slice_of(all[i]->name),
			.title = slice_of(all[i]->title),
			.program = slice_of(all[i]->program),
			.registered = all[i]->registered,
			.dated = all[i]->dated,
			.fields = (int64_t)all[i]->count
		};

		if (!kind_put(out, &kind, error))
			return false;
	}
	return true;
}

static bool
list_fields(struct cli *cli, const struct schema *schema,
    struct error *error)
{
	struct sink *out;

	if (!cli_output(&out, cli, &schema_kind_field, NULL, error))
		return false;
	for (size_t i = 0; i < schema->count; i++) {
		const struct field *field = &schema->fields[i];
		struct kind_field row = {
			.field = slice_of(field->name),
			.type = slice_of(field_type_name(field->type)),
			.unit = text_or_none(field->unit),
			.required = field->required,
			.key = field->key,
			.pattern = text_or_none(field->pattern),
			.references = text_or_none(field->references),
			.meaning = slice_of(field->meaning)
		};

		if (!kind_field_put(out, &row, error))
			return false;
	}
	return true;
}

static bool
write_table_schema(struct cli *cli, const struct schema *schema,
    struct error *error)
{
	struct output *out;
	struct text text = { 0 };

	if (!cli_bytes(&out, cli, error))
		return false;
	table_schema_add(&text, schema);
	output_write(out, text_slice(&text));
	text_release(&text);
	return true;
}

bool
check_schema(struct cli *cli, struct error *error)
{
	const char *to = cli_text(cli, "to");
	bool for_others = to != NULL && strcmp(to, "table-schema") == 0;
	const struct schema *schema;

	if (cli_operand_count(cli) > 1)
		return error_set(error, FAULT_USAGE, "one kind at a time");
	if (cli_operand_count(cli) == 0 && !for_others)
		return list_kinds(cli, error);
	if (!check_kind(&schema, cli, error))
		return false;
	return for_others ? write_table_schema(cli, schema, error) :
	    list_fields(cli, schema, error);
}
