/* Where the events of a log come from: records of any columns, or XES. */
#include "mining.h"

#include <stdio.h>

#include "base/memory.h"

static bool
is_xes(const struct cli *cli)
{
	const char *path = cli_operand_count(cli) > 0 ?
	    cli_operand(cli, 0) : "";
	size_t length = strlen(path);

	if (cli_has(cli, "from"))
		return strcmp(cli_text(cli, "from"), "xes") == 0;
	return length > 4 && strcmp(path + length - 4, ".xes") == 0;
}

/* What has no meaning where there are no columns and lines of records. */
static bool
check_xes_options(const struct cli *cli, struct error *error)
{
	static const char *const options[] = { "header", "decimal-mark",
		"rejects", "max-rejects" };

	for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++)
		if (cli_has(cli, options[i]))
			return error_set(error, FAULT_USAGE,
			    "--%s is not for XES", options[i]);
	return cli_list_count(cli, "control-total") == 0 || error_set(error,
	    FAULT_USAGE, "--control-total is not for XES");
}

bool
mining_input_open(struct mining *mining, struct error *error)
{
	struct cli *cli = mining->cli;
	size_t count = cli_operand_count(cli);
	const char **paths;
	bool done;

	if (!is_xes(cli))
		return cli_input(&mining->in, cli, NULL, 0, error);
	if (!check_xes_options(cli, error))
		return false;
	paths = memory_resize(NULL, count + 1, sizeof(*paths));
	for (size_t i = 0; i < count; i++)
		paths[i] = cli_operand(cli, i);
	done = xes_reader_open(&mining->xes, paths, count, error);
	memory_free(paths);
	return done;
}

bool
mining_input_next(struct mining *mining, struct record *record,
    struct error *error)
{
	return mining->xes != NULL ?
	    xes_reader_next(mining->xes, record, error) :
	    stream_next(mining->in, record, error);
}

bool
mining_input_reject(struct mining *mining, const struct record *record,
    struct error *error)
{
	if (mining->xes == NULL)
		return stream_reject(mining->in, record, error);
	return error_locate(error, record->origin, record->line);
}

bool
mining_input_settle(const struct mining *mining, struct error *error)
{
	uint64_t events, expected;

	if (mining->xes == NULL || !cli_has(mining->cli, "expect-records"))
		return true;
	events = xes_reader_events(mining->xes);
	expected = cli_number(mining->cli, "expect-records");
	return events == expected || error_set(error, FAULT_STORE,
	    "the input has %llu events, not the %llu expected",
	    (unsigned long long)events, (unsigned long long)expected);
}

void
mining_input_release(struct mining *mining)
{
	xes_reader_close(mining->xes);		/* a stream is closed by cli */
}

bool
mining_input_find(size_t *out, struct mining *mining, const char *name)
{
	const struct slice *names;

	if (mining->xes != NULL) {
		struct error ignored = { 0 };

		/* In XES a colon parts the name of its extension. */
		return strchr(name, ':') != NULL && xes_reader_want(out,
		    mining->xes, slice_of(name), &ignored);
	}
	names = stream_extras(mining->in);
	for (size_t i = 0; i < stream_extra_count(mining->in); i++)
		if (slice_is(names[i], name)) {
			*out = i;
			return true;
		}
	return false;
}

bool
mining_input_column(size_t *out, struct mining *mining, const char *name,
    const char *option, struct error *error)
{
	if (mining->xes != NULL)
		return xes_reader_want(out, mining->xes, slice_of(name),
		    error);
	return mining_input_find(out, mining, name) || error_set(error,
	    FAULT_INPUT, "there is no column \"%s\" in the input (--%s)",
	    name, option);
}

struct slice
mining_input_cell(const struct mining *mining, const struct record *record,
    size_t column)
{
	struct slice cell = record->extras[column];

	for (size_t i = 0; i < mining->missing_count; i++)
		if (slice_equal(cell, mining->missing[i]))
			return slice_of("");
	return cell;
}

bool
mining_input_in(const struct mining *mining, size_t column,
    struct error *error)
{
	char name[ERROR_FIELD_MAX];
	struct slice text = mining->xes != NULL ?
	    xes_reader_name(mining->xes, column) :
	    stream_extras(mining->in)[column];

	(void)snprintf(name, sizeof(name), "%.*s", SLICE_PRINT(text));
	return error_in_field(error, name,
	    mining->xes != NULL ? 0 : (unsigned)column + 1);
}
