#include "store/undo.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/memory.h"
#include "record/schema.h"
#include "store/journal.h"
#include "store/sealed.h"
#include "store/undo_depend.h"
#include "store/undo_register.h"
#include "store/undone.h"

struct undoing {
	struct run *run;
	struct store *store;
	int64_t number;			/* of the run which is undone */
	struct date date;
	struct undo_counts *counts;
};

/* Something which the run did; of a register all its records are one. */
struct deed {
	struct slice kind;
	struct slice action;
	struct slice record;
};

static bool
undo_changes(const struct deed *deed)
{
	return slice_is(deed->action, "add") ||
	    slice_is(deed->action, "amend");
}

static bool
undo_journal(struct undoing *undoing, struct slice batch,
    struct error *error)
{
	struct journal_counts counts;

	if (!undo_depend_journal(undoing->store, undoing->number, error) ||
	    !journal_reverse_batch(&counts, undoing->run, batch,
	    undoing->date, error))
		return false;
	undoing->counts->entries += counts.entries;
	return true;
}

/* What is withdrawn stays as it is; that its run is undone says it all. */
static bool
undo_withdraw(struct undoing *undoing, const char *kind, struct slice batch,
    struct error *error)
{
	undoing->counts->batches++;
	return run_audit(undoing->run, "withdraw", kind, batch,
	    slice_from("", 0), slice_from("", 0), error);
}

static bool
undo_pay_lines(struct undoing *undoing, struct slice batch,
    struct error *error)
{
	return undo_depend_pay_lines(undoing->store, undoing->number, batch,
	    error) && undo_withdraw(undoing, "pay_line", batch, error);
}

static bool
undo_payments(struct undoing *undoing, struct slice batch,
    struct error *error)
{
	return undo_depend_payments(undoing->store, undoing->number, batch,
	    error) && undo_withdraw(undoing, "payment", batch, error);
}

static bool
undo_rates(struct undoing *undoing, struct slice batch, struct error *error)
{
	return undo_depend_rates(undoing->store, undoing->number, error) &&
	    undo_withdraw(undoing, "exchange_rate", batch, error);
}

static const struct {
	const char *kind;
	const char *action;
	bool (*undo)(struct undoing *undoing, struct slice batch,
	    struct error *error);
} topics[] = {
	{ "journal", "post", undo_journal },
	{ "pay_line", "post", undo_pay_lines },
	{ "payment", "store", undo_payments },
	{ "exchange_rate", "load", undo_rates }
};

/* What a run says of itself, or of what it read, needs no undoing. */
static bool
undo_is_aside(struct slice kind, struct slice action)
{
	return slice_is(action, "seal") || slice_is(kind, "input") ||
	    (slice_is(kind, "run") && slice_is(action, "commit"));
}

static bool
undo_register(struct undoing *undoing, const struct schema *schema,
    struct error *error)
{
	return undo_depend_register(undoing->store, undoing->number, schema,
	    error) && undo_register_restore(&undoing->counts->records,
	    undoing->run, undoing->number, schema, error);
}

static bool
undo_deed(struct undoing *undoing, const struct deed *deed,
    struct error *error)
{
	const struct schema *schema = schema_get(deed->kind);

	if (schema != NULL && schema->registered && undo_changes(deed))
		return undo_register(undoing, schema, error);
	for (size_t i = 0; i < sizeof(topics) / sizeof(topics[0]); i++)
		if (slice_is(deed->kind, topics[i].kind) &&
		    slice_is(deed->action, topics[i].action))
			return topics[i].undo(undoing, deed->record, error);
	return error_set(error, FAULT_STORE, "run %" PRId64 " did \"%.*s\" "
	    "to %.*s \"%.*s\", which cannot be undone", undoing->number,
	    SLICE_PRINT(deed->action), SLICE_PRINT(deed->kind),
	    SLICE_PRINT(deed->record));
}

/*
 * The deeds are read first, since undoing adds to the audit.  Records of one
 * kind and of one action come once: a run has at most one batch of a kind.
 */
static const char deeds[] = "SELECT kind, action, MIN(record) "
    "FROM audit WHERE run = $1 GROUP BY kind, action "
    "ORDER BY MIN(number) /*scan*/";

static bool
undo_read_deeds(struct deed **out, size_t *count, struct arena *arena,
    const struct undoing *undoing, struct error *error)
{
	struct statement *statement;
	size_t capacity = 0;

	if (!store_prepare(&statement, undoing->store, deeds, error))
		return false;
	store_bind_integer(statement, 1, undoing->number);
	while (store_step(statement, error)) {
		struct deed deed = {
			arena_copy(arena, store_text(statement, 0)),
			arena_copy(arena, store_text(statement, 1)),
			arena_copy(arena, store_text(statement, 2))
		};

		if (undo_is_aside(deed.kind, deed.action))
			continue;
		*out = memory_grow(*out, &capacity, *count, sizeof(**out));
		(*out)[(*count)++] = deed;
	}
	return error->fault == FAULT_NONE;
}

/* What was added and what was amended is undone at once. */
static bool
undo_is_repeated(const struct deed *list, size_t at)
{
	for (size_t i = 0; i < at && undo_changes(&list[at]); i++)
		if (undo_changes(&list[i]) &&
		    slice_equal(list[i].kind, list[at].kind))
			return true;
	return false;
}

static bool
undo_deeds(struct undoing *undoing, struct error *error)
{
	struct arena arena = { 0 };
	struct deed *list = NULL;
	size_t count = 0;

	if (undo_read_deeds(&list, &count, &arena, undoing, error) &&
	    count == 0)
		(void)error_set(error, FAULT_STORE, "run %" PRId64
		    " changed nothing that could be undone",
		    undoing->number);
	for (size_t i = 0; i < count && error->fault == FAULT_NONE; i++)
		if (!undo_is_repeated(list, i))
			(void)undo_deed(undoing, &list[i], error);
	memory_free(list);
	arena_release(&arena);
	return error->fault == FAULT_NONE;
}

/* Note that the run is undone, in the table and in the audit. */
static bool
undo_note(const struct undoing *undoing, struct error *error)
{
	struct statement *insert;
	char number[24], after[48];

	if (!store_prepare(&insert, undoing->store, "INSERT INTO run_undone "
	    "(number, run) VALUES ($1, $2)", error))
		return false;
	store_bind_integer(insert, 1, undoing->number);
	store_bind_integer(insert, 2, run_number(undoing->run));
	(void)snprintf(number, sizeof(number), "%" PRId64, undoing->number);
	(void)snprintf(after, sizeof(after), "{\"undone_by\":%" PRId64 "}",
	    run_number(undoing->run));
	run_seal(undoing->run, &sealed_run_undone);
	return store_run(insert, error) && run_audit(undoing->run, "undo",
	    "run", slice_of(number), slice_from("", 0), slice_of(after),
	    error);
}

static bool
undo_is_there(const struct undoing *undoing, struct error *error)
{
	struct statement *find;
	bool there;

	if (!store_prepare(&find, undoing->store,
	    "SELECT 1 FROM run WHERE number = $1", error))
		return false;
	store_bind_integer(find, 1, undoing->number);
	there = store_step(find, error) &&
	    undoing->number < run_number(undoing->run);
	return error->fault == FAULT_NONE && (there ||
	    error_set(error, FAULT_STORE, "there is no run %" PRId64,
	    undoing->number));
}

bool
undo_run(struct undo_counts *out, struct run *run, int64_t number,
    struct date date, struct error *error)
{
	struct undoing undoing = { .run = run, .store = run_store(run),
	    .number = number, .date = date, .counts = out };

	*out = (struct undo_counts){ 0 };
	if (!undo_is_there(&undoing, error) ||
	    !undone_by(&out->by, undoing.store, number, error))
		return false;
	return out->by != 0 || (undo_deeds(&undoing, error) &&
	    undo_note(&undoing, error));
}
