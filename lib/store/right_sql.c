#include "store/right_sql.h"

/* Only an approver adds to these. */
static const char *const approvals[] = { "journal_period", "payment_file" };

/* These every run writes. */
static const char *const chains[] = { "run", "audit" };

/* What changes in rows which are there, by whom. */
static const struct {
	const char *table;
	const char *columns;
	const char *role;
} changes[] = {
	{ "run", "(batch, digest)", "officer" },
	{ "run", "(batch, digest)", "approver" },
	{ "payment", "(state)", "officer" },
	{ "payment", "(state)", "approver" },
	{ "request_now", "(state, event)", "officer" },
	{ "journal_period", "", "approver" }
};

enum { CHANGE_COUNT = sizeof(changes) / sizeof(*changes) };

static const char administrator[] = "administrator";
static const char registers[] = "register_";

/* Besides the tables of the catalogue; the programs need no other. */
static const char lists[] = "ops_store, ops_right";

static bool
right_is_of(const char *const names[], size_t count, const char *table)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(names[i], table) == 0)
			return true;
	return false;
}

bool
right_sql_is_register(const char *table)
{
	return slice_starts_with(slice_of(table), slice_of(registers)) &&
	    strcmp(table, "register_table") != 0 &&
	    strcmp(table, "register_column") != 0;
}

void
right_sql_name(struct text *out, struct slice name)
{
	text_add_character(out, '"');
	for (size_t i = 0; i < name.length; i++) {
		if (name.text[i] == '"')
			text_add_character(out, '"');
		text_add_character(out, name.text[i]);
	}
	text_add_character(out, '"');
}

bool
right_sql_may_add(const char *table, struct slice role)
{
	bool approval = right_is_of(approvals,
	    sizeof(approvals) / sizeof(*approvals), table);
	bool chain = right_is_of(chains, sizeof(chains) / sizeof(*chains),
	    table);

	if (slice_is(role, administrator))
		return true;
	if (slice_is(role, "auditor"))
		return false;
	return chain || approval == slice_is(role, "approver");
}

bool
right_sql_may_change(const char *table, struct slice role)
{
	if (slice_is(role, administrator))
		return true;
	for (size_t i = 0; i < CHANGE_COUNT; i++)
		if (strcmp(changes[i].table, table) == 0 &&
		    slice_is(role, changes[i].role))
			return true;
	return right_sql_is_register(table) && slice_is(role, "officer");
}

/* One statement of the function; the user stands for %I in it. */
static void
right_add(struct text *out, const char *what, const char *on,
    const char *ending)
{
	text_add_format(out, "\tEXECUTE format('%s ON %s %s %%I', who);\n",
	    what, on, ending);
}

static void
right_give(struct text *out, const char *privilege, const char *on)
{
	struct text what = { 0 };

	text_add_format(&what, "GRANT %s", privilege);
	right_add(out, what.bytes, on, "TO");
	text_release(&what);
}

static void
right_add_list(struct text *list, const char *table)
{
	text_add_format(list, "%s%s", list->length > 0 ? ", " : "", table);
}

/* All that can be done to rows; the tables stay their owner's. */
static void
right_add_all(struct text *out, const char *tables)
{
	right_give(out, "SELECT, INSERT, UPDATE, DELETE", tables);
	right_give(out, "SELECT, UPDATE", "ops_store");
	right_give(out, "SELECT, INSERT, DELETE", "ops_right");
	right_give(out, "EXECUTE", "FUNCTION ops_right_settle(VARCHAR)");
	right_give(out, "EXECUTE", "FUNCTION ops_right_hold()");
}

/* Who sees one client only must not read of others in the audit. */
static void
right_add_audit(struct text *out, const struct catalog_table *table)
{
	struct text columns = { 0 };

	for (size_t i = 0; i < table->table.column_count; i++)
		if (strstr(table->columns[i].name, "_image") == NULL)
			text_add_format(&columns, "%s%s",
			    columns.length > 0 ? ", " : "SELECT (",
			    table->columns[i].name);
	text_add_character(&columns, ')');
	right_give(out, columns.bytes, table->table.name);
	text_release(&columns);
}

static void
right_add_read(struct text *out, const struct catalog *catalog)
{
	struct text tables = { 0 };

	right_give(out, "SELECT", lists);
	for (size_t i = 0; i < catalog->count; i++)
		if (strcmp(catalog->tables[i]->table.name, "audit") != 0)
			right_add_list(&tables,
			    catalog->tables[i]->table.name);
	right_give(out, "SELECT", tables.bytes);
	text_release(&tables);
	for (size_t i = 0; i < catalog->count; i++) {
		if (strcmp(catalog->tables[i]->table.name, "audit") != 0)
			continue;
		text_add_string(out, "\tIF given.client = '' THEN\n\t");
		right_give(out, "SELECT", "audit");
		text_add_string(out, "\tELSE\n\t");
		right_add_audit(out, catalog->tables[i]);
		text_add_string(out, "\tEND IF;\n");
	}
}

static void
right_add_write(struct text *out, const struct catalog *catalog,
    struct slice role)
{
	struct text added = { 0 }, superseded = { 0 };

	for (size_t i = 0; i < catalog->count; i++) {
		const char *name = catalog->tables[i]->table.name;

		if (right_sql_may_add(name, role))
			right_add_list(&added, name);
		if (right_sql_is_register(name) && slice_is(role, "officer"))
			right_add_list(&superseded, name);
	}
	right_give(out, "UPDATE (writes)", "ops_store");
	if (added.length > 0)
		right_give(out, "INSERT", added.bytes);
	if (superseded.length > 0)
		right_give(out, "UPDATE (superseded_run)", superseded.bytes);
	for (size_t i = 0; i < CHANGE_COUNT; i++) {
		struct text what = { 0 };

		text_add_format(&what, "UPDATE %s", changes[i].columns);
		if (slice_is(role, changes[i].role))
			right_give(out, what.bytes, changes[i].table);
		text_release(&what);
	}
	text_release(&added);
	text_release(&superseded);
}

static void
right_add_role(struct text *out, const struct catalog *catalog,
    const char *tables, const char *role)
{
	text_add_format(out, "\tIF given.role = '%s' THEN\n", role);
	if (strcmp(role, administrator) == 0)
		right_add_all(out, tables);
	else {
		right_add_read(out, catalog);
		if (strcmp(role, "auditor") != 0)
			right_add_write(out, catalog, slice_of(role));
	}
	text_add_string(out, "\tEND IF;\n");
}

static void
right_add_none(struct text *out, const char *tables)
{
	right_add(out, "REVOKE ALL", tables, "FROM");
	right_add(out, "REVOKE ALL", lists, "FROM");
	right_add(out, "REVOKE ALL", "FUNCTION ops_right_settle(VARCHAR)",
	    "FROM");
	right_add(out, "REVOKE ALL", "FUNCTION ops_right_hold()", "FROM");
}

void
right_sql_settle(struct text *out, const struct catalog *catalog,
    struct slice schema)
{
	static const char *const roles[] = { "auditor", "officer", "approver",
	    administrator };
	struct text tables = { 0 };

	for (size_t i = 0; i < catalog->count; i++)
		right_add_list(&tables, catalog->tables[i]->table.name);
	text_add_string(out, "CREATE OR REPLACE FUNCTION ops_right_settle("
	    "who VARCHAR) RETURNS void LANGUAGE plpgsql SECURITY DEFINER "
	    "SET search_path = ");
	right_sql_name(out, schema);
	text_add_string(out, ", pg_temp AS $settle$\nDECLARE\n"
	    "\tgiven RECORD;\nBEGIN\n\tIF who = current_user THEN\n"
	    "\tRAISE EXCEPTION '\"%\" owns the store and has no need of a "
	    "right', who;\n\tEND IF;\n");
	right_add_none(out, tables.bytes);
	text_add_string(out, "\tEXECUTE format('GRANT USAGE ON SCHEMA %I TO "
	    "%I', current_schema(), who);\n"
	    "\tFOR given IN SELECT role, MIN(client) AS client FROM "
	    "ops_right WHERE name = who GROUP BY role LOOP\n");
	for (size_t i = 0; i < sizeof(roles) / sizeof(*roles); i++)
		right_add_role(out, catalog, tables.bytes, roles[i]);
	text_add_string(out, "\tEND LOOP;\nEND\n$settle$;\n"
	    "REVOKE ALL ON FUNCTION ops_right_settle(VARCHAR) FROM PUBLIC;\n");
	text_release(&tables);
}
