#include "store/register.h"

#include "base/memory.h"
#include "schema/history.h"
#include "store/cell.h"
#include "store/layout.h"
#include "store/register_sql.h"

size_t
register_keys(int keys[SCHEMA_FIELDS_MAX], const struct schema *schema)
{
	return layout_keys(keys, schema);
}

void
register_key(struct text *out, const struct schema *schema,
    const void *value)
{
	int keys[SCHEMA_FIELDS_MAX];
	size_t count = layout_keys(keys, schema);

	text_clear(out);
	for (size_t i = 0; i < count; i++) {
		struct cell cell;

		if (i > 0)
			text_add_character(out, ' ');
		cell_get(&cell, schema, (size_t)keys[i], value);
		cell_add(out, &cell);
	}
}

struct register_list {
	const struct schema *schema;
	struct statement *statement;
};

static bool
register_open(struct register_list **out, struct store *store,
    const struct schema *schema,
    void (*sql)(struct text *out, const struct schema *schema),
    struct error *error)
{
	struct statement *statement;
	struct text text = { 0 };
	bool done;

	sql(&text, schema);
	done = store_prepare_own(&statement, store, text.bytes, error);
	text_release(&text);
	if (!done)
		return false;
	*out = memory_new(sizeof(**out));
	**out = (struct register_list){ schema, statement };
	return true;
}

bool
register_list_open_known(struct register_list **out, struct store *store,
    const struct schema *schema, struct date on, int64_t known_run,
    struct error *error)
{
	if (!register_open(out, store, schema, register_sql_list, error))
		return false;
	store_bind_date((*out)->statement, 1, on);
	store_bind_integer((*out)->statement, 2, known_run);
	return true;
}

bool
register_list_open(struct register_list **out, struct store *store,
    const struct schema *schema, struct date on, struct error *error)
{
	return register_list_open_known(out, store, schema, on,
	    INT64_MAX - 1, error);
}

bool
register_versions_open(struct register_list **out, struct store *store,
    const struct schema *schema, int64_t known_run, struct error *error)
{
	if (!register_open(out, store, schema, register_sql_versions, error))
		return false;
	store_bind_integer((*out)->statement, 1, known_run);
	return true;
}

bool
register_list_next(struct register_list *list, void *out,
    struct error *error)
{
	return store_step(list->statement, error) &&
	    cell_set_all(out, list->schema, list->statement, error);
}

bool
register_list_validity(struct date *from, struct date *until,
    const struct register_list *list, struct error *error)
{
	int at = (int)list->schema->count;

	*from = store_date(list->statement, at, error);
	*until = store_date(list->statement, at + 1, error);
	return error->fault == FAULT_NONE;
}

void
register_list_close(struct register_list *list)
{
	if (list == NULL)
		return;
	store_finish(list->statement);
	memory_free(list);
}

/* A key field which is kept as a number is looked up as one. */
static bool
register_bind_keys(struct statement *statement, const struct schema *schema,
    const struct slice keys[], struct error *error)
{
	int fields[SCHEMA_FIELDS_MAX];
	size_t count = layout_keys(fields, schema);

	for (size_t i = 0; i < count; i++) {
		const struct field *field = &schema->fields[fields[i]];
		struct decimal number;

		if (!layout_is_number(field)) {
			store_bind_text(statement, (int)i + 1, keys[i]);
			continue;
		}
		if (!decimal_parse(&number, keys[i], error))
			return error_in_field(error, field->name, 0);
		store_bind_integer(statement, (int)i + 1,
		    (int64_t)(number.units / DECIMAL_ONE));
	}
	return true;
}

bool
register_find(bool *found, void *out, struct store *store,
    const struct schema *schema, const struct slice keys[], struct date on,
    struct error *error)
{
	int fields[SCHEMA_FIELDS_MAX];
	int count = (int)layout_keys(fields, schema);
	struct statement *statement;
	struct text text = { 0 };
	bool done;

	register_sql_find(&text, schema);
	done = store_prepare(&statement, store, text.bytes, error);
	text_release(&text);
	if (!done || !register_bind_keys(statement, schema, keys, error))
		return false;
	store_bind_date(statement, count + 1, on);
	store_bind_integer(statement, count + 2, INT64_MAX - 1);
	*found = store_step(statement, error);
	if (!*found)
		return error->fault == FAULT_NONE;
	return cell_set_all(out, schema, statement, error);
}

static bool
register_put_version(struct sink *out, const struct schema *schema,
    const struct statement *statement, void *value, struct text *image,
    struct error *error)
{
	int at = (int)schema->count;
	struct history history = {
		.valid_from = store_date(statement, at, error),
		.valid_to = store_date(statement, at + 1, error),
		.run = store_integer(statement, at + 2),
		.superseded_run = store_integer(statement, at + 3),
		.actor = store_text(statement, at + 5)
	};

	if (date_compare(history.valid_from, REGISTER_EVER) == 0)
		history.valid_from = DATE_NONE;
	if (error->fault != FAULT_NONE || !instant_parse(&history.time,
	    store_text(statement, at + 4), error) ||
	    !cell_set_all(value, schema, statement, error))
		return false;
	cell_image(image, schema, value);
	history.value = text_slice(image);
	return history_put(out, &history, error);
}

bool
register_history(struct store *store, const struct schema *schema,
    const struct slice keys[], struct sink *out, struct error *error)
{
	void *value = memory_new(schema->size);
	struct statement *statement;
	struct text text = { 0 };
	struct text image = { 0 };

	register_sql_history(&text, schema);
	if (store_prepare(&statement, store, text.bytes, error) &&
	    register_bind_keys(statement, schema, keys, error))
		while (store_step(statement, error))
			if (!register_put_version(out, schema, statement,
			    value, &image, error))
				break;
	text_release(&text);
	text_release(&image);
	memory_free(value);
	return error->fault == FAULT_NONE;
}
