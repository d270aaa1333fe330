#include "store/distribute.h"

#include <stdlib.h>

#include "store/address.h"
#include "store/dialect.h"
#include "store/distribute_ask.h"
#include "store/distribute_server.h"
#include "store/distribute_sql.h"
#include "store/store_place.h"

struct distributing {
	struct store *store;
	const struct distribute_about *about;
	struct catalog catalog;
	struct distribute_links links;
	struct text sql;
	bool citus;
	bool moving;			/* rows of the rest */
};

bool
distribute_possible(const char *name, struct error *error)
{
	if (address_is_server(name))
		return true;
	return error_set(error, FAULT_STORE, "%s: a file is not distributed; "
	    "that needs a store on a server (see ops-store copy)", name);
}

static void
distribute_say(const struct distributing *work, const char *sql)
{
	struct text line = { 0 };

	dialect_postgresql(&line, slice_of(sql));
	work->about->say(work->about->context, line.bytes);
	text_release(&line);
}

/* Run what was gathered, which is said as it is or as shown. */
static bool
distribute_run(struct distributing *work, const char *shown,
    struct error *error)
{
	bool done;

	distribute_say(work, shown != NULL ? shown : work->sql.bytes);
	done = work->about->dry ||
	    store_script(work->store, work->sql.bytes, error);
	text_clear(&work->sql);
	return done;
}

static bool
distribute_run_on(struct distributing *work, struct distribute_link *link,
    struct error *error)
{
	struct text line = { 0 };
	bool done;

	text_add_format(&line, "-- on %s", link->name.bytes);
	work->about->say(work->about->context, line.bytes);
	text_release(&line);
	distribute_say(work, work->sql.bytes);
	done = work->about->dry ||
	    distribute_server_script(link, work->sql.bytes, error);
	text_clear(&work->sql);
	return done;
}

static const struct catalog_table *
distribute_own(const struct distributing *work, const char *name)
{
	for (size_t i = 0; i < work->catalog.count; i++)
		if (strcmp(work->catalog.tables[i]->table.name, name) == 0)
			return work->catalog.tables[i];
	return NULL;
}

/* Not in the schema of the store, with which it would be dropped. */
static bool
distribute_extension(struct distributing *work, struct error *error)
{
	bool there;

	if (!distribute_ask_extension(&there, work->store, "postgres_fdw",
	    error) || there)
		return error->fault == FAULT_NONE;
	text_add_string(&work->sql,
	    "CREATE EXTENSION postgres_fdw SCHEMA public");
	return distribute_run(work, NULL, error);
}

static bool
distribute_servers(struct distributing *work, struct error *error)
{
	const struct distribute_about *about = work->about;

	if (about->server_count > 0 && !distribute_extension(work, error))
		return false;
	for (size_t i = 0; i < about->server_count; i++) {
		struct text shown = { 0 };
		bool done = distribute_server_sql(&work->sql, &shown,
		    &about->servers[i], error) &&
		    distribute_run(work, shown.bytes, error);

		text_release(&shown);
		if (!done)
			return false;
	}
	return true;
}

/* Which further server has the period, if one has: they take turns. */
static struct distribute_link *
distribute_link_of(struct distributing *work,
    const struct distribute_table *table, struct period period)
{
	return work->links.count == 0 || table->near ? NULL :
	    &work->links.links[(size_t)period.month % work->links.count];
}

/* What is to be made: for each period and each table which lacks it. */
static bool
distribute_each(struct distributing *work,
    bool (*make)(struct distributing *work,
    const struct distribute_table *table, struct period period,
    struct error *error), struct error *error)
{
	struct period period = work->about->from;

	for (; period.month <= work->about->to.month; period.month++)
		for (size_t i = 0; i < distribute_table_count; i++) {
			bool has;

			if (!distribute_ask_partition(&has, work->store,
			    &distribute_tables[i], period, error) ||
			    (!has && !make(work, &distribute_tables[i],
			    period, error)))
				return false;
		}
	return true;
}

/* The tables of other servers come first, so that rows can move there. */
static bool
distribute_make_remote(struct distributing *work,
    const struct distribute_table *table, struct period period,
    struct error *error)
{
	struct distribute_link *link = distribute_link_of(work, table,
	    period);
	char name[DISTRIBUTE_NAME_MAX];

	if (link == NULL)
		return true;
	distribute_sql_table(&work->sql, table,
	    distribute_own(work, table->name), period, false, true);
	if (!distribute_run_on(work, link, error))
		return false;
	if (work->about->dry)
		return true;
	distribute_sql_partition(name, table, period);
	text_add_format(&link->undo, "DROP TABLE %s;", name);
	return true;
}

static bool
distribute_make_partition(struct distributing *work,
    const struct distribute_table *table, struct period period,
    struct error *error)
{
	const struct catalog_table *own = distribute_own(work, table->name);
	const struct distribute_link *link = distribute_link_of(work, table,
	    period);
	bool rest = false;

	if (link != NULL)
		distribute_sql_foreign(&work->sql, table, own, period,
		    text_slice(&link->name), text_slice(&link->schema));
	else
		distribute_sql_table(&work->sql, table, own, period,
		    work->citus, false);
	if (!distribute_run(work, NULL, error) || (work->moving &&
	    !distribute_ask_rest(&rest, work->store, table, period, error)))
		return false;
	if (rest) {
		distribute_sql_move(&work->sql, table, own, period);
		if (!distribute_run(work, NULL, error))
			return false;
	}
	distribute_sql_attach(&work->sql, table, period);
	return distribute_run(work, NULL, error);
}

static bool
distribute_make(struct distributing *work, struct error *error)
{
	if (work->links.count > 0 && (
	    !distribute_server_open(&work->links, error) ||
	    !distribute_each(work, distribute_make_remote, error) ||
	    !distribute_server_commit(&work->links, error)))
		return false;
	return distribute_each(work, distribute_make_partition, error);
}

static bool
distribute_cut(struct distributing *work, struct error *error)
{
	for (size_t i = 0; i < distribute_table_count; i++) {
		const struct distribute_table *table = &distribute_tables[i];

		distribute_sql_cut(&work->sql, table,
		    distribute_own(work, table->name), work->citus);
		if (!distribute_run(work, NULL, error))
			return false;
	}
	return true;
}

static bool
distribute_is_cut(const char *name)
{
	for (size_t i = 0; i < distribute_table_count; i++)
		if (strcmp(distribute_tables[i].name, name) == 0)
			return true;
	return false;
}

/*
 * As Citus documents it: a copy of each small table on every node, the large
 * ones by client; references between tables want it done in sequence.
 */
static bool
distribute_spread(struct distributing *work, struct error *error)
{
	text_add_string(&work->sql,
	    "SET LOCAL citus.multi_shard_modify_mode TO 'sequential'");
	for (size_t i = 0; i < work->catalog.count; i++) {
		const char *name = work->catalog.tables[i]->table.name;

		if (!distribute_is_cut(name))
			text_add_format(&work->sql,
			    ";\nSELECT create_reference_table('%s')", name);
	}
	for (size_t i = 0; i < distribute_table_count; i++)
		text_add_format(&work->sql,
		    ";\nSELECT create_distributed_table('%s', '%s')",
		    distribute_tables[i].name, distribute_tables[i].client);
	return distribute_run(work, NULL, error);
}

static bool
distribute_all(struct distributing *work, bool first, struct error *error)
{
	bool own;

	if (!distribute_ask_server(&own, &work->citus, work->store, error))
		return false;
	if (own) {
		work->about->say(work->about->context, "-- this server "
		    "spreads rows over its nodes by itself");
		return true;
	}
	if (work->citus && work->about->server_count > 0)
		return error_set(error, FAULT_USAGE,
		    "where Citus is, servers are added to Citus");
	return distribute_server_links(&work->links, work->store,
	    work->about, error) &&
	    catalog_read(&work->catalog, work->store, error) &&
	    distribute_servers(work, error) &&
	    (!first || distribute_cut(work, error)) &&
	    distribute_make(work, error) &&
	    (!first || !work->citus || distribute_spread(work, error));
}

static bool
distribute_work(struct store *store, const struct distribute_about *about,
    bool first, struct error *error)
{
	struct distributing work = { .store = store, .about = about,
	    .moving = !first };
	bool done = distribute_all(&work, first, error);

	/* Other servers may wait for what the store's holds there. */
	if (!done && !about->dry)
		store_rollback(store);
	if (!done || about->dry)
		distribute_server_undo(&work.links);
	distribute_server_release(&work.links);
	catalog_release(&work.catalog);
	text_release(&work.sql);
	return done;
}

bool
distribute_begin(struct run *run, const struct distribute_about *about,
    struct error *error)
{
	return distribute_work(run_store(run), about, true, error);
}

bool
distribute_print(struct store *store, const struct distribute_about *about,
    struct error *error)
{
	return distribute_work(store, about, true, error);
}

bool
distribute_add(struct run *run, const struct distribute_about *about,
    struct error *error)
{
	struct store *store = run_store(run);
	bool placed;

	if (!store_placed(&placed, store, error))
		return false;
	return placed ? distribute_work(store, about, false, error) :
	    error_set(error, FAULT_STORE, "%s was not distributed when it "
	    "was made; make one which is (ops-store init --distribute) and "
	    "copy it there", store_name(store));
}
