/*
 * postgresql.h - the driver for PostgreSQL: many users, one server
 *
 * A store is the schema of a database which is first in the search path of
 * the URL; its table ops_store has the version, a row which every run locks
 * first, and one which it then updates.  So runs go one after the other, as
 * with a file, whatever isolation the server gives: who comes second waits in
 * turn, at most POSTGRESQL_WAIT_MS_MAX for those who wait before it and as
 * long for the one who writes, and is told then that the store is busy,
 * before it read anything of its input.  There is no failing at the commit because
 * somebody else was faster: input which came through a pipe could not be
 * read again.
 *
 * Nothing is used which distributed services of PostgreSQL lack: LISTEN, LOCK
 * TABLE, advisory locks, deferrable constraints, sequences.
 */
#ifndef STORE_POSTGRESQL_H
#define STORE_POSTGRESQL_H

#include "store/driver.h"

enum {
	POSTGRESQL_WAIT_MS_MAX = 20000,	/* who gives up loses its turn */
	POSTGRESQL_TRIES_MAX = 8,	/* of the beginning of a run */
	POSTGRESQL_QUEUE_MAX = 256	/* insertions sent and not confirmed */
};

extern const struct driver postgresql_driver;

/*
 * A connection for the driver to a server which need not have a store; the
 * address is a URL or "host=... user=...".  Messages use the name.
 */
bool postgresql_open_server(void **out, const char *name,
    const char *address, struct error *error);

#endif
