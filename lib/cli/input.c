#include "cli/cli.h"

#include "base/assert.h"
#include "base/memory.h"
#include "cli/pipeline.h"

enum { PERCENT_MAX = 100 };

/* The text of a common option, NULL also where the verb has none. */
static const char *
input_option(struct cli *cli, const char *name)
{
	const struct option_value *value =
	    options_find(&cli->options, slice_of(name));

	return value != NULL && value->given ? value->text : NULL;
}

static enum stream_format
input_format(struct cli *cli)
{
	const struct option_value *value =
	    options_find(&cli->options, slice_of("from"));

	/* A verb may have a --from of its own, which is no format. */
	if (value == NULL || !value->given ||
	    value->option->type != OPTION_CHOICE)
		return STREAM_RECOGNISE;
	return strcmp(value->text, "csv") == 0 ? STREAM_CSV :
	    strcmp(value->text, "tsv") == 0 ? STREAM_TSV :
	    strcmp(value->text, "json") == 0 ? STREAM_JSON :
	    STREAM_RECOGNISE;
}

/* "20" records or "5%" of them. */
static bool
input_bound(struct rejects_bound *out, const char *text, struct error *error)
{
	uint64_t number = 0;
	const char *at = text;

	for (; *at >= '0' && *at <= '9' && number < UINT32_MAX; at++)
		number = number * 10 + (uint64_t)(*at - '0');
	if (number > 0 && strcmp(at, "") == 0)
		out->max_count = number;
	else if (number > 0 && number <= PERCENT_MAX && strcmp(at, "%") == 0)
		out->max_percent = (unsigned)number;
	else {
		(void)error_set(error, FAULT_USAGE,
		    "\"%s\" is neither a count nor a percentage above 0",
		    text);
		return error_in_field(error, "--max-rejects", 0);
	}
	return true;
}

static bool
input_open_rejects(struct cli *cli, struct error *error)
{
	const char *path = input_option(cli, "rejects");
	const char *bound_text = input_option(cli, "max-rejects");
	struct rejects_bound bound = { 0 };

	if (path == NULL && bound_text == NULL)
		return true;
	if (path == NULL)
		return error_set(error, FAULT_USAGE,
		    "--max-rejects needs --rejects FILE");
	if (bound_text != NULL && !input_bound(&bound, bound_text, error))
		return false;
	return rejects_open(&cli->rejects, path, bound, error);
}

static void
input_keep(struct cli *cli, struct stream *stream)
{
	cli->streams = memory_grow(cli->streams, &cli->stream_capacity,
	    cli->stream_count, sizeof(struct stream *));
	cli->streams[cli->stream_count++] = stream;
}

static void
input_step(void *context, uint64_t records, uint64_t bytes)
{
	const struct cli *cli = context;

	progress_step(cli->progress, records, bytes);
}

/* What looks at each record before the verb does. */
static bool
input_watch(void *context, const struct record *record, struct error *error)
{
	struct cli *cli = context;

	return controls_watch(&cli->controls, record, error);
}

static void
input_begin_progress(struct cli *cli, const char *const paths[],
    size_t count)
{
	const struct option_value *asked =
	    options_find(&cli->options, slice_of("progress"));

	if (cli->counted_count == 0)
		progress_begin(cli->progress, cli->program->name,
		    asked != NULL && asked->given, cli_flag(cli, "quiet"));
	if (cli->progress->on)
		progress_expect(cli->progress, paths, count);
}

/* Open files as one stream whose records and sums are judged. */
static bool
input_open(struct stream **out, struct cli *cli, const struct schema *schema,
    const char *const paths[], size_t count, struct error *error)
{
	const char *mark = input_option(cli, "decimal-mark");
	struct stream_options how = { .format = input_format(cli) };

	if (cli->counted_count == 0 && !controls_read(&cli->controls,
	    options_find(&cli->options, slice_of("control-total")), error))
		return false;
	input_begin_progress(cli, paths, count);
	if (cli->controls.count > 0)
		how.watch = input_watch;
	if (cli->progress->on)
		how.step = input_step;
	how.context = cli;
	how.rejects = cli->rejects;
	how.header = input_option(cli, "header");
	how.digest = (cli->verb->use & (WRITES_STORE |
	    DIGESTS_INPUT)) != 0;
	how.decimal_mark = mark != NULL ? mark[0] : 0;
	cli->from_standard = cli->from_standard || count == 0;
	for (size_t i = 0; i < count; i++)
		if (strcmp(paths[i], "-") == 0)
			cli->from_standard = true;
	if (!stream_open(out, schema, paths, count, &how, error))
		return false;
	input_keep(cli, *out);
	cli->counted = memory_grow(cli->counted, &cli->counted_capacity,
	    cli->counted_count, sizeof(*cli->counted));
	cli->counted[cli->counted_count++] = *out;
	/* JSON without records names no columns, and has nothing to sum. */
	if (schema == NULL && stream_extra_count(*out) == 0)
		return true;
	return controls_find(&cli->controls, schema, *out, error);
}

bool
cli_input(struct stream **out, struct cli *cli, const struct schema *schema,
    size_t first_operand, struct error *error)
{
	const struct options *options = &cli->options;
	size_t first = first_operand < options->operand_count ?
	    first_operand : options->operand_count;

	ENSURE(cli->counted_count == 0);
	return input_open_rejects(cli, error) && input_open(out, cli, schema,
	    options->operand_count > 0 ? options->operands + first : NULL,
	    options->operand_count - first, error);
}

bool
cli_part(struct stream **out, struct cli *cli, const char *path,
    struct error *error)
{
	return (cli->rejects != NULL || input_open_rejects(cli, error)) &&
	    input_open(out, cli, NULL, &path, 1, error);
}

bool
cli_open(struct stream **out, struct cli *cli, const struct schema *schema,
    const char *path, struct error *error)
{
	const struct stream_options how = {
		.digest = (cli->verb->use & (WRITES_STORE |
	    DIGESTS_INPUT)) != 0
	};
	struct stream *stream;

	if (!stream_open(&stream, schema, &path, 1, &how, error))
		return false;
	input_keep(cli, stream);
	*out = stream;
	return true;
}

static uint64_t
input_records(const struct cli *cli)
{
	uint64_t records = 0;

	for (size_t i = 0; i < cli->counted_count; i++)
		records += stream_records(cli->counted[i]);
	return records;
}

bool
cli_column(size_t *out, const struct cli *cli, const struct stream *in,
    const char *option, struct error *error)
{
	const struct slice *names = stream_extras(in);
	const char *name = cli_text(cli, option);

	for (size_t i = 0; i < stream_extra_count(in); i++)
		if (slice_is(names[i], name)) {
			*out = i;
			return true;
		}
	return error_set(error, FAULT_INPUT,
	    "there is no column \"%s\" in the input (--%s)", name, option);
}

bool
cli_lacks(const struct stream *in, const struct schema *added,
    struct error *error)
{
	const struct slice *names = stream_extras(in);

	for (size_t i = 0; i < stream_extra_count(in); i++)
		if (schema_find(added, names[i]) != FIELD_ABSENT)
			return error_set(error, FAULT_INPUT, "the input has "
			    "a column \"%.*s\" already; rename it first",
			    SLICE_PRINT(names[i]));
	return true;
}

static bool
input_count(struct cli *cli, struct error *error)
{
	const struct option_value *expected =
	    options_find(&cli->options, slice_of("expect-records"));
	uint64_t records = input_records(cli);

	if (expected == NULL || !expected->given ||
	    expected->as.number == records)
		return true;
	return error_set(error, FAULT_STORE,
	    "the input has %llu records, not the %llu expected",
	    (unsigned long long)records,
	    (unsigned long long)expected->as.number);
}

static bool
input_is_expected(struct cli *cli)
{
	const struct option_value *expected =
	    options_find(&cli->options, slice_of("expect-records"));

	return cli->controls.count > 0 ||
	    (expected != NULL && expected->given);
}

/* A verb which has found what it looks for may have left records unread. */
static bool
input_read_rest(struct cli *cli, struct error *error)
{
	struct record record;

	if (!input_is_expected(cli))
		return true;
	for (size_t i = 0; i < cli->counted_count; i++)
		while (stream_next(cli->counted[i], &record, error))
			continue;
	return error->fault == FAULT_NONE;
}

bool
input_settle(struct cli *cli, struct error *error)
{
	struct rejects *rejects = cli->rejects;

	if (cli->settled || cli->counted_count == 0)
		return true;
	if (!input_read_rest(cli, error))
		return false;
	cli->settled = true;
	if (!input_count(cli, error) ||
	    !controls_judge(&cli->controls, error) ||
	    !pipeline_await(cli, error))
		return false;
	if (rejects == NULL)
		return true;
	cli->rejected = rejects_count(rejects);
	cli->rejects = NULL;
	return rejects_close(rejects, input_records(cli), error);
}

/* Past records which are wrong, to where nothing can be read any more. */
static bool
input_read_past(struct stream *stream)
{
	struct record record;
	struct error wrong;
	uint64_t before;

	do {
		wrong = (struct error){ 0 };
		before = stream_records(stream);
		while (stream_next(stream, &record, &wrong))
			continue;
	} while (wrong.fault == FAULT_INPUT &&
	    stream_records(stream) > before);
	return wrong.fault == FAULT_NONE || wrong.fault == FAULT_INPUT;
}

/*
 * What a verb finds wrong with a stream which was cut, such as an entry which
 * does not balance, comes of that.
 */
bool
input_blame(struct error *cut, struct cli *cli, const struct error *error)
{
	if (error->fault != FAULT_INPUT || cli->settled ||
	    cli->counted_count == 0 || !input_is_expected(cli))
		return false;
	cli->settled = true;
	for (size_t i = 0; i < cli->counted_count; i++)
		if (!input_read_past(cli->counted[i]))
			return false;
	if (!input_count(cli, cut))
		return true;
	/* Without a record which could not be read a sum says nothing. */
	return cli->controls.summed == input_records(cli) &&
	    !controls_judge(&cli->controls, cut);
}

void
input_release(struct cli *cli)
{
	for (size_t i = cli->stream_count; i > 0; i--)
		stream_close(cli->streams[i - 1]);
	memory_free(cli->streams);
	memory_free(cli->counted);
	memory_free(cli->sources);
	rejects_abandon(cli->rejects);
}
