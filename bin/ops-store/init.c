#include "store/backup.h"
#include "store/migrate.h"
#include "store/right_reconcile.h"
#include "store/run.h"
#include "verbs.h"

bool
verb_audit(struct run *run, const char *verb, struct error *error)
{
	char after[64];
	int64_t version;
	int length;

	if (!store_version(&version, run_store(run), error))
		return false;
	length = snprintf(after, sizeof(after), "{\"version\":%d}",
	    migrate_number(version));
	return run_audit(run, verb, "store", slice_of("version"),
	    slice_from("", 0), slice_from(after, (size_t)length), error);
}

bool
verb_record(struct store *store, const char *verb, struct error *error)
{
	const struct run_about about = {
		.program = "ops-store",
		.verb = verb,
		.topic = "store"
	};
	struct run *run;

	if (!run_begin(&run, store, &about, error))
		return false;
	if (!verb_audit(run, verb, error) ||
	    !right_reconcile(run, error)) {
		run_abandon(run);
		return false;
	}
	return run_commit(run, NULL, error);
}

/*
 * One whose making was cut short before it was recorded, by a kill or a loss
 * of power, is made to its end.
 */
static bool
init_is_new(bool *out, struct store *store, struct error *error)
{
	int64_t last = 0;

	*out = store_created(store);
	if (!*out) {
		if (!run_last(&last, store, error))
			return false;
		*out = last == 0;
	}
	return true;
}

bool
verb_init(struct cli *cli, struct error *error)
{
	struct store *store;
	bool is_new;

	if (cli_flag(cli, "distribute"))
		return verb_init_distribute(cli, error);
	if (cli_flag(cli, "print") || cli_has(cli, "periods") ||
	    cli_list_count(cli, "server") > 0)
		return error_set(error, FAULT_USAGE, "--server, --periods "
		    "and --print go with --distribute");
	if (!store_open(&store, cli_text(cli, "store"), STORE_CREATE, error))
		return false;
	if (!init_is_new(&is_new, store, error))
		goto done;
	if (!is_new)
		cli_say(cli, "%s is there already: nothing was changed",
		    store_name(store));
	else if (verb_record(store, "init", error))
		cli_say(cli, "%s made, version %d", store_name(store),
		    migrate_number(migrate_version()));
done:
	store_close(store);
	return error->fault == FAULT_NONE;
}

/*
 * Under one lock: nothing is written between the copy and the change, and the
 * change is there with its record or not at all.
 */
static bool
migrate_recorded(struct store *store, struct text *kept, struct error *error)
{
	unsigned applied = 0;

	if (!store_begin(store, error))
		return false;
	if (backup_keep(kept, store, error) &&
	    migrate_apply(store, &applied, error) &&
	    verb_record(store, "migrate", error))
		(void)store_commit(store, error);
	if (error->fault != FAULT_NONE)
		store_rollback(store);
	return error->fault == FAULT_NONE;
}

/*
 * Written anew, with all in it as it was; this by itself, since it is no part
 * of a transaction.
 */
static bool
migrate_renew(struct store *store, struct text *kept, struct error *error)
{
	return !store_is_old(store) || (backup_keep(kept, store, error) &&
	    store_renew(store, error));
}

static void
migrate_tell(struct cli *cli, const struct store *store, int64_t version,
    const struct text *kept)
{
	const char *before = kept->length > 0 ?
	    "; what it was is kept in " : "";
	const char *file = kept->length > 0 ? kept->bytes : "";

	if (version == migrate_version())
		cli_say(cli, "%s written anew, with checksums%s%s",
		    store_name(store), before, file);
	else
		cli_say(cli, "%s brought from version %d to %d%s%s",
		    store_name(store), migrate_number(version),
		    migrate_number(migrate_version()), before, file);
}

bool
verb_migrate(struct cli *cli, struct error *error)
{
	struct text kept = { 0 };
	int64_t version = 0;
	struct store *store;

	if (!store_open(&store, cli_text(cli, "store"), STORE_MIGRATE, error))
		return false;
	if (!store_version(&version, store, error))
		goto done;
	if (version == migrate_version() && !store_is_old(store))
		cli_say(cli, "%s is of version %d: nothing was changed",
		    store_name(store), migrate_number(version));
	else if (migrate_number(version) > migrate_number(migrate_version()))
		(void)migrate_check(store_name(store), version, error);
	else if (migrate_renew(store, &kept, error) &&
	    (version != migrate_version() ?
	    migrate_recorded(store, &kept, error) :
	    verb_record(store, "migrate", error)))
		migrate_tell(cli, store, version, &kept);
done:
	text_release(&kept);
	store_close(store);
	return error->fault == FAULT_NONE;
}
