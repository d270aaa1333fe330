#include "store/sqlite_connection.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static enum fault
sqlite_fault(int result)
{
	switch (result & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
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
sqlite_connection_failed(const struct connection *connection, int result,
    struct error *error)
{
	enum fault fault = sqlite_fault(result);

	switch (result & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return error_set(error, fault,
		    "%s: another program is writing to it; try again",
		    connection->name);
	case SQLITE_NOTADB:
		return error_set(error, fault,
		    "%s: this is not a store of opsutils", connection->name);
	case SQLITE_CORRUPT:
		return error_set(error, fault,
		    "%s: the file is damaged (%s); restore a backup with "
		    "ops-store restore", connection->name,
		    sqlite3_errmsg(connection->database));
	default:
		return error_set(error, fault, "%s: %s", connection->name,
		    sqlite3_errmsg(connection->database));
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
