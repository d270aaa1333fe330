#include "store/verify_definition.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"
#include "store/catalog.h"
#include "store/definition.h"
#include "store/driver.h"

struct comparing {
	struct store *store;
	struct store *model;
	void (*say)(void *context, const char *line);
	void *context;
	struct text line;
	bool cut;		/* tables are partitioned */
	bool differs;
};

static void
comparing_say(struct comparing *comparing)
{
	comparing->say(comparing->context, comparing->line.bytes);
	comparing->differs = true;
}

static void
say_lacks(struct comparing *comparing, struct slice type, struct slice name)
{
	text_add_format(&comparing->line, "the %.*s %.*s is not there",
	    SLICE_PRINT(type), SLICE_PRINT(name));
	comparing_say(comparing);
}

static void
say_other(struct comparing *comparing, const struct statement *ours)
{
	text_add_format(&comparing->line, "the %.*s %.*s is none of the "
	    "store's", SLICE_PRINT(store_text(ours, 0)),
	    SLICE_PRINT(store_text(ours, 1)));
	comparing_say(comparing);
}

/* A register keeps the columns which its kind had once; they come last. */
static bool
is_old_column(struct slice table, struct slice part)
{
	return slice_starts_with(table, slice_of("register_")) &&
	    part.text[0] >= 'a' && part.text[0] <= 'z';
}

static void
compare_texts(struct comparing *comparing, const struct statement *ours,
    const struct statement *right)
{
	struct text has = { 0 }, should = { 0 };
	struct slice type = store_text(ours, 0);

	if (!definition_differs(&has, &should, slice_is(type, "table"),
	    store_text(ours, 2), store_text(right, 2)) || (should.length == 0 &&
	    is_old_column(store_text(ours, 1), text_slice(&has))))
		goto done;
	text_add_format(&comparing->line,
	    "the %.*s %.*s is defined otherwise: ",
	    SLICE_PRINT(type), SLICE_PRINT(store_text(ours, 1)));
	if (should.length == 0)
		text_add_format(&comparing->line, "\"%s\" is too much",
		    has.bytes);
	else if (has.length == 0)
		text_add_format(&comparing->line, "\"%s\" is not there",
		    should.bytes);
	else
		text_add_format(&comparing->line, "\"%s\" instead of \"%s\"",
		    has.bytes, should.bytes);
	comparing_say(comparing);
done:
	text_release(&has);
	text_release(&should);
}

/* Both come by type and name. */
static int
definition_order(const struct statement *one, const struct statement *other)
{
	int order = slice_compare(store_text(one, 0), store_text(other, 0));

	return order != 0 ? order : slice_compare(store_text(one, 1),
	    store_text(other, 1));
}

static void
compare_rows(struct comparing *comparing, struct statement *ours,
    struct statement *right, struct error *error)
{
	bool has = store_step(ours, error);
	bool should = store_step(right, error);

	while ((has || should) && !comparing->differs &&
	    error->fault == FAULT_NONE) {
		int order = !has ? 1 : !should ? -1 :
		    definition_order(ours, right);

		if (order < 0)
			say_other(comparing, ours);
		else if (order > 0)
			say_lacks(comparing, store_text(right, 0),
			    store_text(right, 1));
		else
			compare_texts(comparing, ours, right);
		if (order <= 0)
			has = store_step(ours, error);
		if (order >= 0)
			should = store_step(right, error);
	}
}

static bool
compare_by(struct comparing *comparing, const char *ours_sql,
    const char *right_sql, struct error *error)
{
	struct statement *ours = NULL, *right = NULL;

	if (store_prepare_own(&ours, comparing->store, ours_sql, error) &&
	    store_prepare_own(&right, comparing->model, right_sql, error))
		compare_rows(comparing, ours, right, error);
	store_finish(ours);
	store_finish(right);
	return error->fault == FAULT_NONE;
}

/* The keys, indexes and columns of partitions are others. */
static bool
find_cut(struct comparing *comparing, const char *objects,
    struct error *error)
{
	struct statement *first = NULL;

	if (store_prepare_own(&first, comparing->store, objects, error) &&
	    store_step(first, error))
		comparing->cut = slice_is(store_text(first, 0), "cut");
	store_finish(first);
	return error->fault == FAULT_NONE;
}

static const struct catalog_table *
catalog_find(const struct catalog *catalog, const char *name)
{
	for (size_t i = 0; i < catalog->count; i++)
		if (strcmp(catalog->tables[i]->table.name, name) == 0)
			return catalog->tables[i];
	return NULL;
}

static bool
same_column(const struct catalog_table *ours, const struct catalog_table *right,
    size_t at, bool cut)
{
	for (size_t i = 0; i < ours->table.column_count; i++)
		if (strcmp(ours->columns[i].name, right->columns[at].name) == 0)
			return ours->columns[i].kind ==
			    right->columns[at].kind &&
			    (cut || ours->keys[i] == right->keys[at]) &&
			    (cut || right->keys[at] > 0 ||
			    ours->required[i] == right->required[at]);
	return false;
}

static void
compare_table(struct comparing *comparing, const struct catalog_table *ours,
    const struct catalog_table *right)
{
	bool is_register = slice_starts_with(slice_of(right->table.name),
	    slice_of("register_"));

	if (ours == NULL) {
		say_lacks(comparing, slice_of("table"),
		    slice_of(right->table.name));
		return;
	}
	for (size_t i = 0; i < right->table.column_count; i++)
		if (!same_column(ours, right, i, comparing->cut)) {
			text_add_format(&comparing->line, "the table %s is "
			    "defined otherwise: its column %s",
			    right->table.name, right->columns[i].name);
			comparing_say(comparing);
			return;
		}
	if (!is_register && !comparing->cut &&
	    ours->table.column_count != right->table.column_count) {
		text_add_format(&comparing->line, "the table %s has columns "
		    "which are none of the store's", right->table.name);
		comparing_say(comparing);
	}
}

static bool
compare_catalogs(struct comparing *comparing, struct error *error)
{
	struct catalog ours = { 0 }, right = { 0 };

	if (catalog_read(&ours, comparing->store, error) &&
	    catalog_read(&right, comparing->model, error)) {
		for (size_t i = 0; i < right.count && !comparing->differs; i++)
			compare_table(comparing, catalog_find(&ours,
			    right.tables[i]->table.name), right.tables[i]);
		for (size_t i = 0; i < ours.count && !comparing->differs; i++)
			if (catalog_find(&right,
			    ours.tables[i]->table.name) == NULL) {
				text_add_format(&comparing->line, "the table "
				    "%s is none of the store's",
				    ours.tables[i]->table.name);
				comparing_say(comparing);
			}
	}
	catalog_release(&ours);
	catalog_release(&right);
	return error->fault == FAULT_NONE;
}

bool
verify_definition(struct store *store,
    void (*say)(void *context, const char *line), void *context,
    struct error *error)
{
	struct comparing comparing = { .store = store, .say = say,
	    .context = context };
	const struct driver *driver, *model_driver;
	void *connection;

	if (!store_open(&comparing.model, "in memory", STORE_MODEL, error))
		return false;
	driver = store_driver(&connection, store);
	model_driver = store_driver(&connection, comparing.model);
	if (driver == model_driver)
		(void)compare_by(&comparing, driver->definitions,
		    driver->definitions, error);
	else if (find_cut(&comparing, driver->objects, error) &&
	    compare_catalogs(&comparing, error) && !comparing.differs &&
	    !comparing.cut)
		(void)compare_by(&comparing, driver->objects,
		    model_driver->objects, error);
	store_close(comparing.model);
	text_release(&comparing.line);
	return error->fault == FAULT_NONE;
}
