#include "store/right_act.h"

#include "store/right_row.h"
#include "store/right_sql.h"

/* Which table a verb adds to first of all; a NULL is that of the register. */
static const struct right_verb {
	const char *program;
	const char *verb;
	const char *table;
} verbs[] = {
	{ "ops-fx", "load", "exchange_rate" },
	{ "ops-ledger", "post", "journal_line" },
	{ "ops-ledger", "reverse", "journal_entry" },
	{ "ops-ledger", "period open", "journal_period" },
	{ "ops-ledger", "period close", "journal_period" },
	{ "ops-ledger", "period lock", "journal_period" },
	{ "ops-pay", "batch", "payment" },
	{ "ops-pay", "file", "payment_file" },
	{ "ops-pay", "match", "bank_match" },
	{ "ops-pay", "statement", "bank_line" },
	{ "ops-pay", "status", "payment_status" },
	{ "ops-payroll", "post", "pay_line" },
	{ "ops-store", "grant", "ops_right" },
	{ "ops-store", "revoke", "ops_right" },
	{ "ops-store", "undo", "run_undone" },
	/* Of every program which keeps registers, after those above. */
	{ "", "load", NULL },
	{ "", "step", NULL }
};

static bool
act_is_verb(const struct right_verb *verb, const struct slice words[],
    size_t count, size_t *used)
{
	struct slice rest = slice_of(verb->verb);

	if (verb->program[0] != '\0' && !slice_is(words[0], verb->program))
		return false;
	for (*used = 1; !slice_is_empty(rest); ++*used)
		if (*used == count ||
		    !slice_equal(slice_cut(&rest, ' '), words[*used]))
			return false;
	return *used + (verb->table == NULL) == count;
}

static bool
act_find_verb(struct right_act *act, const struct slice words[],
    size_t count)
{
	for (size_t i = 0; i < sizeof(verbs) / sizeof(*verbs); i++) {
		size_t used;

		if (!act_is_verb(&verbs[i], words, count, &used))
			continue;
		act->program = words[0];
		act->verb = slice_of(verbs[i].verb);
		if (verbs[i].table != NULL)
			text_add_string(&act->table, verbs[i].table);
		else {
			text_add_string(&act->table, "register_");
			text_add(&act->table, words[used]);
		}
		return true;
	}
	return false;
}

/* A table by its name, or a register by that of its kind. */
static const struct catalog_table *
act_find_table(const struct catalog *catalog, struct slice name)
{
	for (size_t i = 0; i < catalog->count; i++) {
		const char *table = catalog->tables[i]->table.name;

		if (slice_is(name, table) || (right_sql_is_register(table) &&
		    slice_is(name, strchr(table, '_') + 1)))
			return catalog->tables[i];
	}
	return NULL;
}

static bool
act_unknown(const struct slice words[], size_t count, struct error *error)
{
	struct text named = { 0 };

	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			text_add_character(&named, ' ');
		text_add(&named, words[i]);
	}
	(void)error_set(error, FAULT_USAGE, "\"%.80s\" is neither a verb "
	    "which writes to the store, such as ops-ledger post or "
	    "ops-ledger load fund, nor a table of it, nor read",
	    named.bytes != NULL ? named.bytes : "");
	text_release(&named);
	return false;
}

static bool
act_find(struct right_act *act, struct store *store,
    const struct slice words[], size_t count, struct error *error)
{
	const struct catalog_table *table;
	struct catalog catalog;

	if (!act_find_verb(act, words, count)) {
		if (count != 1)
			return act_unknown(words, count, error);
		text_add(&act->table, words[0]);
	}
	act->rights = slice_is(text_slice(&act->table), "ops_right");
	if (act->rights)
		return true;
	if (catalog_read(&catalog, store, error)) {
		table = act_find_table(&catalog, text_slice(&act->table));
		if (table == NULL)
			(void)act_unknown(words, count, error);
		else {
			text_clear(&act->table);
			text_add_string(&act->table, table->table.name);
			act->common = right_row_is_common(table);
		}
	}
	catalog_release(&catalog);
	return error->fault == FAULT_NONE;
}

bool
right_act_find(struct right_act *out, struct store *store,
    const struct slice words[], size_t count, struct error *error)
{
	*out = (struct right_act){ 0 };
	return (count == 1 && slice_is(words[0], "read")) ||
	    act_find(out, store, words, count, error);
}

void
right_act_release(struct right_act *act)
{
	text_release(&act->table);
}

bool
right_act_allows(const struct right_act *act, const struct right_span *span,
    struct slice client)
{
	bool every = slice_is_empty(span->client);

	if (act->rights)
		return slice_is(span->role, "administrator");
	if (!every && (act->common || (!slice_is_empty(client) &&
	    !slice_equal(span->client, client))))
		return false;
	return act->table.length == 0 ||
	    right_sql_may_add(act->table.bytes, span->role);
}
