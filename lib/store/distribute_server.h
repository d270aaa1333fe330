/*
 * distribute_server.h - further servers, which have partitions of a store
 *
 * The store's server knows them by name, with what postgres_fdw needs to
 * reach them; here they are reached directly, to make tables.  What is made is
 * one transaction for each server.
 */
#ifndef STORE_DISTRIBUTE_SERVER_H
#define STORE_DISTRIBUTE_SERVER_H

#include "base/text.h"
#include "store/distribute.h"
#include "store/store.h"

struct distribute_link {
	struct text name;
	struct text address;		/* for libpq */
	struct text schema;		/* which is current there */
	struct text undo;		/* takes away what was made there */
	void *connection;		/* NULL: not opened */
};

struct distribute_links {
	struct distribute_link *links;	/* by name */
	size_t count;
};

/* The servers which have partitions already, and the new ones. */
bool distribute_server_links(struct distribute_links *out,
    struct store *store, const struct distribute_about *about,
    struct error *error);
void distribute_server_release(struct distribute_links *links);

/* Connect, learn the schema and begin. */
bool distribute_server_open(struct distribute_links *links,
    struct error *error);

bool distribute_server_script(struct distribute_link *link, const char *sql,
    struct error *error);

/* Commit on all of them. */
bool distribute_server_commit(struct distribute_links *links,
    struct error *error);

/* Take away what was made, committed or not. */
void distribute_server_undo(struct distribute_links *links);

/*
 * The statements by which the store's server knows a new one.  shown has no
 * password.
 */
bool distribute_server_sql(struct text *sql, struct text *shown,
    const struct distribute_server *server, struct error *error);

#endif
