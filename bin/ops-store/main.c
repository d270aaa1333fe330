/*
 * ops-store - make, check, copy and tell about the store
 */
#include "schema/store_status.h"
#include "store/status.h"
#include "verbs.h"

static bool
verb_status(struct cli *cli, struct error *error)
{
	struct store *store;
	struct sink *out;

	return cli_store(&store, cli, STORE_READ, error) &&
	    cli_output(&out, cli, &schema_store_status, NULL, error) &&
	    status_put(store, cli_today(cli), out, error);
}

static const struct verb verbs[] = {
	{ "init", NULL, "make a store", USES_STORE, init_options, NULL, NULL,
	    verb_init },
	{ "partition", "FROM[..TO]", "make partitions for months in a store "
	    "which is distributed", WRITES_STORE, partition_options, NULL,
	    NULL, verb_partition },
	{ "migrate", NULL, "bring a store to the version of the programs",
	    USES_STORE, NULL, NULL, NULL, verb_migrate },
	{ "status", NULL, "tell what is in the store",
	    USES_STORE | USES_OUTPUT, NULL, NULL, "store_status",
	    verb_status },
	{ "verify", NULL, "check the file, the audit chain and the runs",
	    USES_STORE, verify_options, NULL, NULL, verb_verify },
	{ "anchor", NULL, "write what the audit is now, to keep elsewhere",
	    USES_STORE, anchor_options, NULL, NULL, verb_anchor },
	{ "prove", "[NUMBER | KIND KEY ...]", "prove that a record or an "
	    "anchor is in the audit, or check it", USES_STORE, prove_options,
	    NULL, NULL, verb_prove },
	{ "backup", "FILE", "copy the store, also while it is used",
	    USES_STORE, backup_options, NULL, NULL, verb_backup },
	{ "restore", "FILE", "make the store what a backup is",
	    USES_STORE, restore_options, NULL, NULL, verb_restore },
	{ "copy", "FROM TO", "move a store to another database, and compare",
	    0, copy_options, NULL, NULL, verb_copy },
	{ "grant", "ROLE USER", "give a user of the server the rights of a role",
	    WRITES_STORE, right_options, NULL, NULL, verb_grant },
	{ "revoke", "USER [ROLE]", "take a user's rights",
	    WRITES_STORE, right_options, NULL, NULL, verb_revoke },
	{ "grants", NULL, "list who has or had which rights",
	    USES_STORE | USES_OUTPUT, grants_options, NULL, NULL,
	    verb_grants },
	{ "could", "ACT ...", "tell who had a right to do something",
	    USES_STORE | USES_OUTPUT, could_options, NULL,
	    "store_right_span", verb_could },
	{ "did", "ACT ...", "tell who did something, and with which right",
	    USES_STORE | USES_OUTPUT, did_options, NULL, "store_deed",
	    verb_did },
	{ "history", "[KIND [KEY ...]]", "tell who did what, when",
	    USES_STORE | USES_OUTPUT, history_options, NULL, "audit",
	    verb_history },
	{ "manifest", "RUN", "tell what a run read and did",
	    USES_STORE | USES_OUTPUT, NULL, NULL, "manifest",
	    verb_manifest },
	{ "undo", "RUN", "reverse what a run did, by inverse records",
	    WRITES_STORE, undo_options, NULL, NULL, verb_undo },
	{ "gaps", NULL, "tell which numbers are missing",
	    USES_STORE | USES_OUTPUT, NULL, NULL, "gap", verb_gaps },
	{ NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL }
};

static const struct program program = {
	"ops-store", "make, check, copy and tell about the store", verbs
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
