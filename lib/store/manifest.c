#include "store/manifest.h"

#include "base/text.h"
#include "record/schema.h"
#include "schema/manifest.h"
#include "store/json.h"

static const char run_row[] = "SELECT time, actor, program, version, verb, "
    "arguments, topic, batch, digest, login, (SELECT MIN(number) FROM audit WHERE "
    "run = $1 /*scan*/), (SELECT MAX(number) FROM audit WHERE run = $1 "
    "/*scan*/) FROM run WHERE number = $1 /*scan*/";

static const char run_changes[] = "SELECT kind, action, count(*) FROM audit "
    "WHERE number BETWEEN $1 AND $2 AND run = $3 "
    "GROUP BY kind, action ORDER BY MIN(number)";

static const char run_notes[] = "SELECT record, after_image FROM audit "
    "WHERE number BETWEEN $1 AND $2 AND run = $3 AND kind = $4 "
    "AND action = $5 ORDER BY number";

struct manifest_run {
	struct store *store;
	struct sink *out;
	int64_t number;
	int64_t first;			/* its audit records */
	int64_t last;
};

static bool
manifest_line(const struct manifest_run *run, const char *part,
    struct slice item, struct slice name, struct slice value,
    struct error *error)
{
	const struct manifest line = { .part = slice_of(part), .item = item,
	    .name = name, .value = value };

	return manifest_put(run->out, &line, error);
}

static bool
manifest_number(const struct manifest_run *run, const char *part,
    struct slice item, struct slice name, int64_t number,
    struct error *error)
{
	char text[24];
	int length = snprintf(text, sizeof(text), "%lld", (long long)number);

	return manifest_line(run, part, item, name,
	    slice_from(text, (size_t)length), error);
}

static bool
manifest_row(struct manifest_run *run, struct error *error)
{
	static const char *const names[] = { "time", "actor", "program",
	    "version", "verb", "arguments", "topic", "batch", "content",
	    "login" };
	const struct slice none = { "", 0 };
	struct statement *row;

	if (!store_prepare(&row, run->store, run_row, error))
		return false;
	store_bind_integer(row, 1, run->number);
	if (!store_step(row, error))
		return error->fault != FAULT_NONE ? false :
		    error_set(error, FAULT_STORE, "there is no run %lld",
		    (long long)run->number);
	if (!manifest_number(run, "run", none, slice_of("number"),
	    run->number, error))
		return false;
	for (int i = 0; i < 10; i++)
		if (!manifest_line(run, "run", none, slice_of(names[i]),
		    store_text(row, i), error))
			return false;
	run->first = store_integer(row, 10);
	run->last = store_integer(row, 11);
	return store_run(row, error) &&
	    manifest_number(run, "run", none, slice_of("first audit record"),
	    run->first, error) &&
	    manifest_number(run, "run", none, slice_of("last audit record"),
	    run->last, error);
}

/* The members of what was noted, one line each. */
static bool
manifest_members(const struct manifest_run *run, const char *part,
    struct slice item, struct slice image, struct error *error)
{
	struct text value = { 0 };
	struct slice name;

	while (json_next(&image, &name, &value))
		if (!manifest_line(run, part, item, name, text_slice(&value),
		    error))
			break;
	text_release(&value);
	return error->fault == FAULT_NONE;
}

static bool
manifest_notes(const struct manifest_run *run, const char *part,
    struct slice kind, struct slice action, struct error *error)
{
	struct statement *notes;
	struct text item = { 0 };

	if (!store_prepare(&notes, run->store, run_notes, error))
		return false;
	store_bind_integer(notes, 1, run->first);
	store_bind_integer(notes, 2, run->last);
	store_bind_integer(notes, 3, run->number);
	store_bind_text(notes, 4, kind);
	store_bind_text(notes, 5, action);
	while (store_step(notes, error)) {
		text_clear(&item);
		if (strcmp(part, "input") != 0)
			text_add(&item, kind);
		/* A seal is of the run, whose number is known. */
		if (item.length > 0 && !slice_is(action, "seal"))
			text_add_character(&item, ' ');
		if (!slice_is(action, "seal"))
			text_add(&item, store_text(notes, 0));
		if (!manifest_members(run, part, text_slice(&item),
		    store_text(notes, 1), error))
			break;
	}
	text_release(&item);
	return error->fault == FAULT_NONE;
}

/* Records of registers are counted; what else was done is told. */
static bool
manifest_is_told(struct slice kind, int64_t count)
{
	const struct schema *schema = schema_get(kind);

	return count <= MANIFEST_LISTED_MAX &&
	    (schema == NULL || !schema->registered);
}

static bool
manifest_change(const struct manifest_run *run, struct slice kind,
    struct slice action, int64_t count, struct error *error)
{
	bool input = slice_is(kind, "input");
	bool seal = slice_is(action, "seal");

	if (slice_is(kind, "run") && slice_is(action, "commit"))
		return true;
	return (input || seal || manifest_number(run, "change", kind, action, count,
	    error)) && (!manifest_is_told(kind, count) ||
	    manifest_notes(run, input ? "input" : "result", kind, action,
	    error));
}

bool
manifest_put_run(struct store *store, int64_t number, struct sink *out,
    struct error *error)
{
	struct manifest_run run = { .store = store, .out = out,
	    .number = number };
	struct statement *changes;
	struct text kind = { 0 }, action = { 0 };

	if (!manifest_row(&run, error) ||
	    !store_prepare(&changes, store, run_changes, error))
		return false;
	store_bind_integer(changes, 1, run.first);
	store_bind_integer(changes, 2, run.last);
	store_bind_integer(changes, 3, number);
	while (store_step(changes, error)) {
		text_clear(&kind);
		text_clear(&action);
		text_add(&kind, store_text(changes, 0));
		text_add(&action, store_text(changes, 1));
		if (!manifest_change(&run, text_slice(&kind),
		    text_slice(&action), store_integer(changes, 2), error))
			break;
	}
	text_release(&kind);
	text_release(&action);
	return error->fault == FAULT_NONE;
}
