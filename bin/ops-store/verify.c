#include "store/verify.h"

#include "store/migrate.h"
#include "verbs.h"

const struct option verify_options[] = {
	{ "anchor", OPTION_LIST, "FILE", "hold the audit to this anchor too "
	    "(may be given again)", false },
	{ "signers", OPTION_FILE, "FILE", "check the signatures of anchors: "
	    "the allowed signers of ssh-keygen", false },
	{ NULL, OPTION_FLAG, NULL, NULL, false }
};

static void
verify_warn(void *context, const char *line)
{
	cli_warn(context, NULL, 0, "%s", line);
}

bool
verb_verify(struct cli *cli, struct error *error)
{
	char hash[AUDIT_HASH_TEXT_MAX];
	struct verify_result result;
	struct store *store;
	int64_t version = 0;

	if (!store_open(&store, cli_text(cli, "store"), STORE_VERIFY, error))
		return false;
	if (!store_version(&version, store, error) ||
	    !verify_store(&result, store, verify_warn, cli, error) ||
	    !verb_hold_anchors(cli, store, &result.wrong, error))
		goto done;
	if (store_is_old(store))
		cli_warn(cli, NULL, 0, "%s: its pages have no checksums, as "
		    "older programs left them; run ops-store migrate",
		    store_name(store));
	if (result.wrong > 0) {
		cli_warn(cli, NULL, 0, "%s is not whole: wrong in %llu places",
		    store_name(store), (unsigned long long)result.wrong);
		cli_answer_no(cli);
		goto done;
	}
	audit_hash_format(hash, result.end.hash);
	cli_say(cli, "%s is whole: version %d, runs %lld, audit records %lld, "
	    "the last with hash %s", store_name(store),
	    migrate_number(version), (long long)result.runs,
	    (long long)result.end.number, hash);
done:
	store_close(store);
	return error->fault == FAULT_NONE;
}
