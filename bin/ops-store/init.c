#include "store/migrate.h"
#include "store/run.h"
#include "verbs.h"

bool
verb_record(struct store *store, const char *verb, struct error *error)
{
	const struct run_about about = {
		.program = "ops-store",
		.verb = verb,
		.topic = "store"
	};
	struct run *run;
	char after[64];
	int64_t version;
	int length;

	if (!store_version(&version, store, error))
		return false;
	length = snprintf(after, sizeof(after), "{\"version\":%d}",
	    migrate_number(version));
	if (!run_begin(&run, store, &about, error))
		return false;
	if (!run_audit(run, verb, "store", slice_of("version"),
	    slice_from("", 0), slice_from(after, (size_t)length), error)) {
		run_abandon(run);
		return false;
	}
	return run_commit(run, NULL, error);
}

bool
verb_init(struct cli *cli, struct error *error)
{
	struct store *store;

	if (!store_open(&store, cli_text(cli, "store"), STORE_CREATE, error))
		return false;
	if (!store_created(store))
		cli_say(cli, "%s is there already: nothing was changed",
		    store_name(store));
	else if (verb_record(store, "init", error))
		cli_say(cli, "%s made, version %d", store_name(store),
		    migrate_number(migrate_version()));
	store_close(store);
	return error->fault == FAULT_NONE;
}

bool
verb_migrate(struct cli *cli, struct error *error)
{
	unsigned applied = 0;
	int64_t version = 0;
	struct store *store;

	if (!store_open(&store, cli_text(cli, "store"), STORE_MIGRATE, error))
		return false;
	if (!store_version(&version, store, error))
		goto done;
	if (version == migrate_version()) {
		cli_say(cli, "%s is of version %d: nothing was changed",
		    store_name(store), migrate_number(version));
		goto done;
	}
	if (migrate_apply(store, &applied, error) &&
	    verb_record(store, "migrate", error))
		cli_say(cli, "%s brought from version %d to %d",
		    store_name(store), migrate_number(version),
		    migrate_number(migrate_version()));
done:
	store_close(store);
	return error->fault == FAULT_NONE;
}
