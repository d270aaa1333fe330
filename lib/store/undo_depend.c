#include "store/undo_depend.h"

#include <inttypes.h>

#include "base/text.h"
#include "domain/journal.h"
#include "store/journal_span.h"
#include "store/layout.h"

/* Every query gives a run and what it did; a parameter may be unused. */
#define UNLESS_UNDONE(run) \
	" AND NOT EXISTS (SELECT 1 FROM run_undone u WHERE u.number = " run \
	")"
#define ADDED \
	"(SELECT record FROM audit WHERE run = $1 AND kind = $2 " \
	"AND action = 'add')"

static const char reversed_entries[] =
    "SELECT v.run, 'it reversed the entry ' || e.entry "
    "FROM journal_entry e JOIN journal_entry v ON v.reverses = e.number "
    "WHERE e.run = $1 ORDER BY v.number LIMIT 1 /*scan*/";

static const char posted_journal[] =
    "SELECT b.run, 'it posted the journal of the batch ' || b.batch "
    "FROM journal_batch b WHERE b.run > $1 AND b.batch = $2 "
    "AND EXISTS (SELECT 1 FROM journal_entry e WHERE e.number "
    "BETWEEN b.first_entry AND b.last_entry AND NOT EXISTS "
    "(SELECT 1 FROM journal_entry v WHERE v.reverses = e.number))";

static const char made_payments[] =
    "SELECT b.run, 'it made the payments ' || b.batch "
    "FROM payment_batch b WHERE b.run > $1 AND b.source = $2"
    UNLESS_UNDONE("b.run") " ORDER BY b.run LIMIT 1 /*scan*/";

static const char sent_files[] =
    "SELECT run, 'it sent the message ' || message FROM payment_file "
    "WHERE run > $1 AND batch = $2 ORDER BY run LIMIT 1";

static const char changed_since[] =
    "SELECT a.run, 'it changed ' || a.kind || ' ' || a.record "
    "FROM audit b JOIN audit a ON a.kind = b.kind AND a.record = b.record "
    "WHERE b.run = $1 AND b.kind = $2 "
    "AND a.run > $1 AND a.action <> 'restore'"
    UNLESS_UNDONE("a.run") " ORDER BY a.number LIMIT 1 /*scan*/";

static const char paid_to[] =
    "SELECT b.run, 'it pays ' || p.person FROM payment_batch b "
    "JOIN payment p ON p.batch = b.batch WHERE b.run > $1 AND p.person IN "
    "(SELECT person FROM register_pay_account WHERE recorded_run = $1)"
    UNLESS_UNDONE("b.run") " ORDER BY b.run, p.payment LIMIT 1 /*scan*/";

static const char paid_from[] =
    "SELECT b.run, 'it pays from ' || p.debtor_account "
    "FROM payment_batch b JOIN payment p ON p.batch = b.batch "
    "WHERE b.run > $1 AND p.debtor_account IN (SELECT debtor_account "
    "FROM register_debtor_account WHERE recorded_run = $1)"
    UNLESS_UNDONE("b.run") " ORDER BY b.run, p.payment LIMIT 1 /*scan*/";

static const char rate_days[] =
    "SELECT currency, MIN(valid_from) FROM exchange_rate WHERE run = $1 "
    "GROUP BY currency ORDER BY currency /*scan*/";

/* Lines are found by their block, which has the currency. */
static const char entries_at_rate[] =
    "SELECT e.run, 'it posted entry ' || e.entry || ' in ' || $2 "
    "FROM journal_entry e WHERE e.run > $1 AND e.date >= $3 "
    "AND e.reverses IS NULL AND NOT EXISTS (SELECT 1 FROM journal_entry v "
    "WHERE v.reverses = e.number) AND EXISTS (SELECT 1 "
    "FROM journal_line l JOIN journal_block b ON b.number = l.block "
    "WHERE " JOURNAL_OF_ENTRY
    "AND b.currency <> '" JOURNAL_FUNCTIONAL_CURRENCY "' "
    "AND (b.currency = $2 OR $2 = '" JOURNAL_FUNCTIONAL_CURRENCY "')) "
    "ORDER BY e.number LIMIT 1 /*scan*/";

static const char payments_at_rate[] =
    "SELECT b.run, 'it pays in ' || $2 FROM payment_batch b "
    "JOIN payment p ON p.batch = b.batch WHERE b.run > $1 "
    "AND p.currency = $2 AND p.execution_date >= $3"
    UNLESS_UNDONE("b.run") " ORDER BY b.run LIMIT 1 /*scan*/";

/* What a line of pay or of the journal is charged to. */
static const char *const dimensions[] = { "account", "entity", "fund",
    "fund_centre", "project", "cost_centre", "donor" };

static bool
depend_ask(struct store *store, const char *sql, int64_t run,
    struct slice second, struct slice third, struct error *error)
{
	struct statement *find;

	if (!store_prepare(&find, store, sql, error))
		return false;
	store_bind_integer(find, 1, run);
	if (second.text != NULL)
		store_bind_text(find, 2, second);
	if (third.text != NULL)
		store_bind_text(find, 3, third);
	if (store_step(find, error)) {
		struct slice why = store_text(find, 1);

		return error_set(error, FAULT_STORE, "run %" PRId64
		    " depends on run %" PRId64 ": %.*s",
		    store_integer(find, 0), run, SLICE_PRINT(why));
	}
	return error->fault == FAULT_NONE;
}

static const struct slice none;

bool
undo_depend_journal(struct store *store, int64_t run, struct error *error)
{
	return depend_ask(store, reversed_entries, run, none, none, error);
}

bool
undo_depend_pay_lines(struct store *store, int64_t run, struct slice batch,
    struct error *error)
{
	return depend_ask(store, posted_journal, run, batch, none, error) &&
	    depend_ask(store, made_payments, run, batch, none, error);
}

bool
undo_depend_payments(struct store *store, int64_t run, struct slice batch,
    struct error *error)
{
	return depend_ask(store, sent_files, run, batch, none, error);
}

static bool
depend_rate(struct store *store, int64_t run, struct slice currency,
    struct slice day, struct error *error)
{
	return depend_ask(store, entries_at_rate, run, currency, day,
	    error) && depend_ask(store, payments_at_rate, run, currency, day,
	    error);
}

bool
undo_depend_rates(struct store *store, int64_t run, struct error *error)
{
	struct statement *days;

	if (!store_prepare(&days, store, rate_days, error))
		return false;
	store_bind_integer(days, 1, run);
	while (store_step(days, error))
		if (!depend_rate(store, run, store_text(days, 0),
		    store_text(days, 1), error))
			return false;
	return error->fault == FAULT_NONE;
}

/* Does the field name a record of the register, whose key is one field? */
static bool
depend_refers(const struct field *field, const struct schema *target,
    const char *key)
{
	size_t length = strlen(target->name);

	/* Accounts of an office are in a register which may be alone. */
	if (strcmp(key, "entity") == 0 && strcmp(field->name, key) == 0)
		return true;
	return field->references != NULL &&
	    strncmp(field->references, target->name, length) == 0 &&
	    field->references[length] == '.';
}

/* Versions of other records which count and name one that was added. */
static bool
depend_field(struct store *store, int64_t run, const struct schema *schema,
    const struct field *field, struct slice kind, struct error *error)
{
	struct text sql = { 0 };

	text_add_format(&sql, "SELECT t.recorded_run, 'its %s names ' || "
	    "t.\"%s\" FROM ", schema->name, field->name);
	layout_add_table(&sql, schema);
	text_add_format(&sql, " AS t WHERE t.superseded_run IS NULL AND "
	    "t.recorded_run > $1 AND t.\"%s\" IN " ADDED
	    " ORDER BY t.recorded_run, t.\"%s\" LIMIT 1 /*scan*/",
	    field->name, field->name);
	(void)depend_ask(store, sql.bytes, run, kind, none, error);
	text_release(&sql);
	return error->fault == FAULT_NONE;
}

static bool
depend_registers(struct store *store, int64_t run,
    const struct schema *target, const char *key, struct error *error)
{
	const struct schema *const *schemas;
	size_t count;

	schemas = schema_all(&count);
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; schemas[i]->registered &&
		    j < schemas[i]->count; j++) {
			const struct field *field = &schemas[i]->fields[j];

			if ((schemas[i] == target && field->key > 0) ||
			    layout_is_number(field) ||
			    !depend_refers(field, target, key))
				continue;
			if (!depend_field(store, run, schemas[i], field,
			    slice_of(target->name), error))
				return false;
		}
	return true;
}

/* Lines of the journal and of pay which are charged to what was added. */
static bool
depend_lines(struct store *store, int64_t run, const char *dimension,
    struct error *error)
{
	struct text sql = { 0 };

	text_add_format(&sql, "SELECT b.run, 'it posted to ' || b.%s "
	    "FROM journal_block b WHERE b.%s IN " ADDED
	    " ORDER BY b.run, b.%s LIMIT 1 /*scan*/", dimension, dimension,
	    dimension);
	if (!depend_ask(store, sql.bytes, run, slice_of(dimension), none,
	    error))
		goto done;
	text_clear(&sql);
	text_add_format(&sql, "SELECT b.run, 'it stored pay of ' || l.%s "
	    "FROM pay_batch b JOIN pay_line l ON l.number BETWEEN "
	    "b.run * 4294967296 AND b.run * 4294967296 + 4294967295 "
	    "/*placed AND l.period = b.period */"
	    "WHERE b.run > $1 AND l.%s IN " ADDED UNLESS_UNDONE("b.run")
	    " ORDER BY b.run, l.number LIMIT 1 /*scan*/", dimension,
	    dimension);
	(void)depend_ask(store, sql.bytes, run, slice_of(dimension), none,
	    error);
done:
	text_release(&sql);
	return error->fault == FAULT_NONE;
}

static bool
depend_added(struct store *store, int64_t run, const struct schema *schema,
    struct error *error)
{
	int keys[SCHEMA_FIELDS_MAX];

	for (size_t i = 0; i < sizeof(dimensions) / sizeof(dimensions[0]);
	    i++)
		if (strcmp(schema->name, dimensions[i]) == 0 &&
		    !depend_lines(store, run, dimensions[i], error))
			return false;
	return layout_keys(keys, schema) != 1 || depend_registers(store, run,
	    schema, schema->fields[keys[0]].name, error);
}

bool
undo_depend_register(struct store *store, int64_t run,
    const struct schema *schema, struct error *error)
{
	if (!depend_ask(store, changed_since, run, slice_of(schema->name),
	    none, error) || !depend_added(store, run, schema, error))
		return false;
	if (strcmp(schema->name, "pay_account") == 0)
		return depend_ask(store, paid_to, run, none, none, error);
	if (strcmp(schema->name, "debtor_account") == 0)
		return depend_ask(store, paid_from, run, none, none, error);
	return true;
}
