#include "base/assert.h"
#include "cli/cli.h"
#include "store/run.h"

bool
cli_store(struct store **out, struct cli *cli, enum store_mode mode,
    struct error *error)
{
	unsigned use = cli->verb->use;

	ENSURE(use & (USES_STORE | WRITES_STORE));
	ENSURE(mode == STORE_READ || (use & WRITES_STORE));
	if (mode == STORE_READ && (use & WRITES_STORE))
		mode = STORE_WRITE;	/* it is opened once */
	if (cli->store == NULL && !store_open(&cli->store,
	    cli_text(cli, "store"), mode, error))
		return false;
	*out = cli->store;
	return true;
}

bool
cli_run(struct run **out, struct cli *cli, const char *topic,
    const char *batch, struct error *error)
{
	struct run_about about = {
		.program = cli->program->name,
		.verb = cli->verb->name != NULL ? cli->verb->name : "",
		.arguments = cli->arguments,
		.topic = topic,
		.batch = slice_of(batch != NULL ? batch : "")
	};
	struct store *store;

	return cli_store(&store, cli, STORE_WRITE, error) &&
	    run_begin(out, store, &about, error);
}

bool
cli_commit(struct cli *cli, struct run *run, struct error *error)
{
	bool repeated = false;

	if (!input_settle(cli, error)) {
		run_abandon(run);
		return false;
	}
	if (cli_flag(cli, "dry-run")) {
		run_abandon(run);
		cli_say(cli, "a dry run: nothing was stored");
		return true;
	}
	if (!run_commit(run, &repeated, error))
		return false;
	if (repeated)
		cli_say(cli, "done before with the same content: "
		    "nothing was stored");
	return true;
}
