#include "cli/registers.h"

#include "base/memory.h"
#include "base/text.h"
#include "cli/cli.h"
#include "schema/history.h"
#include "store/register.h"

enum { SECONDS_A_DAY = 24 * 60 * 60 };

const struct option cli_register_load_options[] = {
	{ "valid-from", OPTION_DATE, "DATE", "first day on which the records "
	    "hold (new ones: ever, changes: today)", false },
	{ NULL, OPTION_FLAG, NULL, NULL, false }
};

const struct option cli_register_load_state_options[] = {
	{ "valid-from", OPTION_DATE, "DATE", "first day on which the records "
	    "hold (new ones: ever, changes: today)", false },
	{ "duty", OPTION_TEXT, "CODE", "duty in which you act", false },
	{ NULL, OPTION_FLAG, NULL, NULL, false }
};

const struct option cli_register_list_options[] = {
	{ "on", OPTION_DATE, "DATE", "the records which hold on this day "
	    "(today)", false },
	{ "as-of", OPTION_DATE, "DATE", "as the store knew them at the end of "
	    "this day (now)", false },
	{ NULL, OPTION_FLAG, NULL, NULL, false }
};

const struct option cli_register_show_options[] = {
	{ "on", OPTION_DATE, "DATE", "the record which holds on this day "
	    "(today)", false },
	{ NULL, OPTION_FLAG, NULL, NULL, false }
};

static bool
registers_has(const struct cli *cli, const struct schema *schema)
{
	return schema != NULL && schema->registered &&
	    strcmp(schema->program, cli->program->name) == 0;
}

static bool
registers_unknown(const struct cli *cli, const char *name,
    struct error *error)
{
	const struct schema *const *schemas;
	struct text names = { 0 };
	size_t count;

	schemas = schema_all(&count);
	for (size_t i = 0; i < count; i++)
		if (registers_has(cli, schemas[i]))
			text_add_format(&names, "%s%s",
			    names.length > 0 ? ", " : "", schemas[i]->name);
	(void)error_set(error, FAULT_USAGE,
	    "\"%s\" is not a register of %s, which has %s", name,
	    cli->program->name, names.length > 0 ? names.bytes : "none");
	text_release(&names);
	return false;
}

bool
registers_kind(const struct schema **out, const struct cli *cli,
    struct error *error)
{
	const char *noun = strchr(cli->program->name, '-');
	const struct schema *schema;
	struct text full = { 0 };
	const char *name;

	if (cli_operand_count(cli) == 0)
		return error_set(error, FAULT_USAGE,
		    "name the kind of record");
	name = cli_operand(cli, 0);
	schema = schema_get(slice_of(name));
	if (!registers_has(cli, schema) && noun != NULL) {
		text_add_format(&full, "%s_%s", noun + 1, name);
		schema = schema_get(text_slice(&full));
		text_release(&full);
	}
	if (!registers_has(cli, schema))
		return registers_unknown(cli, name, error);
	*out = schema;
	return true;
}

bool
registers_keys(struct slice keys[SCHEMA_FIELDS_MAX], const struct cli *cli,
    const struct schema *schema, size_t first, struct error *error)
{
	int fields[SCHEMA_FIELDS_MAX];
	size_t count = register_keys(fields, schema);
	struct text names = { 0 };

	if (cli_operand_count(cli) == count + first) {
		for (size_t i = 0; i < count; i++)
			keys[i] = slice_of(cli_operand(cli, i + first));
		return true;
	}
	for (size_t i = 0; i < count; i++)
		text_add_format(&names, " %s", schema->fields[fields[i]].name);
	(void)error_set(error, FAULT_USAGE, "give the key of %s:%s",
	    schema->name, names.bytes);
	text_release(&names);
	return false;
}

static void
registers_warn_extras(struct cli *cli, const struct schema *schema,
    const struct stream *in)
{
	const struct slice *extras = stream_extras(in);

	for (size_t i = 0; i < stream_extra_count(in); i++)
		cli_warn(cli, NULL, 0, "the column \"%.*s\" is not of %s and "
		    "is not kept", SLICE_PRINT(extras[i]), schema->name);
}

struct slice
registers_duty(struct cli *cli)
{
	const struct option_value *value =
	    options_find(&cli->options, slice_of("duty"));

	return slice_of(value != NULL && value->given ? value->text : "");
}

bool
cli_register_load(struct cli *cli, struct error *error)
{
	const struct register_terms terms = {
		.valid_from = cli_has(cli, "valid-from") ?
		    cli_date(cli, "valid-from") : DATE_NONE,
		.duty = registers_duty(cli)
	};
	struct register_counts counts;
	const struct schema *schema;
	struct stream *in;
	struct run *run;

	if (!registers_kind(&schema, cli, error) ||
	    !cli_input(&in, cli, schema, 1, error))
		return false;
	registers_warn_extras(cli, schema, in);
	if (!cli_run(&run, cli, schema->name, NULL, error))
		return false;
	if (!register_load(&counts, run, schema, in, &terms, error)) {
		run_abandon(run);
		return false;
	}
	if (!cli_commit(cli, run, error))
		return false;
	cli_say(cli, "%s: %llu added, %llu amended, %llu unchanged",
	    schema->name, (unsigned long long)counts.added,
	    (unsigned long long)counts.amended,
	    (unsigned long long)counts.unchanged);
	return true;
}

/* The last run of the day of --as-of, else every run. */
static bool
registers_known(int64_t *out, const struct cli *cli, struct store *store,
    struct error *error)
{
	struct instant end;

	*out = INT64_MAX - 1;
	if (!cli_has(cli, "as-of"))
		return true;
	end.seconds = ((int64_t)cli_date(cli, "as-of").days + 1) *
	    SECONDS_A_DAY - 1;
	return run_known(out, store, end, error);
}

static struct date
registers_day(const struct cli *cli)
{
	return cli_has(cli, "on") ? cli_date(cli, "on") : cli_today(cli);
}

bool
cli_register_list(struct cli *cli, struct error *error)
{
	const struct schema *schema;
	struct register_list *list;
	struct store *store;
	struct sink *out;
	int64_t known;
	void *value;

	if (!registers_kind(&schema, cli, error) ||
	    !cli_store(&store, cli, STORE_READ, error) ||
	    !registers_known(&known, cli, store, error) ||
	    !cli_output(&out, cli, schema, NULL, error) ||
	    !register_list_open_known(&list, store, schema,
	    registers_day(cli), known, error))
		return false;
	value = memory_new(schema->size);
	while (register_list_next(list, value, error))
		if (!sink_put(out, value, error))
			break;
	register_list_close(list);
	memory_free(value);
	return error->fault == FAULT_NONE;
}

/* As the user gave it, for messages. */
static void
registers_say_absent(struct cli *cli, const struct schema *schema)
{
	struct text key = { 0 };

	for (size_t i = 1; i < cli_operand_count(cli); i++)
		text_add_format(&key, "%s%s", i > 1 ? " " : "",
		    cli_operand(cli, i));
	cli_say(cli, "%s \"%s\" is not in the register", schema->name,
	    key.bytes);
	cli_answer_no(cli);
	text_release(&key);
}

bool
cli_register_show(struct cli *cli, struct error *error)
{
	struct slice keys[SCHEMA_FIELDS_MAX];
	const struct schema *schema;
	struct store *store;
	struct sink *out;
	bool found = false;
	void *value;

	if (!registers_kind(&schema, cli, error) ||
	    !registers_keys(keys, cli, schema, 1, error) ||
	    !cli_store(&store, cli, STORE_READ, error) ||
	    !cli_output(&out, cli, schema, NULL, error))
		return false;
	value = memory_new(schema->size);
	if (register_find(&found, value, store, schema, keys,
	    registers_day(cli), error)) {
		if (found)
			(void)sink_put(out, value, error);
		else
			registers_say_absent(cli, schema);
	}
	memory_free(value);
	return error->fault == FAULT_NONE;
}

bool
cli_register_history(struct cli *cli, struct error *error)
{
	struct slice keys[SCHEMA_FIELDS_MAX];
	const struct schema *schema;
	struct store *store;
	struct sink *out;

	if (!registers_kind(&schema, cli, error) ||
	    !registers_keys(keys, cli, schema, 1, error) ||
	    !cli_store(&store, cli, STORE_READ, error) ||
	    !cli_output(&out, cli, &schema_history, NULL, error) ||
	    !register_history(store, schema, keys, out, error))
		return false;
	if (sink_records(out) == 0)
		registers_say_absent(cli, schema);
	return true;
}
