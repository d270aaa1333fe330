#include "store/right_row.h"

#include "store/right_sql.h"

/* Which client is a row of? */
enum row_way {
	ROW_OF_NONE,
	ROW_BY_BLOCK,
	ROW_BY_ENTITY,
	ROW_BY_CLIENT,
	ROW_BY_PAYMENT,
	ROW_BY_ACCOUNT
};

/* Of no client and a matter of all, besides the registers. */
static const char *const common[] = {
	"exchange_rate", "journal_period", "rate_series", "run_undone"
};

/* Whoever has a right to every client. */
#define EVERY_CLIENT "EXISTS (SELECT 1 FROM ops_right WHERE " \
    "name = current_user AND client = ''"

#define CLIENTS_OF(role) "(SELECT client FROM ops_right WHERE " \
    "name = current_user AND role = '" role "')"

/* What is reversed is one's own whole; half of it would count as all. */
static const char whole_entry[] = " OR reverses IS NULL OR "
    "(SELECT e.last_line - e.first_line + 1 FROM journal_entry AS e "
    "WHERE e.number = journal_entry.reverses) = "
    "(SELECT count(*) FROM journal_entry AS e JOIN journal_line AS l "
    "ON l.number BETWEEN e.first_line AND e.last_line "
    "JOIN journal_block AS b ON b.number = l.block "
    "WHERE e.number = journal_entry.reverses "
    "AND b.entity IN " CLIENTS_OF("officer") ")";

/* And so is a batch which goes to the bank. */
static const char whole_batch[] = " OR "
    "(SELECT b.payment_count FROM payment_batch AS b "
    "WHERE b.batch = payment_file.batch) = (SELECT count(*) "
    "FROM payment AS p WHERE p.batch = payment_file.batch "
    "AND p.entity IN " CLIENTS_OF("approver") ")";

static bool
row_has(const struct catalog_table *table, const char *column)
{
	for (size_t i = 0; i < table->table.column_count; i++)
		if (strcmp(table->columns[i].name, column) == 0)
			return true;
	return false;
}

/*
 * The combinations of codes which lines and totals are charged to are shared:
 * they say which codes there are and no amount.
 */
static enum row_way
row_way(const struct catalog_table *table)
{
	if (strcmp(table->table.name, "journal_block") == 0)
		return ROW_OF_NONE;
	if (row_has(table, "\"block\""))
		return ROW_BY_BLOCK;
	if (row_has(table, "\"entity\""))
		return ROW_BY_ENTITY;
	if (row_has(table, "\"client\""))
		return ROW_BY_CLIENT;
	if (row_has(table, "\"payment\""))
		return ROW_BY_PAYMENT;
	return strncmp(table->table.name, "bank_", 5) == 0 &&
	    row_has(table, "\"account\"") ? ROW_BY_ACCOUNT : ROW_OF_NONE;
}

/* The client of the row, to be followed by "IN (...)". */
static void
row_add_client(struct text *out, enum row_way way, const char *table)
{
	switch (way) {
	case ROW_BY_BLOCK:
		text_add_format(out, "(SELECT b.entity FROM journal_block "
		    "AS b WHERE b.number = %s.block)", table);
		break;
	case ROW_BY_ENTITY:
		text_add_string(out, "entity");
		break;
	case ROW_BY_CLIENT:
		text_add_string(out, "client");
		break;
	case ROW_BY_PAYMENT:
		text_add_format(out, "(SELECT p.entity FROM payment AS p "
		    "WHERE p.payment = %s.payment)", table);
		break;
	case ROW_BY_ACCOUNT:
		text_add_format(out, "EXISTS (SELECT 1 FROM "
		    "register_debtor_account AS d WHERE d.superseded_run "
		    "IS NULL AND %s.account IN (d.iban, d.account) "
		    "AND d.entity", table);
		break;
	case ROW_OF_NONE:
		text_add_string(out, "NULL");
	}
}

/*
 * A right to every client, or to that of the row; the one is asked once a
 * statement.  role limits it to some roles, or is empty.
 */
static void
row_add_right(struct text *out, enum row_way way, const char *table,
    const char *role)
{
	text_add_format(out, EVERY_CLIENT "%s) OR ", role);
	row_add_client(out, way, table);
	text_add_format(out, " IN (SELECT client FROM ops_right WHERE "
	    "name = current_user%s)%s", role,
	    way == ROW_BY_ACCOUNT ? ")" : "");
}

/* " AND role IN (...)": those who may do that to rows of the table. */
static void
row_add_roles(struct text *out, const char *table,
    bool (*may)(const char *table, struct slice role))
{
	static const char *const roles[] = { "officer", "approver" };

	text_add_string(out, " AND role IN ('administrator'");
	for (size_t i = 0; i < sizeof(roles) / sizeof(*roles); i++)
		if (may(table, slice_of(roles[i])))
			text_add_format(out, ", '%s'", roles[i]);
	text_add_character(out, ')');
}

static void
row_add_begin(struct text *out, const char *table)
{
	static const char *const names[] = { "read", "add", "change",
	    "remove" };

	text_add_format(out, "ALTER TABLE %s ENABLE ROW LEVEL SECURITY;\n",
	    table);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		text_add_format(out, "DROP POLICY IF EXISTS ops_%s ON %s;\n",
		    names[i], table);
	text_add_format(out, "CREATE POLICY ops_remove ON %s FOR DELETE "
	    "USING (" EVERY_CLIENT " AND role = 'administrator'));\n", table);
}

/* Rows of clients. */
static void
row_hold(struct text *out, const char *table, enum row_way way)
{
	struct text add = { 0 }, change = { 0 };
	const char *column = way == ROW_BY_ENTITY ? "entity" :
	    way == ROW_BY_CLIENT ? "client" : NULL;

	row_add_roles(&add, table, right_sql_may_add);
	row_add_roles(&change, table, right_sql_may_change);
	row_add_begin(out, table);
	text_add_format(out, "CREATE POLICY ops_read ON %s FOR SELECT "
	    "USING (", table);
	if (column != NULL)
		text_add_format(out, "COALESCE(%s, '') = '' OR ", column);
	row_add_right(out, way, table, "");
	text_add_format(out, ");\nCREATE POLICY ops_add ON %s FOR INSERT "
	    "WITH CHECK (", table);
	row_add_right(out, way, table, add.bytes);
	text_add_format(out, ");\nCREATE POLICY ops_change ON %s FOR UPDATE "
	    "USING (", table);
	row_add_right(out, way, table, change.bytes);
	text_add_string(out, ");\n");
	text_release(&add);
	text_release(&change);
}

/* Rows of none, which all read; unless is what opens it to who is limited. */
static void
row_hold_common(struct text *out, const char *table, const char *unless)
{
	struct text add = { 0 }, change = { 0 };

	row_add_roles(&add, table, right_sql_may_add);
	row_add_roles(&change, table, right_sql_may_change);
	row_add_begin(out, table);
	text_add_format(out, "CREATE POLICY ops_read ON %s FOR SELECT "
	    "USING (true);\nCREATE POLICY ops_add ON %s FOR INSERT WITH "
	    "CHECK (" EVERY_CLIENT "%s)%s);\nCREATE POLICY ops_change ON %s "
	    "FOR UPDATE USING (" EVERY_CLIENT "%s));\n", table, table,
	    add.bytes, unless, table, change.bytes);
	text_release(&add);
	text_release(&change);
}

void
right_row_hold_runs(struct text *out)
{
	static const char own[] = "login = session_user OR " EVERY_CLIENT
	    " AND role = 'administrator')";

	row_add_begin(out, "run");
	text_add_format(out, "CREATE POLICY ops_read ON run FOR SELECT "
	    "USING (true);\nCREATE POLICY ops_add ON run FOR INSERT WITH "
	    "CHECK (%s);\nCREATE POLICY ops_change ON run FOR UPDATE "
	    "USING (%s);\n", own, own);
}

bool
right_row_is_common(const struct catalog_table *table)
{
	const char *name = table->table.name;

	for (size_t i = 0; i < sizeof(common) / sizeof(*common); i++)
		if (strcmp(common[i], name) == 0)
			return true;
	return right_sql_is_register(name) &&
	    row_way(table) == ROW_OF_NONE;
}

/*
 * A policy does not hold new rows of a partition on another server, so that
 * a trigger does.  What it asks is bound to our tables when it is made, and
 * not to tables of the same name which a user makes.
 */
static const struct {
	const char *table;
	const char *column;
	const char *type;
	const char *client;
} far_tables[] = {
	{ "journal_line", "block", "bigint",
	    "(SELECT b.entity FROM journal_block AS b WHERE b.number = $1)" },
	{ "pay_line", "entity", "text", "$1" }
};

enum { FAR_TABLE_COUNT = sizeof(far_tables) / sizeof(*far_tables) };

void
right_row_functions(struct text *out)
{
	text_add_string(out, "CREATE OR REPLACE FUNCTION ops_refuse() "
	    "RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION "
	    "''new row violates row-level security policy for table \"%\"'', "
	    "TG_TABLE_NAME USING ERRCODE = ''42501''; END';\n");
	for (size_t i = 0; i < FAR_TABLE_COUNT; i++) {
		struct text roles = { 0 };

		row_add_roles(&roles, far_tables[i].table, right_sql_may_add);
		text_add_format(out, "CREATE OR REPLACE FUNCTION ops_may_%s("
		    "%s) RETURNS boolean LANGUAGE sql STABLE BEGIN ATOMIC "
		    "SELECT " EVERY_CLIENT "%s) OR %s IN (SELECT client "
		    "FROM ops_right WHERE name = current_user%s); END;\n",
		    far_tables[i].table, far_tables[i].type, roles.bytes,
		    far_tables[i].client, roles.bytes);
		text_release(&roles);
	}
}

static void
row_add_triggers(struct text *out)
{
	for (size_t i = 0; i < FAR_TABLE_COUNT; i++)
		text_add_format(out, "CREATE OR REPLACE TRIGGER ops_hold "
		    "BEFORE INSERT ON %s FOR EACH ROW "
		    "WHEN (row_security_active(CAST('%s' AS regclass)) "
		    "AND NOT ops_may_%s(NEW.%s)) "
		    "EXECUTE FUNCTION ops_refuse();\n", far_tables[i].table,
		    far_tables[i].table, far_tables[i].table,
		    far_tables[i].column);
}

void
right_row_hold(struct text *out, const struct catalog *catalog,
    struct slice schema, bool placed)
{
	text_add_string(out, "CREATE OR REPLACE FUNCTION ops_right_hold() "
	    "RETURNS void LANGUAGE plpgsql SECURITY DEFINER "
	    "SET search_path = ");
	right_sql_name(out, schema);
	text_add_string(out, ", pg_temp AS $hold$\nBEGIN\n");
	for (size_t i = 0; i < catalog->count; i++) {
		const char *name = catalog->tables[i]->table.name;
		enum row_way way = row_way(catalog->tables[i]);

		if (way != ROW_OF_NONE)
			row_hold(out, name, way);
		else if (strcmp(name, "journal_entry") == 0)
			row_hold_common(out, name, whole_entry);
		else if (strcmp(name, "payment_file") == 0)
			row_hold_common(out, name, whole_batch);
		else if (right_row_is_common(catalog->tables[i]))
			row_hold_common(out, name, "");
	}
	if (placed)
		row_add_triggers(out);
	text_add_string(out, "END\n$hold$;\n"
	    "REVOKE ALL ON FUNCTION ops_right_hold() FROM PUBLIC;\n");
}
