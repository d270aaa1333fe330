#include "store/verify_register.h"

#include <inttypes.h>

#include "base/memory.h"
#include "store/cell.h"
#include "store/layout.h"

struct looking {
	struct store *store;
	const struct schema *schema;
	int64_t run;
	struct statement *row;
	void *value;
	struct text key;		/* as the audit has it */
	struct text image;
};

static bool
looking_begin(struct looking *looking, struct error *error)
{
	struct text sql = { 0 };
	bool done;

	text_add_string(&sql, "SELECT ");
	layout_add_columns(&sql, looking->schema);
	text_add_string(&sql, " FROM ");
	layout_add_table(&sql, looking->schema);
	text_add_string(&sql, " WHERE recorded_run = $1 ORDER BY valid_from "
	    "/*scan*/");
	done = store_prepare_own(&looking->row, looking->store, sql.bytes,
	    error);
	text_release(&sql);
	if (done)
		store_bind_integer(looking->row, 1, looking->run);
	return done;
}

static void
looking_key(struct looking *looking)
{
	int keys[SCHEMA_FIELDS_MAX];
	size_t count = layout_keys(keys, looking->schema);

	text_clear(&looking->key);
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			text_add_character(&looking->key, ' ');
		if (layout_is_number(&looking->schema->fields[keys[i]]))
			text_add_format(&looking->key, "%" PRId64,
			    store_integer(looking->row, keys[i]));
		else
			text_add(&looking->key,
			    store_text(looking->row, keys[i]));
	}
}

/* What is no value of its field any more is in no image. */
static bool
looking_image(struct looking *looking)
{
	struct error wrong = { 0 };

	if (!cell_set_all(looking->value, looking->schema, looking->row,
	    &wrong))
		return false;
	cell_image(&looking->image, looking->schema, looking->value);
	return true;
}

static bool
looking_find(bool *found, struct looking *looking, struct error *error)
{
	struct statement *find;
	int64_t count;

	*found = false;
	if (!looking_image(looking))
		return true;
	if (!store_prepare(&find, looking->store,
	    "SELECT count(*) FROM audit WHERE kind = $1 AND record = $2 "
	    "AND run = $3 AND (after_image = $4 OR before_image = $4)",
	    error))
		return false;
	store_bind_text(find, 1, slice_of(looking->schema->name));
	store_bind_text(find, 2, text_slice(&looking->key));
	store_bind_integer(find, 3, looking->run);
	store_bind_text(find, 4, text_slice(&looking->image));
	if (!store_get_integer(&count, find, error))
		return false;
	*found = count > 0;
	return true;
}

bool
verify_register(struct store *store, const struct schema *schema,
    int64_t run, void (*say)(void *context, const char *line),
    void *context, struct error *error)
{
	struct looking looking = { .store = store, .schema = schema,
	    .run = run, .value = memory_new(schema->size) };
	struct text line = { 0 };
	bool found;

	if (looking_begin(&looking, error))
		while (store_step(looking.row, error)) {
			looking_key(&looking);
			if (!looking_find(&found, &looking, error))
				break;
			if (found)
				continue;
			text_clear(&line);
			text_add_format(&line, "%s %s is not what the audit "
			    "of run %" PRId64 " says", schema->name,
			    looking.key.bytes, run);
			say(context, line.bytes);
		}
	store_finish(looking.row);
	text_release(&line);
	text_release(&looking.key);
	text_release(&looking.image);
	memory_free(looking.value);
	return error->fault == FAULT_NONE;
}
