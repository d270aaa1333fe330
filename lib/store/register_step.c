#include "store/register_step.h"

#include "base/arena.h"
#include "base/assert.h"
#include "base/memory.h"
#include "base/table.h"
#include "store/register.h"
#include "store/register_state.h"
#include "store/register_write.h"
#include "store/seal_register.h"

struct register_step {
	struct register_write write;
	struct register_state state;
	char *event;
	struct arena texts;		/* of the record in hand */
	struct table seen;
	struct register_step_counts counts;
};

bool
register_step_open(struct register_step **out, struct run *run,
    const struct schema *schema, const char *event, struct slice duty,
    struct error *error)
{
	struct register_step *step = memory_new(sizeof(*step));

	ENSURE(schema->lifecycle != NULL);
	step->event = memory_copy_string(event);
	register_write_init(&step->write, run, schema, DATE_NONE);
	if (!register_state_init(&step->state, schema, duty, error)) {
		register_step_close(step);
		return false;
	}
	*out = step;
	return true;
}

bool
register_step_end(struct register_step_counts *out,
    struct register_step *step, struct error *error)
{
	*out = step->counts;
	return seal_register_store(step->write.run, step->write.schema, true,
	    error);
}

void
register_step_close(struct register_step *step)
{
	if (step == NULL)
		return;
	register_write_release(&step->write);
	register_state_release(&step->state);
	table_release(&step->seen);
	arena_release(&step->texts);
	memory_free(step->event);
	memory_free(step);
}

/* "KIND "KEY": why not", with what the fault was before. */
static bool
step_refuse(const struct register_step *step, struct slice key,
    struct error *error)
{
	const char *code = error->code;
	char message[ERROR_MESSAGE_MAX];

	memcpy(message, error->message, sizeof(message));
	error_record(error, error->fault, "%s \"%.*s\": %s",
	    step->write.schema->name, SLICE_PRINT(key), message);
	error->code = code;
	return false;
}

static void
step_add_key(struct text *out, const struct slice keys[], size_t count)
{
	text_clear(out);
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			text_add_character(out, ' ');
		text_add(out, keys[i]);
	}
}

/* The texts of a row are gone with it, and the value outlives the row. */
static void
step_keep_texts(struct register_step *step)
{
	const struct schema *schema = step->write.schema;

	arena_reset(&step->texts);
	for (size_t i = 0; i < schema->count; i++) {
		struct slice *text = (void *)((char *)step->write.value +
		    schema->fields[i].offset);

		if (schema->fields[i].type == FIELD_TEXT ||
		    schema->fields[i].type == FIELD_CODE ||
		    schema->fields[i].type == FIELD_COUNTRY)
			*text = arena_copy(&step->texts, *text);
	}
}

/* A later version would still have the state from which it was made. */
static bool
step_check_later(struct register_step *step, struct error *error)
{
	struct date later;
	char text[DATE_TEXT_MAX];

	if (!register_write_next(&later, &step->write, step->write.day,
	    error))
		return false;
	if (date_is_none(later))
		return true;
	(void)date_format(text, later);
	return error_set_code(error, FAULT_INPUT, "constraint-error",
	    "it has a version from %s on, which the step would not reach",
	    text);
}

static bool
step_write(struct register_step *step, struct error *error)
{
	struct statement *found;
	bool been;

	if (!register_state_step(&been, &step->state, slice_of(step->event),
	    step->write.value, error))
		return false;
	if (been) {
		step->counts.been++;
		return true;
	}
	if (!step_check_later(step, error) ||
	    !register_write_find(&found, &step->write, error))
		return false;
	ENSURE(found != NULL);
	step->counts.stepped++;
	return register_write_amend(&step->write, found, step->event, error);
}

bool
register_step_put(struct register_step *step, const struct slice keys[],
    struct error *error)
{
	struct register_write *write = &step->write;
	bool found = false, added;

	step_add_key(&write->key, keys, write->key_count);
	(void)table_put(&step->seen, text_slice(&write->key), &added);
	if (!added)
		(void)error_set_code(error, FAULT_INPUT, "primary-key",
		    "it comes twice");
	else if (register_find(&found, write->value, run_store(write->run),
	    write->schema, keys, write->day, error) && !found)
		(void)error_set_code(error, FAULT_INPUT, "foreign-key",
		    "it is not in the register");
	if (found) {
		step_keep_texts(step);
		(void)step_write(step, error);
	}
	if (error->code == NULL)
		return error->fault == FAULT_NONE;
	step_add_key(&write->key, keys, write->key_count);
	return step_refuse(step, text_slice(&write->key), error);
}
