#include "store/sqlite_connection.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "store/sqlite_page.h"

int
sqlite_connection_open(sqlite3 **out, const char *name)
{
	const char *layer = sqlite_page_layer();

	return layer == NULL ? SQLITE_NOMEM : sqlite3_open_v2(name, out,
	    SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, layer);
}

bool
sqlite_connection_is_as_wanted(const struct connection *connection,
    struct error *error)
{
	return sqlite3_db_readonly(connection->database, "main") != 1 ||
	    access(connection->name, W_OK) != 0 ||
	    error_set(error, FAULT_SYSTEM,
	    "%s: it could not be opened for writing", connection->name);
}

static enum fault
sqlite_fault(int result)
{
	if (result == SQLITE_IOERR_DATA)
		return FAULT_STORE;
	switch (result & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
	case SQLITE_PROTOCOL:
		return FAULT_BUSY;
	case SQLITE_IOERR:
	case SQLITE_FULL:
	case SQLITE_CANTOPEN:
	case SQLITE_PERM:
	case SQLITE_NOMEM:
		return FAULT_SYSTEM;
	default:
		return FAULT_STORE;
	}
}

bool
sqlite_connection_broke(const struct connection *connection,
    struct error *error)
{
	int number = 0;

	(void)sqlite3_file_control(connection->database, "main",
	    SQLITE_FCNTL_LAST_ERRNO, &number);
	return number != 0 && !error_set(error, FAULT_SYSTEM, "%s: %s",
	    connection->name, strerror(number));
}

/* The connection's own words, unless they are of another result. */
static const char *
sqlite_words(const struct connection *connection, int result)
{
	return (sqlite3_errcode(connection->database) & 0xff) ==
	    (result & 0xff) ? sqlite3_errmsg(connection->database) :
	    sqlite3_errstr(result);
}

bool
sqlite_connection_failed(const struct connection *connection, int result,
    struct error *error)
{
	enum fault fault = sqlite_fault(result);

	if (result == SQLITE_IOERR_DATA)
		return error_set(error, fault,
		    "%s: page %lu does not agree with its checksum: the file "
		    "is damaged; ops-store verify tells where, ops-store "
		    "restore puts a backup in its place", connection->name,
		    (unsigned long)sqlite_page_refused(connection->database));
	if (fault == FAULT_STORE && sqlite_connection_broke(connection, error))
		return false;
	switch (result & 0xff) {
	case SQLITE_NOMEM:	/* its words may be of what it was needed for */
		return error_set(error, fault, "%s: out of memory",
		    connection->name);
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return error_set(error, fault,
		    "%s: another program is writing to it; try again",
		    connection->name);
	case SQLITE_PROTOCOL:
		return error_set(error, fault,
		    "%s: its locks cannot be had; try again",
		    connection->name);
	case SQLITE_NOTADB:
		return error_set(error, fault,
		    "%s: this is not a store of opsutils", connection->name);
	case SQLITE_CORRUPT:
		return error_set(error, fault,
		    "%s: the file is damaged (%s); restore a backup with "
		    "ops-store restore", connection->name,
		    sqlite_words(connection, result));
	default:
		return error_set(error, fault, "%s: %s", connection->name,
		    sqlite_words(connection, result));
	}
}

bool
sqlite_connection_create(const char *name, bool *created,
    struct error *error)
{
	int file;

	do
		file = open(name, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC,
		    0600);
	while (file < 0 && errno == EINTR);
	*created = file >= 0;
	if (file < 0 && errno != EEXIST)
		return error_set(error, FAULT_SYSTEM, "%s: %s", name,
		    strerror(errno));
	if (file >= 0)
		(void)close(file);
	return true;
}
