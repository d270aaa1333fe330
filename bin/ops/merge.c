/*
 * ops merge - parts into one stream
 */
#include <stdio.h>

#include "base/memory.h"
#include "split.h"

const struct option merge_options[] = {
	{ "order", OPTION_FILE, "FILE",
	    "put records in the order in which FILE has their keys", false },
	{ "by", OPTION_LIST, "FIELD[,FIELD]",
	    "the key: of --order, or of the groups of sums", false },
	{ "sum", OPTION_LIST, "FIELD[,FIELD]",
	    "one record a key, with the sum of these columns", false },
	{ "min", OPTION_LIST, "FIELD[,FIELD]",
	    "one record a key, with the least of these columns", false },
	{ "max", OPTION_LIST, "FIELD[,FIELD]",
	    "one record a key, with the greatest of these columns", false },
	{ "to", OPTION_CHOICE, "csv|tsv|json", "format of the output: csv",
	    false },
	{ 0 }
};

static bool
has_sums(struct cli *cli)
{
	return cli_has(cli, "sum") || cli_has(cli, "min") ||
	    cli_has(cli, "max");
}

static bool
check_options(struct cli *cli, struct error *error)
{
	if (cli_has(cli, "order") && has_sums(cli))
		return error_set(error, FAULT_USAGE,
		    "--order is for records, not for sums");
	if (cli_has(cli, "order") && !cli_has(cli, "by"))
		return error_set(error, FAULT_USAGE,
		    "--order FILE needs --by FIELD");
	if (cli_has(cli, "by") && !cli_has(cli, "order") && !has_sums(cli))
		return error_set(error, FAULT_USAGE,
		    "--by needs --order, --sum, --min or --max");
	return true;
}

/* Are the columns of the part those of the first? */
static bool
columns_agree(const struct stream *first, const char *first_path,
    const struct stream *part, const char *path, struct error *error)
{
	size_t count = stream_extra_count(first);

	for (size_t i = 0; i < count && i < stream_extra_count(part); i++)
		if (!slice_equal(stream_extras(first)[i],
		    stream_extras(part)[i]))
			return error_set(error, FAULT_INPUT,
			    "column %zu of %s is \"%.*s\", of %s \"%.*s\"",
			    i + 1, first_path,
			    SLICE_PRINT(stream_extras(first)[i]), path,
			    SLICE_PRINT(stream_extras(part)[i]));
	if (stream_extra_count(part) != count)
		return error_set(error, FAULT_INPUT,
		    "%s has %zu columns, %s has %zu", first_path, count,
		    path, stream_extra_count(part));
	return true;
}

static bool
open_parts(struct merge_parts *parts, struct cli *cli, struct error *error)
{
	const char *first_path = NULL;

	parts->count = cli_operand_count(cli);
	parts->streams = memory_new(parts->count * sizeof(*parts->streams));
	if (!split_allow_files(parts->count, error))
		return false;
	for (size_t i = 0; i < parts->count; i++) {
		const char *path = cli_operand(cli, i);

		if (!cli_part(&parts->streams[i], cli, path, error))
			return false;
		if (stream_extra_count(parts->streams[i]) == 0)
			continue;
		if (parts->first == NULL) {
			parts->first = parts->streams[i];
			first_path = path;
		}
		if (!columns_agree(parts->first, first_path,
		    parts->streams[i], path, error))
			return false;
	}
	if (parts->first == NULL)
		parts->first = parts->streams[0];
	return true;
}

bool
merge_append(const struct merge_parts *parts, struct sink *out,
    struct error *error)
{
	struct record record;

	for (size_t i = 0; i < parts->count; i++)
		while (stream_next(parts->streams[i], &record, error))
			if (!sink_record(out, &record, error))
				return false;
	return error->fault == FAULT_NONE;
}

bool
merge_run(struct cli *cli, struct error *error)
{
	struct merge_parts parts = { 0 };
	struct sink *out;
	bool done = check_options(cli, error) &&
	    open_parts(&parts, cli, error) &&
	    cli_output(&out, cli, NULL, parts.first, error);

	if (!done)
		;
	else if (cli_has(cli, "order"))
		done = merge_ordered(&parts, cli, out, error);
	else if (has_sums(cli))
		done = merge_sums(&parts, cli, out, error);
	else
		done = merge_append(&parts, out, error);
	memory_free(parts.streams);
	return done;
}
