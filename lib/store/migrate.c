#include "store/migrate.h"

#include "store/layout.h"
#include "store/migration.h"
#include "store/right.h"

static int
migrate_newest(void)
{
	int newest = 0;

	for (const struct migration *at = migrations; at->number != 0; at++)
		newest = at->number;
	return newest;
}

int64_t
migrate_version(void)
{
	return ((int64_t)migrate_newest() << LAYOUT_MARK_BITS) | layout_mark();
}

int
migrate_number(int64_t version)
{
	return version <= 0 ? 0 : (int)(version >> LAYOUT_MARK_BITS);
}

static bool
migrate_refuse_newer(const char *name, int64_t version, struct error *error)
{
	return error_set(error, FAULT_STORE,
	    "%s: the store is of version %d, these programs know versions up "
	    "to %d; use newer programs", name, migrate_number(version),
	    migrate_newest());
}

bool
migrate_check(const char *name, int64_t version, struct error *error)
{
	if (version == migrate_version())
		return true;
	if (version <= 0)
		return error_set(error, FAULT_STORE,
		    "%s: this is not a store of opsutils", name);
	if (migrate_number(version) > migrate_newest())
		return migrate_refuse_newer(name, version, error);
	if (migrate_number(version) < migrate_newest())
		return error_set(error, FAULT_STORE,
		    "%s: the store is of version %d, these programs need "
		    "version %d; run ops-store migrate", name,
		    migrate_number(version), migrate_newest());
	return error_set(error, FAULT_STORE,
	    "%s: the registers of the store have other columns than these "
	    "programs; run ops-store migrate", name);
}

bool
migrate_apply(struct store *store, unsigned *applied, struct error *error)
{
	unsigned count = 0;
	int64_t version;

	if (!store_begin(store, error))
		return false;
	/* Only now: another program may have migrated meanwhile. */
	if (!store_version(&version, store, error))
		goto failed;
	if (migrate_number(version) > migrate_newest()) {
		(void)migrate_refuse_newer(store_name(store), version, error);
		goto failed;
	}
	if (!right_lift(store, error))
		goto failed;
	for (const struct migration *at = migrations; at->number != 0; at++) {
		if (at->number <= migrate_number(version))
			continue;
		if (!store_script(store, at->sql, error))
			goto failed;
		count++;
	}
	if (!layout_apply(store, error) ||
	    !right_renew(store, error) ||
	    !store_set_version(store, migrate_version(), error) ||
	    !store_commit(store, error))
		goto failed;
	if (applied != NULL)
		*applied = count;
	return true;
failed:
	store_rollback(store);
	return false;
}
