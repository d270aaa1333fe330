#include "base/assert.h"
#include "base/memory.h"
#include "cli/cli.h"
#include "cli/pipeline.h"
#include "store/audit.h"
#include "store/json.h"
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
	if (cli->store == NULL && mode != STORE_READ &&
	    !pipeline_take_input(error))
		return false;
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

static bool
storage_record(struct run *run, const struct source *source,
    struct error *error)
{
	char digest[AUDIT_HASH_TEXT_MAX];
	struct text image = { 0 };
	bool done;

	audit_hash_format(digest, source->digest);
	json_begin(&image);
	json_add_text(&image, "sha256", slice_of(digest));
	json_add_integer(&image, "bytes", (int64_t)source->bytes);
	json_add_integer(&image, "records", (int64_t)source->records);
	json_end(&image);
	done = run_audit(run, "read", "input", slice_of(source->path),
	    slice_from("", 0), text_slice(&image), error);
	text_release(&image);
	return done;
}

void
cli_note_source(struct cli *cli, const struct source *source)
{
	struct source *kept;

	cli->sources = memory_grow(cli->sources, &cli->source_capacity,
	    cli->source_count, sizeof(*cli->sources));
	kept = &cli->sources[cli->source_count++];
	*kept = *source;
	kept->path = arena_copy_string(&cli->arena, slice_of(source->path));
}

/* Leave in the audit which files were read, so that the run can be repeated. */
static bool
storage_record_all(const struct cli *cli, struct run *run,
    struct error *error)
{
	for (size_t i = 0; i < cli->stream_count; i++) {
		const struct sources *sources =
		    stream_sources(cli->streams[i]);

		for (size_t j = 0; j < sources->count; j++)
			if (!storage_record(run, &sources->list[j], error))
				return false;
	}
	for (size_t i = 0; i < cli->source_count; i++)
		if (!storage_record(run, &cli->sources[i], error))
			return false;
	return true;
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
	if (!storage_record_all(cli, run, error)) {
		run_abandon(run);
		return false;
	}
	if (!run_commit(run, &repeated, error))
		return false;
	if (repeated)
		cli_say(cli, "done before with the same content: "
		    "nothing was stored");
	return true;
}
