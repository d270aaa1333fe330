/*
 * ops split - one stream into parts
 *
 * By a hash of columns, so that records with the same key come into the same
 * part, or in blocks of records which stand together, so that the parts one
 * after the other are the whole.  Parts keep the order of their records.
 */
#include "split.h"

#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "base/memory.h"
#include "record/partition.h"
#include "record/spool.h"

enum { SPLIT_PATH_MAX = 4096 };

const struct option split_options[] = {
	{ "parts", OPTION_NUMBER, "N", "how many parts", true },
	{ "by", OPTION_LIST, "FIELD[,FIELD]",
	    "records which agree in these columns stay together", false },
	{ "blocks", OPTION_FLAG, NULL,
	    "parts are blocks: one after the other they are the whole",
	    false },
	{ "part", OPTION_NUMBER, "K", "write only this part, from 1", false },
	{ "into", OPTION_FILE, "PREFIX",
	    "write PREFIX1.csv, PREFIX2.csv, ... or into that folder", false },
	{ "to", OPTION_CHOICE, "csv|tsv|json", "format of the parts: csv",
	    false },
	{ 0 }
};

struct split {
	struct cli *cli;
	struct stream *in;
	struct columns by;
	struct text key;
	unsigned parts;
	unsigned only;			/* this part, or 0 for all */
	struct sink **sinks;		/* of the parts, NULL is not written */
};

bool
split_columns(struct columns *columns, struct cli *cli, const char *option,
    const struct stream *stream, struct error *error)
{
	for (size_t i = 0; i < cli_list_count(cli, option); i++)
		if (!columns_find(columns, stream,
		    slice_of(cli_list(cli, option, i)), error))
			return false;
	return true;
}

bool
split_allow_files(uint64_t count, struct error *error)
{
	struct rlimit limit;
	rlim_t wanted = (rlim_t)count + SPLIT_FILES_SPARE;

	if (getrlimit(RLIMIT_NOFILE, &limit) != 0 ||
	    limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur >= wanted)
		return true;
	if (limit.rlim_max == RLIM_INFINITY || limit.rlim_max >= wanted) {
		limit.rlim_cur = wanted;
		if (setrlimit(RLIMIT_NOFILE, &limit) == 0)
			return true;
	}
	return error_set(error, FAULT_SYSTEM,
	    "%llu files at once are more than the %llu which may be open "
	    "here (ulimit -n)", (unsigned long long)count,
	    (unsigned long long)limit.rlim_cur);
}

static const char *
suffix(struct cli *cli)
{
	const char *to = cli_text(cli, "to");

	return to != NULL ? to : "csv";
}

/* Numbers have the same width, so that names sort as the parts do. */
static bool
part_path(char path[SPLIT_PATH_MAX], const struct split *split,
    unsigned part, struct error *error)
{
	const char *into = cli_text(split->cli, "into");
	struct stat status;
	bool folder = stat(into, &status) == 0 && S_ISDIR(status.st_mode);
	int width = snprintf(NULL, 0, "%u", split->parts);
	int length = snprintf(path, SPLIT_PATH_MAX, "%s%s%0*u.%s", into,
	    !folder ? "" : into[strlen(into) - 1] == '/' ? "part-" :
	    "/part-", width, part, suffix(split->cli));

	return (length > 0 && length < SPLIT_PATH_MAX) ||
	    error_set(error, FAULT_USAGE, "--into: the name is too long");
}

static bool
open_parts(struct split *split, struct error *error)
{
	char path[SPLIT_PATH_MAX];

	split->sinks = memory_new((split->parts + 1) *
	    sizeof(*split->sinks));
	if (split->only > 0)
		return cli_output(&split->sinks[split->only], split->cli,
		    NULL, split->in, error);
	if (!split_allow_files(split->parts, error))
		return false;
	for (unsigned part = 1; part <= split->parts; part++)
		if (!part_path(path, split, part, error) ||
		    !cli_output_to(&split->sinks[part], split->cli, NULL,
		    split->in, path, error))
			return false;
	return true;
}

static bool
put(const struct split *split, unsigned part, const struct record *record,
    struct error *error)
{
	struct sink *sink = split->sinks[part];

	return sink == NULL || sink_record(sink, record, error);
}

static bool
by_hash(struct split *split, struct error *error)
{
	struct record record;

	while (stream_next(split->in, &record, error))
		if (!put(split, partition_of(columns_key(&split->by, &record,
		    &split->key), split->parts), &record, error))
			return false;
	return error->fault == FAULT_NONE;
}

/*
 * A block ends when it and those before it have their share of the records;
 * with --by, not before the key changes.
 */
static bool
give_blocks(struct split *split, struct spool *spool, uint64_t count,
    struct error *error)
{
	struct text last = { 0 };
	struct record record;
	uint64_t given = 0;
	unsigned part = 1;
	bool good = true;

	while (good && spool_next(spool, &record, error)) {
		struct slice key = slice_from("", 0);
		bool same = false;

		if (split->by.count > 0) {
			key = columns_key(&split->by, &record, &split->key);
			same = given > 0 && slice_equal(key,
			    text_slice(&last));
		}
		while (!same && part < split->parts &&
		    given * split->parts >= count * part)
			part++;
		good = put(split, part, &record, error);
		text_clear(&last);
		text_add(&last, key);
		given++;
	}
	text_release(&last);
	return error->fault == FAULT_NONE;
}

static bool
by_blocks(struct split *split, struct error *error)
{
	struct record record;
	struct spool *spool;
	uint64_t count = 0;

	if (!spool_open(&spool, error))
		return false;
	while (stream_next(split->in, &record, error) &&
	    spool_add(spool, &record, error))
		count++;
	if (error->fault == FAULT_NONE)
		(void)give_blocks(split, spool, count, error);
	spool_close(spool);
	return error->fault == FAULT_NONE;
}

static bool
check_options(struct split *split, struct error *error)
{
	struct cli *cli = split->cli;
	uint64_t parts = cli_number(cli, "parts");
	uint64_t only = cli_number(cli, "part");

	if (parts < 1 || parts > PARTITION_PARTS_MAX)
		return error_set(error, FAULT_USAGE,
		    "--parts: %llu is not between 1 and %d",
		    (unsigned long long)parts, PARTITION_PARTS_MAX);
	if (cli_has(cli, "part") && (only < 1 || only > parts))
		return error_set(error, FAULT_USAGE,
		    "--part: %llu is not between 1 and %llu",
		    (unsigned long long)only, (unsigned long long)parts);
	if (!cli_flag(cli, "blocks") && cli_list_count(cli, "by") == 0)
		return error_set(error, FAULT_USAGE,
		    "--by FIELD or --blocks says what goes where");
	if (cli_has(cli, "part") == cli_has(cli, "into"))
		return error_set(error, FAULT_USAGE,
		    "either --into PREFIX or --part K");
	if (cli_has(cli, "into") && cli_has(cli, "output"))
		return error_set(error, FAULT_USAGE,
		    "--output is for --part K; --into names the files");
	split->parts = (unsigned)parts;
	split->only = (unsigned)only;
	return true;
}

bool
split_run(struct cli *cli, struct error *error)
{
	struct split split = { .cli = cli };
	bool done = check_options(&split, error) &&
	    cli_input(&split.in, cli, NULL, 0, error) &&
	    split_columns(&split.by, cli, "by", split.in, error) &&
	    open_parts(&split, error) &&
	    (cli_flag(cli, "blocks") ? by_blocks : by_hash)(&split, error);

	text_release(&split.key);
	memory_free(split.sinks);
	return done;
}
