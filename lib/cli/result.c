#include <unistd.h>

#include "base/memory.h"
#include "cli/cli.h"

static const struct {
	const char *name;
	enum sink_format format;
} formats[] = {
	{ "csv", SINK_CSV },
	{ "tsv", SINK_TSV },
	{ "json", SINK_JSON },
	{ "jsonl", SINK_JSON },
	{ "table", SINK_TABLE },
	{ "spreadsheet", SINK_SPREADSHEET }
};

static bool
result_format_find(enum sink_format *out, const char *name)
{
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
		if (strcmp(name, formats[i].name) == 0) {
			*out = formats[i].format;
			return true;
		}
	return false;
}

/* The argument of the option, NULL where it is absent or has none. */
static const char *
result_option(struct cli *cli, const char *name)
{
	const struct option_value *value =
	    options_find(&cli->options, slice_of(name));

	return value != NULL ? value->text : NULL;
}

/*
 * What --to says; else --spreadsheet; else what the name of the file ends
 * in; else a table for a person and CSV for a program.
 */
static enum sink_format
result_format(struct cli *cli, const char *path)
{
	const struct option_value *people =
	    options_find(&cli->options, slice_of("spreadsheet"));
	const char *to = result_option(cli, "to");
	const char *suffix = path != NULL ? strrchr(path, '.') : NULL;
	enum sink_format format = SINK_CSV;

	if (to != NULL && result_format_find(&format, to))
		return format;
	if (people != NULL && people->given)
		return SINK_SPREADSHEET;
	if (suffix != NULL && result_format_find(&format, suffix + 1))
		return format;
	return path == NULL && isatty(STDOUT_FILENO) ? SINK_TABLE : SINK_CSV;
}

static const char *
result_path(struct cli *cli)
{
	const char *path = result_option(cli, "output");

	return path != NULL && strcmp(path, "-") == 0 ? NULL : path;
}

static bool
result_open_sink(struct sink **out, struct cli *cli,
    const struct schema *schema, const char *path,
    const struct sink_options *how, struct error *error)
{
	struct sink *sink;

	if (!sink_open(&sink, schema, path, how, error))
		return false;
	cli->sinks = memory_grow(cli->sinks, &cli->sink_capacity,
	    cli->sink_count, sizeof(struct sink *));
	cli->sinks[cli->sink_count++] = sink;
	*out = sink;
	return true;
}

/* The records of the first are those the verb gave. */
static bool
result_close_sink(struct cli *cli, struct sink *sink, struct error *error)
{
	if (sink == cli->result)
		cli->written = (int64_t)sink_records(sink);
	return sink_close(sink, error);
}

static bool
result_is_workbook(struct cli *cli, const char *path)
{
	const char *to = result_option(cli, "to");
	const char *suffix = path != NULL ? strrchr(path, '.') : NULL;

	return to != NULL ? strcmp(to, "xlsx") == 0 :
	    suffix != NULL && strcmp(suffix, ".xlsx") == 0;
}

static bool
result_open_workbook(struct sink **out, struct cli *cli,
    const struct schema *schema, const char *path, struct sink_options *how,
    struct error *error)
{
	char into[WORKBOOK_PATH_MAX];
	bool good;

	if (path == NULL && isatty(STDOUT_FILENO))
		return error_set(error, FAULT_USAGE,
		    "a workbook is not for a terminal: give --output FILE");
	if (!workbook_start(&cli->workbook, path, schema != NULL ?
	    schema->name : "records", into, error))
		return false;
	how->format = SINK_CSV;
	how->no_header = false;		/* a sheet is made by its names */
	good = result_open_sink(out, cli, schema, into, how, error);
	workbook_release(&cli->workbook);
	return good;
}

static bool
result_open(struct sink **out, struct cli *cli, const struct schema *schema,
    const struct slice *extras, size_t count, const char *path,
    struct error *error)
{
	const struct option_value *bare =
	    options_find(&cli->options, slice_of("no-header"));
	struct sink_options how = { .format = result_format(cli, path),
	    .extras = extras, .extra_count = count };

	how.no_header = bare != NULL && bare->given;
	how.locale = result_option(cli, "spreadsheet");
	if (!(result_is_workbook(cli, path) ? result_open_workbook(out, cli,
	    schema, path, &how, error) : result_open_sink(out, cli, schema,
	    path, &how, error)))
		return false;
	if (cli->result == NULL)
		cli->result = *out;
	return true;
}

bool
cli_output_to(struct sink **out, struct cli *cli,
    const struct schema *schema, const struct stream *extras_of,
    const char *path, struct error *error)
{
	if (extras_of == NULL)
		return result_open(out, cli, schema, NULL, 0, path, error);
	return result_open(out, cli, schema, stream_extras(extras_of),
	    stream_extra_count(extras_of), path, error);
}

bool
cli_output_columns(struct sink **out, struct cli *cli,
    const struct schema *schema, const struct slice columns[], size_t count,
    struct error *error)
{
	return result_open(out, cli, schema, columns, count,
	    result_path(cli), error);
}

bool
cli_output(struct sink **out, struct cli *cli, const struct schema *schema,
    const struct stream *extras_of, struct error *error)
{
	return cli_output_to(out, cli, schema, extras_of, result_path(cli),
	    error);
}

bool
cli_create(struct sink **out, struct cli *cli, const struct schema *schema,
    const char *path, struct error *error)
{
	return result_open_sink(out, cli, schema,
	    strcmp(path, "-") == 0 ? NULL : path, NULL, error);
}

bool
cli_bytes(struct output **out, struct cli *cli, struct error *error)
{
	struct output *output;

	if (!output_open(&output, result_path(cli), error))
		return false;
	cli->outputs = memory_grow(cli->outputs, &cli->output_capacity,
	    cli->output_count, sizeof(struct output *));
	cli->outputs[cli->output_count++] = output;
	*out = output;
	return true;
}

bool
cli_workbook(struct cli *cli, const struct grid *grids, size_t count,
    struct error *error)
{
	const char *path = result_path(cli);

	if (path == NULL && isatty(STDOUT_FILENO))
		return error_set(error, FAULT_USAGE,
		    "a workbook is not for a terminal: give --output FILE");
	return workbook_sheets(grids, count, path, error);
}

bool
result_settle(struct cli *cli, struct error *error)
{
	while (cli->sink_count > 0)
		if (!result_close_sink(cli, cli->sinks[--cli->sink_count],
		    error))
			return false;
	if (!workbook_finish(&cli->workbook, error))
		return false;
	while (cli->output_count > 0)
		if (!output_close(cli->outputs[--cli->output_count], error))
			return false;
	return true;
}

void
result_drop(struct cli *cli)
{
	workbook_abandon(&cli->workbook);
	while (cli->sink_count > 0)
		sink_abandon(cli->sinks[--cli->sink_count]);
	while (cli->output_count > 0)
		output_abandon(cli->outputs[--cli->output_count]);
	memory_free(cli->sinks);
	memory_free(cli->outputs);
}
