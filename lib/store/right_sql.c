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

static const char administrator[] = "administrator";

static const char registers[] = "register_";

static bool
right_is_of(const char *const names[], size_t count, const char *table)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(names[i], table) == 0)
			return true;
	return false;
}

static bool
right_is_register(const char *table)
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

static void
right_add(struct text *out, const char *privilege, const char *table,
    struct slice user)
{
	text_add_format(out, "GRANT %s ON %s TO ", privilege, table);
	right_sql_name(out, user);
	text_add_string(out, ";\n");
}

void
right_sql_none(struct text *out, const struct catalog *catalog,
    struct slice user)
{
	for (size_t i = 0; i < catalog->count; i++) {
		text_add_format(out, "REVOKE ALL ON %s FROM ",
		    catalog->tables[i]->table.name);
		right_sql_name(out, user);
		text_add_string(out, ";\n");
	}
	text_add_string(out, "REVOKE ALL ON ops_store, ops_right FROM ");
	right_sql_name(out, user);
	text_add_string(out, ";\n");
}

/* Who sees one client only must not read of others in the audit. */
static void
right_add_audit(struct text *out, const struct catalog_table *table,
    struct slice user)
{
	struct text columns = { 0 };

	for (size_t i = 0; i < table->table.column_count; i++)
		if (strstr(table->columns[i].name, "_image") == NULL)
			text_add_format(&columns, "%s%s",
			    columns.length > 0 ? ", " : "SELECT (",
			    table->columns[i].name);
	text_add_character(&columns, ')');
	right_add(out, columns.bytes, table->table.name, user);
	text_release(&columns);
}

/* All that can be done to rows; the tables stay their owner's. */
static void
right_add_all(struct text *out, const struct catalog *catalog,
    struct slice user)
{
	for (size_t i = 0; i < catalog->count; i++)
		right_add(out, "SELECT, INSERT, UPDATE, DELETE",
		    catalog->tables[i]->table.name, user);
	right_add(out, "SELECT, UPDATE", "ops_store", user);
	right_add(out, "SELECT", "ops_right", user);
}

static bool
right_may_add(const char *table, struct slice role)
{
	bool approval = right_is_of(approvals,
	    sizeof(approvals) / sizeof(*approvals), table);
	bool chain = right_is_of(chains, sizeof(chains) / sizeof(*chains),
	    table);

	if (slice_is(role, "auditor"))
		return false;
	return chain || approval == slice_is(role, "approver");
}

void
right_sql_role(struct text *out, const struct catalog *catalog,
    struct slice user, struct slice role, bool limited)
{
	if (slice_is(role, administrator)) {
		right_add_all(out, catalog, user);
		return;
	}
	right_add(out, "SELECT", "ops_store, ops_right", user);
	if (!slice_is(role, "auditor"))
		right_add(out, "UPDATE (writes)", "ops_store", user);
	for (size_t i = 0; i < catalog->count; i++) {
		const struct catalog_table *table = catalog->tables[i];
		const char *name = table->table.name;

		if (limited && strcmp(name, "audit") == 0)
			right_add_audit(out, table, user);
		else
			right_add(out, "SELECT", name, user);
		if (right_may_add(name, role))
			right_add(out, "INSERT", name, user);
		if (right_is_register(name) && slice_is(role, "officer"))
			right_add(out, "UPDATE (superseded_run)", name, user);
	}
	for (size_t i = 0; i < sizeof(changes) / sizeof(*changes); i++)
		if (slice_is(role, changes[i].role)) {
			text_add_format(out, "GRANT UPDATE %s ON %s TO ",
			    changes[i].columns, changes[i].table);
			right_sql_name(out, user);
			text_add_string(out, ";\n");
		}
}

/*
 * A right to a row: to all clients, or to that of the row.  Neither part
 * refers to the row, so both are asked once a statement.
 */
static void
right_add_condition(struct text *out, const char *client, const char *role)
{
	text_add_format(out, "(EXISTS (SELECT 1 FROM ops_right "
	    "WHERE name = current_user AND client = ''%s) OR %s IN (SELECT "
	    "client FROM ops_right WHERE name = current_user%s))", role,
	    client, role);
}

static void
right_add_policies(struct text *out, const char *table, const char *client,
    const char *shared)
{
	static const char writes[] = " AND role <> 'auditor'";

	text_add_format(out, "ALTER TABLE %s ENABLE ROW LEVEL SECURITY;\n"
	    "DROP POLICY IF EXISTS ops_read ON %s;\n"
	    "DROP POLICY IF EXISTS ops_add ON %s;\n"
	    "DROP POLICY IF EXISTS ops_change ON %s;\n"
	    "DROP POLICY IF EXISTS ops_remove ON %s;\n"
	    "CREATE POLICY ops_read ON %s FOR SELECT USING (%s", table,
	    table, table, table, table, table, shared);
	right_add_condition(out, client, "");
	text_add_format(out, ");\nCREATE POLICY ops_add ON %s FOR INSERT "
	    "WITH CHECK (", table);
	right_add_condition(out, client, writes);
	text_add_format(out, ");\nCREATE POLICY ops_change ON %s FOR UPDATE "
	    "USING (", table);
	right_add_condition(out, client, writes);
	text_add_format(out, ");\nCREATE POLICY ops_remove ON %s FOR DELETE "
	    "USING (", table);
	right_add_condition(out, client, " AND role = 'administrator'");
	text_add_string(out, ");\n");
}

static bool
right_has(const struct catalog_table *table, const char *column)
{
	for (size_t i = 0; i < table->table.column_count; i++)
		if (strcmp(table->columns[i].name, column) == 0)
			return true;
	return false;
}

/* What the bank says of a payment is of the client who pays. */
static void
right_add_payment(struct text *out, const char *table)
{
	struct text client = { 0 };

	text_add_format(&client, "(SELECT p.entity FROM payment AS p "
	    "WHERE p.payment = %s.payment)", table);
	right_add_policies(out, table, client.bytes, "");
	text_release(&client);
}

/*
 * The combinations of codes which lines and totals are charged to are shared:
 * they say which codes there are and no amount.
 */
void
right_sql_policies(struct text *out, const struct catalog *catalog)
{
	for (size_t i = 0; i < catalog->count; i++) {
		const char *name = catalog->tables[i]->table.name;

		if (strcmp(name, "journal_block") == 0)
			continue;
		if (right_has(catalog->tables[i], "\"block\""))
			right_add_policies(out, name,
			    "(SELECT b.entity FROM journal_block AS b "
			    "WHERE b.number = block)", "");
		else if (right_has(catalog->tables[i], "\"entity\""))
			right_add_policies(out, name, "entity",
			    "entity IS NULL OR entity = '' OR ");
		else if (right_has(catalog->tables[i], "\"payment\""))
			right_add_payment(out, name);
	}
}
