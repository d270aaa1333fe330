/* The verbs of registers whose records have states. */
#include "cli/cli.h"
#include "cli/registers.h"
#include "domain/lifecycle.h"
#include "store/register.h"
#include "store/register_step.h"

enum { STEPS_KEY_AT = 2 };	/* operands before the key: kind and event */

const struct option cli_register_step_options[] = {
	{ "duty", OPTION_TEXT, "CODE", "duty in which you act", false },
	{ NULL, OPTION_FLAG, NULL, NULL, false }
};

static bool
steps_kind(const struct schema **out, const struct cli *cli,
    struct error *error)
{
	if (!registers_kind(out, cli, error))
		return false;
	if ((*out)->lifecycle != NULL)
		return true;
	return error_set(error, FAULT_USAGE,
	    "%s has no lifecycle: its records have no states", (*out)->name);
}

/* One record: what is wrong with it is the refusal of the store. */
static bool
steps_one(const struct cli *cli, const struct schema *schema,
    struct register_step *step, struct error *error)
{
	struct slice keys[SCHEMA_FIELDS_MAX];

	if (!registers_keys(keys, cli, schema, STEPS_KEY_AT, error))
		return false;
	if (register_step_put(step, keys, error))
		return true;
	if (error->fault == FAULT_INPUT && error->code != NULL) {
		error->fault = FAULT_STORE;
		error->field[0] = '\0';
	}
	return false;
}

/*
 * The same kind with only its key: other columns are not looked at.  The
 * stream which reads it is closed after the verb.
 */
static const struct schema *
steps_key_schema(struct cli *cli, const struct schema *schema)
{
	struct schema *key = arena_new(&cli->arena, sizeof(*key));
	int keys[SCHEMA_FIELDS_MAX];
	struct field *fields;

	*key = *schema;
	key->count = register_keys(keys, schema);
	key->zeros = 0;
	fields = arena_new(&cli->arena, key->count * sizeof(*fields));
	for (size_t i = 0; i < key->count; i++)
		fields[i] = schema->fields[keys[i]];
	key->fields = fields;
	return key;
}

static bool
steps_stream(struct cli *cli, const struct schema *schema,
    struct register_step *step, struct error *error)
{
	struct record record;
	struct stream *in;

	if (!cli_input(&in, cli, steps_key_schema(cli, schema), STEPS_KEY_AT,
	    error))
		return false;
	while (stream_next(in, &record, error))
		if ((!record_validate(&record, error) ||
		    !register_step_put(step, record.fields, error)) &&
		    !stream_reject(in, &record, error))
			break;
	return error->fault == FAULT_NONE;
}

static void
steps_say(const struct cli *cli, const struct schema *schema,
    const char *event, struct register_step_counts counts)
{
	if (counts.been == 0)
		cli_say(cli, "%s: %s: %llu done", schema->name, event,
		    (unsigned long long)counts.stepped);
	else
		cli_say(cli, "%s: %s: %llu done, %llu done before",
		    schema->name, event, (unsigned long long)counts.stepped,
		    (unsigned long long)counts.been);
}

bool
cli_register_step(struct cli *cli, struct error *error)
{
	struct register_step_counts counts = { 0, 0 };
	struct register_step *step = NULL;
	const struct schema *schema;
	struct run *run;
	const char *event;

	if (!steps_kind(&schema, cli, error))
		return false;
	if (cli_operand_count(cli) < STEPS_KEY_AT)
		return error_set(error, FAULT_USAGE, "name the event");
	event = cli_operand(cli, 1);
	if (!cli_run(&run, cli, schema->name, NULL, error))
		return false;
	if (register_step_open(&step, run, schema, event,
	    registers_duty(cli), error)) {
		if (cli_operand_count(cli) > STEPS_KEY_AT ?
		    steps_one(cli, schema, step, error) :
		    steps_stream(cli, schema, step, error))
			(void)register_step_end(&counts, step, error);
		register_step_close(step);
	}
	if (error->fault != FAULT_NONE) {
		run_abandon(run);
		return false;
	}
	if (!cli_commit(cli, run, error))
		return false;
	steps_say(cli, schema, event, counts);
	return true;
}

/* Also a kind of the program which is kept otherwise than as a register. */
static bool
steps_any_kind(const struct schema **out, const struct cli *cli,
    struct error *error)
{
	const struct schema *schema = cli_operand_count(cli) > 0 ?
	    schema_get(slice_of(cli_operand(cli, 0))) : NULL;

	if (schema == NULL || schema->lifecycle == NULL ||
	    strcmp(schema->program, cli->program->name) != 0)
		return steps_kind(out, cli, error);
	*out = schema;
	return true;
}

static const char *const clocks[] = {
	[LIFECYCLE_RUN] = "run", [LIFECYCLE_PAUSE] = "pause",
	[LIFECYCLE_STOP] = "stop"
};

bool
cli_register_lifecycle(struct cli *cli, struct error *error)
{
	struct lifecycle *lifecycle;
	const struct schema *schema;
	struct sink *out;

	if (!steps_any_kind(&schema, cli, error) ||
	    !cli_output(&out, cli, &schema_lifecycle_row, NULL, error) ||
	    !lifecycle_get(&lifecycle, schema->lifecycle, schema, error))
		return false;
	for (size_t i = 0; i < lifecycle->count; i++) {
		const struct lifecycle_transition *row = &lifecycle->rows[i];
		const struct lifecycle_row value = { row->from, row->event,
		    row->to, row->duty, row->condition,
		    slice_of(clocks[row->clock]) };

		if (!lifecycle_row_put(out, &value, error))
			break;
	}
	lifecycle_free(lifecycle);
	return error->fault == FAULT_NONE;
}
