#include "store/sqlite_connection.h"

enum {
	WAIT_FIRST_MS = 2,	/* most runs are over by then */
	WAIT_NEW_MS = 25,
	WAIT_LONG_MS = 2
};

static int64_t
wait_clock_ms(void)
{
	struct timespec now;

	if (clock_gettime(CLOCK_MONOTONIC, &now) != 0)
		return 0;
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void
wait_ms(int64_t ms)
{
	struct timespec pause = { .tv_nsec = (long)ms * 1000000 };

	(void)nanosleep(&pause, NULL);
}

/*
 * Who waits asks again and again, and whoever asks first when the store
 * falls free is next.  SQLite's own pauses get longer, so that in a crowd the
 * newest is served and the oldest starves; these get shorter, from
 * WAIT_NEW_MS down to WAIT_LONG_MS at the end of the bound.
 */
static int
wait_again(void *context, int times)
{
	struct connection *connection = context;
	int64_t now = wait_clock_ms(), waited;

	if (times == 0)
		connection->waits_since_ms = now;
	waited = now - connection->waits_since_ms;
	if (waited >= SQLITE_WAIT_MS_MAX)
		return 0;
	if (times == 0)
		wait_ms(WAIT_FIRST_MS);
	else
		wait_ms(WAIT_NEW_MS - (WAIT_NEW_MS - WAIT_LONG_MS) * waited /
		    SQLITE_WAIT_MS_MAX);
	return 1;
}

void
sqlite_wait_begin(struct connection *connection)
{
	(void)sqlite3_busy_handler(connection->database, wait_again,
	    connection);
}
