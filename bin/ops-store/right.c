#include "store/right.h"

#include "schema/store_right.h"
#include "verbs.h"

const struct option right_options[] = {
	{ "client", OPTION_TEXT, "ENTITY", "only rows of this client",
	    false },
	{ NULL, OPTION_FLAG, NULL, NULL, false }
};

static struct slice
right_operand(const struct cli *cli, size_t at)
{
	return at < cli_operand_count(cli) ? slice_of(cli_operand(cli, at)) :
	    slice_from("", 0);
}

static bool
right_change(struct cli *cli, const struct right *right,
    bool (*change)(struct run *run, const struct right *right,
    struct error *error), struct error *error)
{
	struct store *store;
	struct run *run;

	if (!cli_store(&store, cli, STORE_WRITE, error) ||
	    !right_possible(store, error) ||
	    !cli_run(&run, cli, "store", NULL, error))
		return false;
	if (!change(run, right, error)) {
		run_abandon(run);
		return false;
	}
	return cli_commit(cli, run, error);
}

static struct slice
right_client(const struct cli *cli)
{
	const char *client = cli_text(cli, "client");

	return client != NULL ? slice_of(client) : slice_from("", 0);
}

bool
verb_grant(struct cli *cli, struct error *error)
{
	const struct right right = {
		.role = right_operand(cli, 0),
		.user = right_operand(cli, 1),
		.client = right_client(cli)
	};

	if (cli_operand_count(cli) != 2)
		return error_set(error, FAULT_USAGE,
		    "name the role and the user");
	return right_change(cli, &right, right_grant, error);
}

bool
verb_revoke(struct cli *cli, struct error *error)
{
	const struct right right = {
		.user = right_operand(cli, 0),
		.role = right_operand(cli, 1),
		.client = right_client(cli)
	};

	if (cli_operand_count(cli) < 1 || cli_operand_count(cli) > 2)
		return error_set(error, FAULT_USAGE,
		    "name the user, and the role unless all are meant");
	return right_change(cli, &right, right_revoke, error);
}

bool
verb_grants(struct cli *cli, struct error *error)
{
	struct store *store;
	struct sink *out;

	if (cli_has(cli, "at") || cli_has(cli, "since") ||
	    cli_has(cli, "until"))
		return verb_grants_then(cli, error);
	return cli_store(&store, cli, STORE_READ, error) &&
	    right_possible(store, error) &&
	    cli_output(&out, cli, &schema_store_right, NULL, error) &&
	    right_list(store, out, error);
}
