/*
 * distribute.h - large tables cut by period, on one server or on several
 *
 * The lines of the journal and of pay lie in partitions, one a period, and
 * what is of a period without a partition lies in the rest, so that no row is
 * refused.  Partitions are on the store's server, or, through postgres_fdw, on
 * further ones in turn; where Citus is, rows are spread by client besides.
 * Every program reads and writes such a store like any other
 * (store_place.h).
 *
 * What is run is said statement by statement, without passwords.
 */
#ifndef STORE_DISTRIBUTE_H
#define STORE_DISTRIBUTE_H

#include "store/run.h"
#include "value/period.h"

enum {
	DISTRIBUTE_SERVERS_MAX = 64,
	DISTRIBUTE_PERIODS_MAX = 1200
};

struct distribute_about {
	const struct distribute_server *servers;	/* new ones */
	size_t server_count;
	struct period from;		/* both included */
	struct period to;
	bool dry;			/* say only */
	void (*say)(void *context, const char *sql);
	void *context;
};

struct distribute_server {
	struct slice name;
	const char *url;
};

/*
 * Cut the tables of a store in which nothing is yet, or of one which was cut
 * already, and make the partitions of the periods.  Tables on other servers
 * are there before the run is committed, and are taken away again if this
 * fails.
 */
bool distribute_begin(struct run *run, const struct distribute_about *about,
    struct error *error);

/* Make the partitions which the periods lack; their rows move there. */
bool distribute_add(struct run *run, const struct distribute_about *about,
    struct error *error);

/* The same for a store in which nothing is yet, saying only. */
bool distribute_print(struct store *store,
    const struct distribute_about *about, struct error *error);

/* Can it be?  A file cannot. */
bool distribute_possible(const char *name, struct error *error);

#endif
