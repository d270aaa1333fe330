#include "store/transaction.h"

#include "base/memory.h"
#include "store/register.h"

static const struct {
	const char *kind;
	const char *parts;
	size_t count;
	const char *sql;
} kinds[] = {
	{ "payment", "payment", 1,
	    "SELECT 1 FROM payment WHERE payment = $1" },
	{ "payment_batch", "batch", 1,
	    "SELECT 1 FROM payment_batch WHERE batch = $1" },
	{ "journal_entry", "entry", 1,
	    "SELECT 1 FROM journal_entry WHERE entry = $1" },
	{ "pay_batch", "batch", 1,
	    "SELECT 1 FROM pay_batch WHERE batch = $1" },
	{ "pay_line", "batch person element", 3,
	    "SELECT 1 FROM pay_batch b JOIN pay_line l ON l.number BETWEEN "
	    "b.run * 4294967296 AND b.run * 4294967296 + 4294967295 "
	    "WHERE b.batch = $1 AND l.person = $2 AND l.element = $3" },
	{ "bank_line", "account statement sequence", 3,
	    "SELECT 1 FROM bank_line WHERE account = $1 AND statement = $2 "
	    "AND CAST(sequence AS TEXT) = $3" },
	{ "request", "request", 1,
	    "SELECT 1 FROM request_now WHERE request = $1" }
};

static size_t
key_split(struct slice parts[TRANSACTION_PARTS_MAX], struct slice key)
{
	size_t count = 0;

	while (!slice_is_empty(key) && count < TRANSACTION_PARTS_MAX)
		parts[count++] = slice_cut(&key, ' ');
	return slice_is_empty(key) ? count : TRANSACTION_PARTS_MAX + 1;
}

static bool
key_refuse(struct slice kind, struct slice key, const char *parts,
    struct error *error)
{
	return error_set_code(error, FAULT_INPUT, "constraint-error",
	    "\"%.*s\" is no key of %.*s, which is: %s", SLICE_PRINT(key),
	    SLICE_PRINT(kind), parts);
}

static bool
find_record(bool *found, struct store *store, const struct schema *schema,
    const struct slice parts[], struct date on, struct error *error)
{
	void *value = memory_new(schema->size);
	bool done = register_find(found, value, store, schema, parts, on,
	    error);

	memory_free(value);
	return done;
}

static bool
find_in_register(bool *found, struct store *store, struct slice kind,
    struct slice key, struct date on, struct error *error)
{
	struct slice parts[TRANSACTION_PARTS_MAX];
	const struct schema *schema = schema_get(kind);
	int keys[SCHEMA_FIELDS_MAX];
	struct text names = { 0 };
	size_t count;

	if (schema == NULL || !schema->registered)
		return error_set_code(error, FAULT_INPUT, "constraint-error",
		    "\"%.*s\" is no kind of transaction and no register",
		    SLICE_PRINT(kind));
	count = register_keys(keys, schema);
	if (key_split(parts, key) == count)
		return find_record(found, store, schema, parts, on, error);
	for (size_t i = 0; i < count; i++)
		text_add_format(&names, "%s%s", i > 0 ? " " : "",
		    schema->fields[keys[i]].name);
	(void)key_refuse(kind, key, names.bytes, error);
	text_release(&names);
	return false;
}

bool
transaction_find(bool *found, struct store *store, struct slice kind,
    struct slice key, struct date on, struct error *error)
{
	struct slice parts[TRANSACTION_PARTS_MAX];
	struct statement *find;
	size_t at = 0;

	while (at < sizeof(kinds) / sizeof(*kinds) &&
	    !slice_is(kind, kinds[at].kind))
		at++;
	if (at == sizeof(kinds) / sizeof(*kinds))
		return find_in_register(found, store, kind, key, on, error);
	if (key_split(parts, key) != kinds[at].count)
		return key_refuse(kind, key, kinds[at].parts, error);
	if (!store_prepare(&find, store, kinds[at].sql, error))
		return false;
	for (size_t i = 0; i < kinds[at].count; i++)
		store_bind_text(find, (int)i + 1, parts[i]);
	*found = store_step(find, error);
	return error->fault == FAULT_NONE && store_run(find, error);
}
