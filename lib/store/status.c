#include "store/status.h"

#include "base/text.h"
#include "schema/store_status.h"
#include "store/audit.h"
#include "store/layout.h"
#include "store/migrate.h"
#include "store/status_partition.h"

static bool
status_line(struct sink *out, struct slice name, struct slice value,
    struct error *error)
{
	struct store_status line = { .name = name, .value = value };

	return store_status_put(out, &line, error);
}

static bool
status_number(struct sink *out, struct slice name, int64_t number,
    struct error *error)
{
	char text[24];
	int length = snprintf(text, sizeof(text), "%lld", (long long)number);

	return status_line(out, name, slice_from(text, (size_t)length),
	    error);
}

static bool
status_count(struct store *store, const char *name, const char *sql,
    struct sink *out, struct error *error)
{
	struct statement *statement;
	int64_t count;

	return store_prepare(&statement, store, sql, error) &&
	    store_get_integer(&count, statement, error) &&
	    status_number(out, slice_of(name), count, error);
}

static bool
status_register(struct store *store, const struct schema *schema,
    struct date on, struct sink *out, struct error *error)
{
	struct statement *statement = NULL;
	struct text text = { 0 };
	int64_t count = 0;

	text_add_string(&text, "SELECT count(*) FROM ");
	layout_add_table(&text, schema);
	text_add_string(&text, " WHERE superseded_run IS NULL AND "
	    "valid_from <= $1 AND (valid_to IS NULL OR valid_to > $1) "
	    "/*scan*/");
	if (store_prepare(&statement, store, text.bytes, error)) {
		store_bind_date(statement, 1, on);
		(void)store_get_integer(&count, statement, error);
	}
	text_clear(&text);
	text_add_format(&text, "register %s", schema->name);
	if (error->fault == FAULT_NONE)
		(void)status_number(out, text_slice(&text), count, error);
	text_release(&text);
	return error->fault == FAULT_NONE;
}

static bool
status_audit(struct store *store, struct sink *out, struct error *error)
{
	char hash[AUDIT_HASH_TEXT_MAX];
	struct audit_chain chain;

	if (!audit_last(&chain, store, error))
		return false;
	audit_hash_format(hash, chain.hash);
	return status_number(out, slice_of("audit records"), chain.number,
	    error) && status_line(out, slice_of("audit hash"),
	    slice_of(hash), error);
}

bool
status_put(struct store *store, struct date on, struct sink *out,
    struct error *error)
{
	const struct schema *const *schemas;
	int64_t version;
	size_t count;

	if (!status_line(out, slice_of("store"), slice_of(store_name(store)),
	    error) || !store_version(&version, store, error) ||
	    !status_number(out, slice_of("version"), migrate_number(version),
	    error) ||
	    !status_count(store, "runs", "SELECT count(*) FROM run /*scan*/",
	    out, error) ||
	    !status_count(store, "batches", "SELECT count(batch) FROM run "
	    "/*scan*/", out, error) ||
	    !status_audit(store, out, error))
		return false;
	schemas = schema_all(&count);
	for (size_t i = 0; i < count; i++)
		if (schemas[i]->registered && !status_register(store,
		    schemas[i], on, out, error))
			return false;
	return status_partition_put(store, out, error);
}
