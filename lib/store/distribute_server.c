#include "store/distribute_server.h"

#include <stdlib.h>

#include "base/memory.h"
#include "store/distribute_sql.h"
#include "store/postgresql.h"
#include "store/postgresql_library.h"

static const struct postgresql_library *const pq = &postgresql_library;

/* Those which have partitions, with what leads there, as libpq takes it. */
static const char known_servers[] =
    "SELECT s.srvname, (SELECT string_agg(o.option_name || '=''' || "
    "replace(replace(o.option_value, '\\', '\\\\'), '''', '\\''') || '''', "
    "' ' ORDER BY o.option_name) FROM ("
    "SELECT * FROM pg_options_to_table(s.srvoptions) UNION ALL "
    "SELECT * FROM pg_options_to_table((SELECT u.umoptions "
    "FROM pg_catalog.pg_user_mappings AS u WHERE u.srvid = s.oid "
    "AND u.usename IN (current_user, 'public') "
    "ORDER BY u.usename = 'public' LIMIT 1))) AS o "
    "WHERE o.option_name NOT IN ('fetch_size', 'batch_size', "
    "'use_remote_estimate', 'fdw_startup_cost', 'fdw_tuple_cost', "
    "'extensions', 'updatable', 'truncatable', 'async_capable', "
    "'keep_connections', 'parallel_commit', 'parallel_abort', "
    "'password_required')) FROM pg_catalog.pg_foreign_server AS s "
    "WHERE s.oid IN (SELECT f.ftserver FROM pg_catalog.pg_foreign_table AS f "
    "JOIN pg_catalog.pg_inherits AS i ON i.inhrelid = f.ftrelid "
    "JOIN pg_catalog.pg_class AS c ON c.oid = i.inhparent "
    "JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace "
    "WHERE n.nspname = current_schema()) ORDER BY s.srvname";

static bool
links_add(struct distribute_links *links, struct slice name,
    struct slice address, struct error *error)
{
	struct distribute_link *link;

	if (links->count == DISTRIBUTE_SERVERS_MAX)
		return error_set(error, FAULT_USAGE,
		    "more than %d servers", DISTRIBUTE_SERVERS_MAX);
	for (size_t i = 0; i < links->count; i++)
		if (slice_equal(text_slice(&links->links[i].name), name))
			return error_set(error, FAULT_USAGE,
			    "the server \"%.*s\" is given twice",
			    SLICE_PRINT(name));
	if (links->links == NULL)
		links->links = memory_new(DISTRIBUTE_SERVERS_MAX *
		    sizeof(*links->links));
	link = &links->links[links->count++];
	text_add(&link->name, name);
	text_add(&link->address, address);
	return true;
}

static int
links_compare(const void *one, const void *other)
{
	const struct distribute_link *a = one;
	const struct distribute_link *b = other;

	return slice_compare(text_slice(&a->name), text_slice(&b->name));
}

bool
distribute_server_links(struct distribute_links *out, struct store *store,
    const struct distribute_about *about, struct error *error)
{
	struct statement *rows;

	*out = (struct distribute_links){ 0 };
	if (!store_prepare(&rows, store, known_servers, error))
		return false;
	while (store_step(rows, error))
		if (!links_add(out, store_text(rows, 0),
		    store_text(rows, 1), error))
			return false;
	for (size_t i = 0; i < about->server_count &&
	    error->fault == FAULT_NONE; i++)
		(void)links_add(out, about->servers[i].name,
		    slice_of(about->servers[i].url), error);
	/* Whoever makes partitions takes the servers in the same order. */
	if (out->count > 0)
		qsort(out->links, out->count, sizeof(*out->links),
		    links_compare);
	return error->fault == FAULT_NONE;
}

void
distribute_server_release(struct distribute_links *links)
{
	for (size_t i = 0; i < links->count; i++) {
		struct distribute_link *link = &links->links[i];

		if (link->connection != NULL)
			postgresql_driver.close(link->connection);
		text_release(&link->name);
		text_release(&link->address);
		text_release(&link->schema);
		text_release(&link->undo);
	}
	memory_free(links->links);
	*links = (struct distribute_links){ 0 };
}

static bool
link_schema(struct distribute_link *link, struct error *error)
{
	void *statement;

	if (!postgresql_driver.prepare(&statement, link->connection,
	    "SELECT COALESCE(current_schema(), '')", error))
		return false;
	if (postgresql_driver.step(statement, error))
		text_add(&link->schema, postgresql_driver.text(statement, 0));
	postgresql_driver.finish(statement);
	if (error->fault == FAULT_NONE && link->schema.length == 0)
		return error_set(error, FAULT_STORE, "server %s: the first "
		    "schema of its search path is not there",
		    link->name.bytes);
	return error->fault == FAULT_NONE;
}

bool
distribute_server_open(struct distribute_links *links, struct error *error)
{
	for (size_t i = 0; i < links->count; i++) {
		struct distribute_link *link = &links->links[i];
		struct text name = { 0 };
		bool done;

		text_add_format(&name, "server %s", link->name.bytes);
		done = postgresql_open_server(&link->connection, name.bytes,
		    link->address.bytes, error);
		text_release(&name);
		if (!done) {
			link->connection = NULL;
			return false;
		}
		if (!link_schema(link, error) ||
		    !distribute_server_script(link, "BEGIN", error))
			return false;
	}
	return true;
}

bool
distribute_server_script(struct distribute_link *link, const char *sql,
    struct error *error)
{
	return postgresql_driver.script(link->connection, sql, error);
}

bool
distribute_server_commit(struct distribute_links *links, struct error *error)
{
	for (size_t i = 0; i < links->count; i++)
		if (!distribute_server_script(&links->links[i], "COMMIT",
		    error))
			return false;
	return true;
}

void
distribute_server_undo(struct distribute_links *links)
{
	for (size_t i = 0; i < links->count; i++) {
		struct distribute_link *link = &links->links[i];
		struct error ignored = { 0 };

		if (link->connection == NULL)
			continue;
		(void)distribute_server_script(link, "ROLLBACK", &ignored);
		if (link->undo.length == 0)
			continue;
		error_clear(&ignored);
		(void)distribute_server_script(link, link->undo.bytes,
		    &ignored);
	}
}

static bool
option_is(const PQconninfoOption *option, const char *keyword)
{
	return strcmp(option->keyword, keyword) == 0;
}

/* What is the user's goes to the mapping, all else to the server. */
static void
option_add(struct text *server, struct text *user, struct text *shown,
    const PQconninfoOption *option)
{
	bool secret = option_is(option, "password") ||
	    option_is(option, "sslpassword");

	if (!secret && !option_is(option, "user")) {
		text_add_format(server, ", %s ", option->keyword);
		distribute_sql_text(server, slice_of(option->val));
		return;
	}
	text_add_format(user, ", %s ", option->keyword);
	distribute_sql_text(user, slice_of(option->val));
	text_add_format(shown, ", %s ", option->keyword);
	distribute_sql_text(shown,
	    slice_of(secret ? "********" : option->val));
}

/* What postgres_fdw sets by itself. */
static bool
option_is_taken(const PQconninfoOption *option)
{
	return option->val == NULL || option->val[0] == '\0' ||
	    option_is(option, "client_encoding") ||
	    option_is(option, "fallback_application_name") ||
	    option_is(option, "connect_timeout");
}

static void
server_add(struct text *out, struct slice name, const struct text *server,
    const struct text *user, bool password)
{
	text_add_string(out, "CREATE SERVER ");
	distribute_sql_name(out, name);
	text_add_format(out, " FOREIGN DATA WRAPPER postgres_fdw OPTIONS "
	    "(fetch_size '10000', batch_size '1000', connect_timeout '10'%s);"
	    "\nCREATE USER MAPPING FOR PUBLIC SERVER ", server->bytes);
	distribute_sql_name(out, name);
	/* Only who may do everything may say that none is needed. */
	text_add_format(out, " OPTIONS (password_required '%s'%s)",
	    password ? "true" : "false", user->bytes);
}

bool
distribute_server_sql(struct text *sql, struct text *shown,
    const struct distribute_server *server, struct error *error)
{
	struct text place = { 0 }, user = { 0 }, user_shown = { 0 };
	PQconninfoOption *options;
	bool has_user = false, has_password = false;
	char *wrong = NULL;

	if (!postgresql_library_load(error))
		return false;
	options = pq->PQconninfoParse(server->url, &wrong);
	if (wrong != NULL)
		pq->PQfreemem(wrong);
	if (options == NULL)
		return error_set(error, FAULT_USAGE,
		    "the address of the server \"%.*s\" is not a URL of "
		    "PostgreSQL", SLICE_PRINT(server->name));
	for (const PQconninfoOption *at = options; at->keyword != NULL; at++)
		if (!option_is_taken(at)) {
			option_add(&place, &user, &user_shown, at);
			has_user |= option_is(at, "user");
			has_password |= option_is(at, "password");
		}
	pq->PQconninfoFree(options);
	if (has_user) {
		server_add(sql, server->name, &place, &user, has_password);
		server_add(shown, server->name, &place, &user_shown,
		    has_password);
	}
	text_release(&place);
	text_release(&user);
	text_release(&user_shown);
	return has_user || error_set(error, FAULT_USAGE,
	    "the URL of the server \"%.*s\" names no user, as whom the "
	    "store's server goes there", SLICE_PRINT(server->name));
}
