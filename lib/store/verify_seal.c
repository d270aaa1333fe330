#include "store/verify_seal.h"

#include <inttypes.h>

#include "store/seal_register.h"
#include "store/sealed.h"
#include "store/verify_journal.h"
#include "store/verify_register.h"

/* A table, its rows and its seals, both by run, side by side. */
struct verifying {
	struct store *store;
	const struct seal_table *table;
	const struct schema *schema;	/* of a register, or NULL */
	void (*say)(void *context, const char *line);
	void *context;
	struct statement *rows;		/* NULL: those of the journal */
	struct verify_journal *journal;
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

static bool
verify_step(struct verifying *verifying, struct error *error)
{
	verifying->has_row = verifying->rows == NULL ?
	    verify_journal_next(verifying->journal, error) :
	    store_step(verifying->rows, error);
	return error->fault == FAULT_NONE;
}

/* Which run wrote the row it is on? */
static int64_t
verify_row_run(const struct verifying *verifying)
{
	return verifying->rows == NULL ?
	    verify_journal_run(verifying->journal) :
	    seal_table_run(verifying->rows);
}

/* The seal of all rows of the run which stands next, or of none. */
static bool
verify_make(struct verifying *verifying, int64_t run, struct error *error)
{
	struct seal seal;

	seal_init(&seal);
	while (verifying->has_row && verify_row_run(verifying) == run) {
		if (verifying->rows == NULL)
			verify_journal_seal(&seal, verifying->journal);
		else
			seal_table_add(&seal, verifying->table,
			    verifying->rows);
		(void)verify_step(verifying, error);
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
	    verify_row_run(verifying) : INT64_MAX;
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

static void
verify_say_strays(struct verifying *verifying, int64_t rows)
{
	if (rows == 0)
		return;
	text_clear(&verifying->line);
	text_add_format(&verifying->line, "%s has rows which belong to no "
	    "run: %" PRId64, verifying->table->table.name, rows);
	verifying->say(verifying->context, verifying->line.bytes);
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
	verify_say_strays(verifying, rows - verifying->row_count);
	return true;
}

static bool
verify_begin(struct verifying *verifying, struct error *error)
{
	if (!store_prepare_own(&verifying->seals, verifying->store,
	    "SELECT run, after_image FROM audit WHERE kind = $1 AND "
	    "action = 'seal' ORDER BY run, number /*scan*/ /*parts*/", error))
		return false;
	store_bind_text(verifying->seals, 1,
	    slice_of(verifying->table->kind));
	if (!verify_step(verifying, error))
		return false;
	verifying->has_seal = store_step(verifying->seals, error);
	return error->fault == FAULT_NONE;
}

/* All rows, and all seals. */
static bool
verify_runs(struct verifying *verifying, struct error *error)
{
	bool done = verify_begin(verifying, error);

	while (done && (verifying->has_row || verifying->has_seal))
		done = verify_run(verifying, error);
	store_finish(verifying->seals);
	return done;
}

static void
verify_release(struct verifying *verifying)
{
	text_release(&verifying->found);
	text_release(&verifying->line);
}

static bool
verify_table(const struct verifying *about, const struct seal_table *table,
    const struct schema *schema, struct error *error)
{
	struct verifying verifying = *about;
	bool done;

	verifying.table = table;
	verifying.schema = schema;
	done = seal_table_rows(&verifying.rows, verifying.store, table, 0,
	    error) && verify_runs(&verifying, error);
	store_finish(verifying.rows);
	done = done && verify_strays(&verifying, error);
	verify_release(&verifying);
	return done;
}

/* The lines, with what else must be true of them. */
static bool
verify_lines(const struct verifying *about, struct error *error)
{
	struct verifying verifying = *about;
	bool done;

	verifying.table = &sealed_journal_line;
	done = verify_journal_open(&verifying.journal, verifying.store,
	    verifying.say, verifying.context, error) &&
	    verify_runs(&verifying, error);
	if (done)
		verify_say_strays(&verifying,
		    verify_journal_strays(verifying.journal));
	verify_journal_close(verifying.journal);
	verify_release(&verifying);
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
		if (!(*at == &sealed_journal_line ?
		    verify_lines(&about, error) :
		    verify_table(&about, *at, NULL, error)))
			return false;
	schemas = schema_all(&count);
	for (size_t i = 0; i < count; i++)
		if (schemas[i]->registered && !verify_versions(&about,
		    schemas[i], error))
			return false;
	return true;
}
