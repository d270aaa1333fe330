#include "store/copy.h"

#include <stdio.h>
#include <unistd.h>

#include "base/text.h"
#include "store/address.h"
#include "store/backup.h"
#include "store/catalog.h"
#include "store/copy_place.h"
#include "store/migrate.h"
#include "store/store_place.h"

struct copying {
	struct store *from;
	struct store *to;
	const struct copy_about *about;
	struct catalog catalog;
	struct copy_result result;
};

static bool
copy_open(struct statement **out, struct store *store,
    const struct catalog_table *table, struct error *error)
{
	struct text sql = { 0 };
	bool done;

	catalog_select(&sql, table);
	done = store_prepare_own(out, store, sql.bytes, error);
	text_release(&sql);
	return done;
}

static bool
copy_put_row(struct bulk *bulk, const struct statement *row,
    struct error *error)
{
	const struct bulk_table *table = bulk->table;

	for (size_t i = 0; i < table->column_count; i++) {
		if (store_is_null(row, (int)i))
			bulk_null(bulk);
		else if (table->columns[i].kind == BULK_INTEGER)
			bulk_integer(bulk, store_integer(row, (int)i));
		else
			bulk_text(bulk, store_text(row, (int)i));
	}
	return bulk_row(bulk, error);
}

/* The rows as the target has them, which may tell where they lie. */
static bool
copy_open_placed(struct statement **out, struct copying *copying,
    struct catalog_table *table, struct error *error)
{
	struct text sql = { 0 };
	bool placed, done;

	if (!store_placed(&placed, copying->to, error))
		return false;
	if (!placed || !copy_place(&sql, table))
		return copy_open(out, copying->from, table, error);
	done = store_prepare_own(out, copying->from, sql.bytes, error);
	text_release(&sql);
	return done;
}

static bool
copy_table(struct copying *copying, struct catalog_table *table,
    struct error *error)
{
	struct statement *rows;
	struct bulk bulk;

	if (!copy_open_placed(&rows, copying, table, error))
		return false;
	if (bulk_begin(&bulk, copying->to, &table->table, error)) {
		while (store_step(rows, error) &&
		    copy_put_row(&bulk, rows, error))
			copying->result.rows++;
		if (error->fault == FAULT_NONE)
			(void)bulk_end(&bulk, error);
		else
			bulk_release(&bulk);
	}
	store_finish(rows);
	copying->result.tables++;
	return error->fault == FAULT_NONE;
}

static bool
copy_same_cell(const struct catalog_table *table, size_t column,
    const struct statement *one, const struct statement *other)
{
	int at = (int)column;

	if (store_is_null(one, at) || store_is_null(other, at))
		return store_is_null(one, at) && store_is_null(other, at);
	if (table->columns[column].kind == BULK_INTEGER)
		return store_integer(one, at) == store_integer(other, at);
	return slice_equal(store_text(one, at), store_text(other, at));
}

static bool
copy_compare_rows(struct copying *copying, const struct catalog_table *table,
    struct statement *from, struct statement *to, struct error *error)
{
	int64_t row = 1;

	for (;; row++) {
		bool has = store_step(from, error);

		if (error->fault != FAULT_NONE ||
		    store_step(to, error) != has)
			break;
		if (!has)
			return true;
		for (size_t i = 0; i < table->table.column_count; i++)
			if (!copy_same_cell(table, i, from, to))
				return error_set(error, FAULT_STORE,
				    "%s: row %lld of %s came over with "
				    "another %s", store_name(copying->to),
				    (long long)row, table->table.name,
				    table->columns[i].name);
	}
	if (error->fault == FAULT_NONE)
		return error_set(error, FAULT_STORE,
		    "%s: %s has not the rows which were sent, from row %lld "
		    "on", store_name(copying->to), table->table.name,
		    (long long)row);
	return false;
}

static bool
copy_compare(struct copying *copying, const struct catalog_table *table,
    struct error *error)
{
	struct statement *from = NULL, *to = NULL;

	if (copy_open(&from, copying->from, table, error) &&
	    copy_open(&to, copying->to, table, error))
		(void)copy_compare_rows(copying, table, from, to, error);
	store_finish(from);
	store_finish(to);
	return error->fault == FAULT_NONE;
}

/* What each database counts and sums, without our reading of rows. */
static bool
copy_compare_totals(struct copying *copying,
    const struct catalog_table *table, struct error *error)
{
	struct statement *from = NULL, *to = NULL;
	struct text sql = { 0 };
	size_t count = catalog_totals(&sql, table);

	if (store_prepare_own(&from, copying->from, sql.bytes, error) &&
	    store_prepare_own(&to, copying->to, sql.bytes, error) &&
	    store_step(from, error) && store_step(to, error))
		for (size_t i = 0; i < count; i++)
			if (store_integer(from, (int)i) !=
			    store_integer(to, (int)i))
				(void)error_set(error, FAULT_STORE,
				    "%s: the totals of %s are not those of "
				    "%s", store_name(copying->to),
				    table->table.name,
				    store_name(copying->from));
	store_finish(from);
	store_finish(to);
	text_release(&sql);
	return error->fault == FAULT_NONE;
}

static void
copy_say_nothing(void *context, const char *line)
{
	(void)context;
	(void)line;
}

/* The chain of audit and the seals, computed from what came over. */
static bool
copy_verify(struct copying *copying, struct error *error)
{
	const struct copy_about *about = copying->about;
	struct verify_result result;

	if (!audit_last(&copying->result.end, copying->from, error) ||
	    !verify_store(&result, copying->to,
	    about->say != NULL ? about->say : copy_say_nothing,
	    about->context, error))
		return false;
	if (result.wrong > 0)
		return error_set(error, FAULT_STORE,
		    "%s is not whole: nothing was copied",
		    store_name(copying->from));
	if (result.end.number != copying->result.end.number ||
	    memcmp(result.end.hash, copying->result.end.hash,
	    sizeof(result.end.hash)) != 0)
		return error_set(error, FAULT_STORE,
		    "%s: the audit ends elsewhere than that of %s",
		    store_name(copying->to), store_name(copying->from));
	return true;
}

/* What is there goes, the last table first: nothing may point at nothing. */
static bool
copy_clear(struct copying *copying, struct error *error)
{
	for (size_t i = copying->catalog.count; i > 0; i--) {
		struct text sql = { 0 };
		bool done;

		text_add_format(&sql, "DELETE FROM %s",
		    copying->catalog.tables[i - 1]->table.name);
		done = store_script(copying->to, sql.bytes, error);
		text_release(&sql);
		if (!done)
			return false;
	}
	return true;
}

static bool
copy_may_fill(struct copying *copying, struct error *error)
{
	struct statement *statement;
	int64_t version, runs = 0;

	if (!store_version(&version, copying->to, error))
		return false;
	if (version == 0)
		return migrate_apply(copying->to, NULL, error);
	if (!migrate_check(store_name(copying->to), version, error) ||
	    !store_prepare(&statement, copying->to,
	    "SELECT count(*) FROM run /*scan*/", error) ||
	    !store_get_integer(&runs, statement, error))
		return false;
	return copying->about->replace || runs == 0 || error_set(error,
	    FAULT_STORE, "%s is a store already; --force replaces it",
	    store_name(copying->to));
}

static bool
copy_fill(struct copying *copying, struct error *error)
{
	struct catalog *catalog = &copying->catalog;

	if (!copy_may_fill(copying, error) ||
	    !catalog_read(catalog, copying->from, error) ||
	    !copy_clear(copying, error))
		return false;
	for (size_t i = 0; i < catalog->count; i++)
		if (!copy_table(copying, catalog->tables[i], error))
			return false;
	for (size_t i = 0; i < catalog->count; i++)
		if (!copy_compare(copying, catalog->tables[i], error) ||
		    !copy_compare_totals(copying, catalog->tables[i], error))
			return false;
	return copy_verify(copying, error);
}

/* One moment of the source, one transaction of the target. */
static bool
copy_into(struct copying *copying, const char *name, struct error *error)
{
	const struct copy_about *about = copying->about;

	if (!store_open(&copying->to, name, STORE_FILL, error))
		return false;
	if (store_snapshot(copying->from, error)) {
		(void)(store_begin(copying->to, error) &&
		    copy_fill(copying, error) &&
		    (about->record == NULL ||
		    about->record(copying->to, error)) &&
		    store_commit(copying->to, error));
		store_rollback(copying->from);
	}
	store_close(copying->to);
	catalog_release(&copying->catalog);
	return error->fault == FAULT_NONE;
}

/* Beside the name, which it gets when all is well. */
static bool
copy_into_file(struct copying *copying, struct error *error)
{
	const char *name = copying->about->to;
	struct text beside = { 0 };
	struct error ignored = { 0 };

	if (!copying->about->replace && access(name, F_OK) == 0)
		return error_set(error, FAULT_STORE,
		    "%s is there already; --force replaces it", name);
	text_add_format(&beside, "%s.new", name);
	if (store_discard(beside.bytes, error) &&
	    copy_into(copying, beside.bytes, error))
		(void)backup_put(beside.bytes, name, error);
	if (error->fault != FAULT_NONE)
		(void)store_discard(beside.bytes, &ignored);
	text_release(&beside);
	return error->fault == FAULT_NONE;
}

bool
copy_store(struct copy_result *out, struct store *from,
    const struct copy_about *about, struct error *error)
{
	struct copying copying = { .from = from, .about = about };
	int64_t version;

	if (!store_version(&version, from, error) ||
	    !migrate_check(store_name(from), version, error) || !(address_is_server(about->to) ?
	    copy_into(&copying, about->to, error) :
	    copy_into_file(&copying, error)))
		return false;
	*out = copying.result;
	return true;
}
