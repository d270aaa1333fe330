#include "store/backup.h"

#include <unistd.h>

#include "base/text.h"
#include "store/address.h"
#include "store/audit.h"
#include "store/copy.h"
#include "store/migrate.h"

enum { BACKUP_KEPT_MAX = 99 };

/* Are pages of a file of no use here? */
static bool
backup_is_server(const struct store *store, const char *name)
{
	return address_is_server(store_name(store)) ||
	    address_is_server(name);
}

static bool
backup_by_copy(struct store *store, const char *name, bool replace,
    bool (*record)(struct store *restored, struct error *error),
    struct error *error)
{
	const struct copy_about about = {
		.to = name,
		.replace = replace,
		.record = record
	};
	struct copy_result result;

	return copy_store(&result, store, &about, error);
}

static bool
backup_may_write(const char *path, bool replace, struct error *error)
{
	if (replace || access(path, F_OK) != 0)
		return true;
	return error_set(error, FAULT_STORE,
	    "%s is there already; --force replaces it", path);
}

/* Beside the name, over what a killed program may have left there. */
static bool
backup_copy(struct text *beside, struct store *store, const char *path,
    struct error *error)
{
	text_add_format(beside, "%s.new", path);
	return store_discard(beside->bytes, error) &&
	    store_copy(store, beside->bytes, error);
}

/* What is beside and has not got the name is of no use. */
static bool
backup_settle(struct text *beside, struct error *error)
{
	struct error ignored = { 0 };

	if (error->fault != FAULT_NONE)
		(void)store_discard(beside->bytes, &ignored);
	text_release(beside);
	return error->fault == FAULT_NONE;
}

bool
backup_make(struct store *store, const char *path, bool replace,
    struct error *error)
{
	struct text beside = { 0 };

	if (backup_is_server(store, path))
		return backup_by_copy(store, path, replace, NULL, error);
	if (!backup_may_write(path, replace, error))
		return false;
	if (backup_copy(&beside, store, path, error))
		(void)store_replace(beside.bytes, path, error);
	return backup_settle(&beside, error);
}

/*
 * Of the same version, with the same end of the same chain?  What is no store
 * is none; what could not be looked at for now is a fault.
 */
static bool
backup_is_of(struct store *store, const char *path, struct error *error)
{
	struct audit_chain ours, theirs;
	int64_t version, kept_version;
	struct error wrong = { 0 };
	struct store *kept;
	bool same;

	if (!store_open(&kept, path, STORE_EXAMINE, error)) {
		if (error->fault == FAULT_STORE)
			error_clear(error);
		return false;
	}
	same = store_version(&version, store, &wrong) &&
	    store_version(&kept_version, kept, &wrong) &&
	    audit_last(&ours, store, &wrong) &&
	    audit_last(&theirs, kept, &wrong) &&
	    version == kept_version && ours.number == theirs.number &&
	    memcmp(ours.hash, theirs.hash, sizeof(ours.hash)) == 0;
	store_close(kept);
	if (wrong.fault == FAULT_SYSTEM)
		*error = wrong;
	return same && error->fault == FAULT_NONE;
}

static bool
backup_keep_as(struct text *path, struct store *store, struct error *error)
{
	const char *name = store_name(store);
	int64_t version;

	if (!store_version(&version, store, error))
		return false;
	for (unsigned i = 1; i <= BACKUP_KEPT_MAX; i++) {
		text_clear(path);
		text_add_format(path, "%s.version-%d", name,
		    migrate_number(version));
		if (i > 1)
			text_add_format(path, ".%u", i);
		if (access(path->bytes, F_OK) != 0)
			return backup_make(store, path->bytes, false, error);
		if (backup_is_of(store, path->bytes, error))
			return true;
		if (error->fault != FAULT_NONE)
			return false;
	}
	return error_set(error, FAULT_STORE,
	    "%s is there already, as the others before it; move them away",
	    path->bytes);
}

/* By a connection of its own: one which is about to write cannot be copied. */
bool
backup_keep(struct text *path, struct store *store, struct error *error)
{
	struct store *reader;

	text_clear(path);
	if (strstr(store_name(store), "://") != NULL)
		return true;
	if (!store_open(&reader, store_name(store), STORE_EXAMINE, error))
		return false;
	(void)backup_keep_as(path, reader, error);
	store_close(reader);
	return error->fault == FAULT_NONE;
}

bool
backup_put(const char *beside, const char *name, struct error *error)
{
	struct store *restored;

	if (access(name, F_OK) != 0)
		return store_replace(beside, name, error);
	if (!store_open(&restored, beside, STORE_EXAMINE, error))
		return false;
	(void)store_copy(restored, name, error);
	store_close(restored);
	if (error->fault == FAULT_STORE) {
		error_clear(error);
		return store_replace(beside, name, error);
	}
	return error->fault == FAULT_NONE && store_discard(beside, error);
}

static bool
backup_record(const char *beside,
    bool (*record)(struct store *restored, struct error *error),
    struct error *error)
{
	struct store *restored;

	if (!store_open(&restored, beside, STORE_MIGRATE, error))
		return false;
	(void)(store_renew(restored, error) && record(restored, error));
	store_close(restored);
	return error->fault == FAULT_NONE;
}

bool
backup_restore(struct store *backup, const char *name, bool replace,
    bool (*record)(struct store *restored, struct error *error),
    struct error *error)
{
	struct text beside = { 0 };

	if (backup_is_server(backup, name))
		return backup_by_copy(backup, name, replace, record, error);
	if (!backup_may_write(name, replace, error))
		return false;
	if (backup_copy(&beside, backup, name, error) &&
	    backup_record(beside.bytes, record, error))
		(void)backup_put(beside.bytes, name, error);
	return backup_settle(&beside, error);
}
