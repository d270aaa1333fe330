#include <inttypes.h>

#include "base/table.h"
#include "base/text.h"
#include "check.h"

enum { KEYS_MAX = 50000000 };

/* The keys seen so far, and the text of the one at hand. */
struct keys {
	struct table table;
	struct text text;
};

bool
check_kind(const struct schema **out, struct cli *cli, struct error *error)
{
	if (cli_operand_count(cli) == 0)
		return error_set(error, FAULT_USAGE,
		    "which kind? \"ops-check schema\" lists them");
	*out = schema_get(slice_of(cli_operand(cli, 0)));
	if (*out == NULL)
		return error_set(error, FAULT_USAGE, "\"%s\" is not a kind "
		    "of record; \"ops-check schema\" lists them",
		    cli_operand(cli, 0));
	return true;
}

static void
warn_of_extras(struct cli *cli, const struct stream *stream,
    const struct schema *schema)
{
	struct text names = { 0 };
	size_t count = stream_extra_count(stream);

	for (size_t i = 0; i < count; i++)
		text_add_format(&names, "%s\"%.*s\"", i > 0 ? ", " : "",
		    SLICE_PRINT(stream_extras(stream)[i]));
	if (count > 0)
		cli_warn(cli, NULL, 0, "not checked, because %s has no such "
		    "column: %s", schema->name, names.bytes);
	text_release(&names);
}

/* Cells cannot hold the byte which separates them in the key. */
static bool
check_key(struct keys *keys, const struct record *record,
    struct error *error)
{
	bool added, any = false;

	text_clear(&keys->text);
	for (size_t i = 0; i < record->schema->count; i++) {
		if (record->schema->fields[i].key == 0)
			continue;
		any = true;
		text_add(&keys->text, record->fields[i]);
		text_add_character(&keys->text, '\0');
	}
	if (!any)
		return true;
	if (keys->table.count == KEYS_MAX)
		return error_set(error, FAULT_SYSTEM,
		    "more than %d keys, which are too many to compare",
		    KEYS_MAX);
	(void)table_put(&keys->table, text_slice(&keys->text), &added);
	if (added)
		return true;
	for (size_t i = 0; i < keys->text.length; i++)
		if (keys->text.bytes[i] == '\0')
			keys->text.bytes[i] =
			    i + 1 < keys->text.length ? ' ' : '"';
	return error_set_code(error, FAULT_INPUT, "primary-key",
	    "the key \"%s is there twice", keys->text.bytes);
}

/* What one run checks, and where what is right goes. */
struct validation {
	struct stream *stream;
	struct sink *out;	/* NULL without --pass */
	bool with_keys;
	struct keys keys;
};

static bool
is_valid(struct validation *validation, const struct record *record,
    struct error *error)
{
	return record_validate(record, error) && (!validation->with_keys ||
	    check_key(&validation->keys, record, error));
}

static bool
validate_records(struct validation *validation, struct error *error)
{
	struct stream *stream = validation->stream;
	struct record record;

	while (stream_next(stream, &record, error)) {
		if (!is_valid(validation, &record, error)) {
			if (!stream_reject(stream, &record, error))
				return false;
		} else if (validation->out != NULL &&
		    !sink_record(validation->out, &record, error)) {
			return false;
		}
	}
	return error->fault == FAULT_NONE;
}

bool
check_validate(struct cli *cli, struct error *error)
{
	const struct schema *schema;
	struct validation validation = {
		.with_keys = cli_flag(cli, "keys") };
	bool valid;

	if (!check_kind(&schema, cli, error) ||
	    !cli_input(&validation.stream, cli, schema, 1, error))
		return false;
	if (cli_flag(cli, "pass") && !cli_output(&validation.out, cli,
	    schema, validation.stream, error))
		return false;
	warn_of_extras(cli, validation.stream, schema);
	valid = validate_records(&validation, error);
	table_release(&validation.keys.table);
	text_release(&validation.keys.text);
	if (valid)
		cli_say(cli, "%" PRIu64 " records of %s were read",
		    stream_records(validation.stream), schema->name);
	return valid;
}
