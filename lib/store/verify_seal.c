#include "store/verify_seal.h"

#include <inttypes.h>

#include "store/seal_register.h"
#include "store/sealed.h"
#include "store/verify_register.h"

/* A table, its rows and its seals, both by run, side by side. */
struct verifying {
	struct store *store;
	const struct seal_table *table;
	const struct schema *schema;	/* of a register, or NULL */
	void (*say)(void *context, const char *line);
	void *context;
	struct statement *rows;
	struct statement *seals;
	bool has_row;			/* is there one more? */
	bool has_seal;
	int64_t row_count;
	struct text found;
	struct text line;
};

bool
verify_seal_name(struct text *out, struct store *store, const char *kind,
    int64_t run, struct error *error)
{
	struct statement *find;

	if (!store_prepare(&find, store,
	    "SELECT batch FROM run WHERE number = $1 AND batch IS NOT NULL",
	    error))
		return false;
	store_bind_integer(find, 1, run);
	text_clear(out);
	text_add_format(out, "%s of ", kind);
	if (store_step(find, error))
		text_add_format(out, "batch %.*s",
		    SLICE_PRINT(store_text(find, 0)));
	else
		text_add_format(out, "run %" PRId64, run);
	return error->fault == FAULT_NONE;
}

static bool
verify_say(struct verifying *verifying, int64_t run, const char *what,
    struct slice difference, struct error *error)
{
	if (!verify_seal_name(&verifying->line, verifying->store,
	    verifying->table->kind, run, error))
		return false;
	text_add_string(&verifying->line, what);
	text_add(&verifying->line, difference);
	verifying->say(verifying->context, verifying->line.bytes);
	return true;
}

/* The seal of all rows of the run which stands next, or of none. */
static bool
verify_make(struct verifying *verifying, int64_t run, struct error *error)
{
	struct seal seal;

	seal_init(&seal);
	while (verifying->has_row &&
	    seal_table_run(verifying->rows) == run) {
		seal_table_add(&seal, verifying->table, verifying->rows);
		verifying->has_row = store_step(verifying->rows, error);
	}
	verifying->row_count += seal.rows;
	seal_image(&verifying->found, &seal);
	seal_release(&seal);
	return error->fault == FAULT_NONE;
}

/* Of the rows and the seal of the lower run. */
static bool
verify_run(struct verifying *verifying, struct error *error)
{
	int64_t row = verifying->has_row ?
	    seal_table_run(verifying->rows) : INT64_MAX;
	int64_t sealed = verifying->has_seal ?
	    store_integer(verifying->seals, 0) : INT64_MAX;
	struct text difference = { 0 };
	bool done = true;

	if (!verify_make(verifying, row < sealed ? row : sealed, error))
		return false;
	if (row < sealed)
		return verify_say(verifying, row, " was never sealed",
		    slice_from("", 0), error);
	seal_difference(&difference, store_text(verifying->seals, 1),
	    text_slice(&verifying->found));
	if (difference.length > 0)
		done = verify_say(verifying, sealed,
		    " is not what was sealed: ", text_slice(&difference),
		    error);
	if (done && difference.length > 0 && verifying->schema != NULL)
		done = verify_register(verifying->store, verifying->schema,
		    sealed, verifying->say, verifying->context, error);
	text_release(&difference);
	verifying->has_seal = store_step(verifying->seals, error);
	return done && error->fault == FAULT_NONE;
}

/* Rows which the runs do not lead to. */
static bool
verify_strays(struct verifying *verifying, struct error *error)
{
	const char *name = verifying->table->table.name;
	struct statement *count;
	int64_t rows;

	if (name == NULL)
		return true;
	text_clear(&verifying->line);
	text_add_format(&verifying->line, "SELECT count(*) FROM %s /*scan*/",
	    name);
	if (!store_prepare(&count, verifying->store, verifying->line.bytes,
	    error) || !store_get_integer(&rows, count, error))
		return false;
	if (rows == verifying->row_count)
		return true;
	text_clear(&verifying->line);
	text_add_format(&verifying->line, "%s has rows which belong to no "
	    "run: %" PRId64, name, rows - verifying->row_count);
	verifying->say(verifying->context, verifying->line.bytes);
	return true;
}

static bool
verify_begin(struct verifying *verifying, struct error *error)
{
	if (!seal_table_rows(&verifying->rows, verifying->store,
	    verifying->table, 0, error) ||
	    !store_prepare_own(&verifying->seals, verifying->store,
	    "SELECT run, after_image FROM audit WHERE kind = $1 AND "
	    "action = 'seal' ORDER BY run, number /*scan*/", error))
		return false;
	store_bind_text(verifying->seals, 1,
	    slice_of(verifying->table->kind));
	verifying->has_row = store_step(verifying->rows, error);
	verifying->has_seal = error->fault == FAULT_NONE &&
	    store_step(verifying->seals, error);
	return error->fault == FAULT_NONE;
}

static bool
verify_table(const struct verifying *about, const struct seal_table *table,
    const struct schema *schema, struct error *error)
{
	struct verifying verifying = *about;
	bool done;

	verifying.table = table;
	verifying.schema = schema;
	done = verify_begin(&verifying, error);
	while (done && (verifying.has_row || verifying.has_seal))
		done = verify_run(&verifying, error);
	store_finish(verifying.rows);
	store_finish(verifying.seals);
	done = done && verify_strays(&verifying, error);
	text_release(&verifying.found);
	text_release(&verifying.line);
	return done;
}

static bool
verify_versions(const struct verifying *about, const struct schema *schema,
    struct error *error)
{
	struct seal_register seals;
	bool done;

	seal_register_init(&seals, schema);
	done = verify_table(about, &seals.recorded, schema, error) &&
	    verify_table(about, &seals.superseded, NULL, error);
	seal_register_release(&seals);
	return done;
}

bool
verify_seal(struct store *store,
    void (*say)(void *context, const char *line), void *context,
    struct error *error)
{
	const struct verifying about = { .store = store, .say = say,
	    .context = context };
	const struct schema *const *schemas;
	size_t count;

	for (const struct seal_table *const *at = sealed_tables; *at != NULL;
	    at++)
		if (!verify_table(&about, *at, NULL, error))
			return false;
	schemas = schema_all(&count);
	for (size_t i = 0; i < count; i++)
		if (schemas[i]->registered && !verify_versions(&about,
		    schemas[i], error))
			return false;
	return true;
}
