#include "store/backup.h"

#include <stdlib.h>

#include "base/text.h"
#include "store/address.h"
#include "store/migrate.h"
#include "store/verify.h"
#include "verbs.h"

const struct option backup_options[] = {
	{ "force", OPTION_FLAG, NULL, "replace a file which is there",
	    false },
	{ NULL, OPTION_FLAG, NULL, NULL, false }
};

const struct option restore_options[] = {
	{ "force", OPTION_FLAG, NULL, "replace the store which is there",
	    false },
	{ NULL, OPTION_FLAG, NULL, NULL, false }
};

static bool
backup_operand(const char **out, const struct cli *cli, struct error *error)
{
	if (cli_operand_count(cli) != 1)
		return error_set(error, FAULT_USAGE,
		    "name one file of backup");
	*out = cli_operand(cli, 0);
	return true;
}

bool
verb_backup(struct cli *cli, struct error *error)
{
	struct store *store;
	const char *path;

	if (!backup_operand(&path, cli, error) ||
	    !cli_store(&store, cli, STORE_READ, error) ||
	    !backup_make(store, path, cli_flag(cli, "force"), error))
		return false;
	cli_say(cli, "%s copied to %s", store_name(store), path);
	return true;
}

static void
backup_warn(void *context, const char *line)
{
	cli_warn(context, NULL, 0, "%s", line);
}

/* Older backups are good: migrate brings them up. */
static bool
backup_is_sound(struct cli *cli, struct store *backup, struct error *error)
{
	struct verify_result result;
	int64_t version;

	if (!store_version(&version, backup, error) ||
	    !verify_store(&result, backup, backup_warn, cli, error))
		return false;
	if (result.wrong > 0)
		return error_set(error, FAULT_STORE,
		    "%s is not whole: nothing was restored",
		    store_name(backup));
	return migrate_number(version) <= migrate_number(migrate_version()) ||
	    migrate_check(store_name(backup), version, error);
}

static const char *
backup_target(const struct cli *cli)
{
	const char *name = cli_text(cli, "store");

	return name != NULL ? name : store_default_name();
}

/* Whoever reads the store later shall see that it was a backup once. */
static bool
backup_note(struct store *restored, struct error *error)
{
	return verb_record(restored, "restore", error);
}

static void
backup_tell(struct cli *cli, const char *path)
{
	struct text shown = { 0 };

	address_show(&shown, slice_of(backup_target(cli)));
	cli_say(cli, "%s restored from %s", shown.bytes, path);
	text_release(&shown);
}

bool
verb_restore(struct cli *cli, struct error *error)
{
	struct store *backup;
	const char *path;

	if (!backup_operand(&path, cli, error) ||
	    !store_open(&backup, path, STORE_VERIFY, error))
		return false;
	if (backup_is_sound(cli, backup, error) &&
	    backup_restore(backup, backup_target(cli),
	    cli_flag(cli, "force"), backup_note, error))
		backup_tell(cli, store_name(backup));
	store_close(backup);
	return error->fault == FAULT_NONE;
}
