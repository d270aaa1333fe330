/*
 * distribute_sql.h - statements which cut a table into partitions
 */
#ifndef STORE_DISTRIBUTE_SQL_H
#define STORE_DISTRIBUTE_SQL_H

#include "store/catalog.h"
#include "value/period.h"

/* A table which is cut. */
struct distribute_table {
	const char *name;
	const struct bulk_table *placed;	/* with columns of the place */
	const char *period;		/* the column by which it is cut */
	const char *client;		/* that by which Citus spreads it */
	const char *key;		/* unique in each partition */
	const char *index;		/* columns of another one, or NULL */
	bool near;			/* always on the store's server */
};

extern const struct distribute_table distribute_tables[];
extern const size_t distribute_table_count;

enum { DISTRIBUTE_NAME_MAX = 64 };

/* A name quoted, and a text. */
void distribute_sql_name(struct text *out, struct slice name);
void distribute_sql_text(struct text *out, struct slice value);

/* "journal_line_2026_10" */
void distribute_sql_partition(char out[DISTRIBUTE_NAME_MAX],
    const struct distribute_table *table, struct period period);

/* Make the empty table anew, cut, with the rest. */
void distribute_sql_cut(struct text *out,
    const struct distribute_table *table, const struct catalog_table *own,
    bool citus);

/*
 * The table of a partition, on its server: for the store's server, or, with
 * remote, for another one, where it refuses rows of another period.
 */
void distribute_sql_table(struct text *out,
    const struct distribute_table *table, const struct catalog_table *own,
    struct period period, bool citus, bool remote);

/* The same of another server, as the store's server knows it. */
void distribute_sql_foreign(struct text *out,
    const struct distribute_table *table, const struct catalog_table *own,
    struct period period, struct slice server, struct slice schema);

/* The rows of the period from the rest. */
void distribute_sql_move(struct text *out,
    const struct distribute_table *table, const struct catalog_table *own,
    struct period period);
void distribute_sql_attach(struct text *out,
    const struct distribute_table *table, struct period period);

#endif
