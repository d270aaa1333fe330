#include "store/distribute.h"

#include "base/output.h"
#include "base/text.h"
#include "store/migrate.h"
#include "store/run.h"
#include "verbs.h"

const struct option init_options[] = {
	{ "distribute", OPTION_FLAG, NULL, "cut the large tables by period",
	    false },
	{ "server", OPTION_LIST, "NAME=URL", "put periods on this server "
	    "too (may be given several times)", false },
	{ "periods", OPTION_TEXT, "FROM[..TO]", "months which get partitions "
	    "now (those of this year)", false },
	{ "print", OPTION_FLAG, NULL, "write the SQL and run none of it",
	    false },
	{ "output", OPTION_FILE, "FILE", "write the SQL there (standard "
	    "output)", false },
	{ NULL, OPTION_FLAG, NULL, NULL, false }
};

const struct option partition_options[] = {
	{ "server", OPTION_LIST, "NAME=URL", "put periods on this server "
	    "too (may be given several times)", false },
	{ "output", OPTION_FILE, "FILE", "write the SQL there (standard "
	    "output)", false },
	{ NULL, OPTION_FLAG, NULL, NULL, false }
};

static void
distribute_write(void *context, const char *sql)
{
	size_t length = strlen(sql);

	output_write(context, slice_from(sql, length));
	output_write(context, slice_of(
	    slice_starts_with(slice_of(sql), slice_of("--")) ? "\n" :
	    ";\n"));
}

/* "2026-01..2026-12", or one month. */
static bool
distribute_periods(struct distribute_about *about, const char *text,
    struct error *error)
{
	const char *dots = strstr(text, "..");
	struct slice from = dots == NULL ? slice_of(text) :
	    slice_from(text, (size_t)(dots - text));

	if (!period_parse(&about->from, from, error) ||
	    !period_parse(&about->to, dots == NULL ? from :
	    slice_of(dots + 2), error)) {
		error->fault = FAULT_USAGE;
		return false;
	}
	if (about->to.month < about->from.month)
		return error_set(error, FAULT_USAGE,
		    "\"%s\" ends before it begins", text);
	if (about->to.month - about->from.month >= DISTRIBUTE_PERIODS_MAX)
		return error_set(error, FAULT_USAGE,
		    "\"%s\" is more than %d months", text,
		    DISTRIBUTE_PERIODS_MAX);
	return true;
}

/* Names are used in SQL as they are. */
static bool
distribute_name_is_good(struct slice name)
{
	static const char good[] = "abcdefghijklmnopqrstuvwxyz0123456789_";

	for (size_t i = 0; i < name.length; i++)
		if (memchr(good, name.text[i], sizeof(good) - 1) == NULL)
			return false;
	return name.length > 0 && name.length < 64;
}

static bool
distribute_servers(struct distribute_about *about,
    struct distribute_server servers[], const struct cli *cli,
    struct error *error)
{
	size_t count = cli_list_count(cli, "server");

	if (count > DISTRIBUTE_SERVERS_MAX)
		return error_set(error, FAULT_USAGE, "more than %d servers",
		    DISTRIBUTE_SERVERS_MAX);
	for (size_t i = 0; i < count; i++) {
		const char *given = cli_list(cli, "server", i);
		const char *equals = strchr(given, '=');
		struct slice name = slice_from(given, equals == NULL ? 0 :
		    (size_t)(equals - given));

		if (!distribute_name_is_good(name))
			return error_set(error, FAULT_USAGE, "--server takes "
			    "NAME=URL, the name of small letters, digits and "
			    "\"_\"");
		servers[i] = (struct distribute_server){ name, equals + 1 };
	}
	about->servers = servers;
	about->server_count = count;
	return true;
}

static bool
distribute_about(struct distribute_about *about,
    struct distribute_server servers[], struct cli *cli, const char *periods,
    struct error *error)
{
	struct output *out;
	int32_t year;

	*about = (struct distribute_about){ .say = distribute_write };
	about->from = period_of(cli_today(cli));
	year = about->from.month / 12 * 12;
	about->from.month = year;
	about->to.month = year + 11;
	if ((periods != NULL && !distribute_periods(about, periods, error)) ||
	    !distribute_servers(about, servers, cli, error) ||
	    !cli_bytes(&out, cli, error))
		return false;
	about->context = out;
	return true;
}

/* The tables, cut, and what is said of them, or nothing of it. */
static bool
distribute_record(struct store *store, const struct distribute_about *about,
    struct error *error)
{
	const struct run_about init = { .program = "ops-store",
	    .verb = "init", .topic = "store" };
	struct run *run;

	if (!run_begin(&run, store, &init, error))
		return false;
	if (!distribute_begin(run, about, error) ||
	    !verb_audit(run, "init", error)) {
		run_abandon(run);
		return false;
	}
	return run_commit(run, NULL, error);
}

/* A store in which nothing is yet, of this version. */
static bool
distribute_is_new(bool *out, struct store *store, struct error *error)
{
	int64_t version, last = 0;

	*out = false;
	if (!store_version(&version, store, error))
		return false;
	if (version == 0 && !migrate_apply(store, NULL, error))
		return false;
	if (!run_last(&last, store, error))
		return false;
	*out = last == 0;
	return true;
}

static bool
distribute_store(struct cli *cli, struct store *store,
    const struct distribute_about *about, struct error *error)
{
	bool is_new;

	if (!store_begin(store, error))
		return false;
	if (!distribute_is_new(&is_new, store, error))
		return false;
	if (!is_new) {
		cli_say(cli, "%s is there already: nothing was changed",
		    store_name(store));
		return true;
	}
	if (cli_flag(cli, "print"))
		return distribute_print(store, about, error);
	if (!distribute_record(store, about, error) ||
	    !store_commit(store, error))
		return false;
	cli_say(cli, "%s made, version %d", store_name(store),
	    migrate_number(migrate_version()));
	return true;
}

bool
verb_init_distribute(struct cli *cli, struct error *error)
{
	struct distribute_server servers[DISTRIBUTE_SERVERS_MAX];
	struct distribute_about about;
	const char *name = cli_text(cli, "store");
	struct store *store;

	if (name == NULL)
		name = store_default_name();
	if (!distribute_possible(name, error) || !distribute_about(&about,
	    servers, cli, cli_text(cli, "periods"), error))
		return false;
	about.dry = cli_flag(cli, "print");
	if (!store_open(&store, name, STORE_FILL, error))
		return false;
	(void)distribute_store(cli, store, &about, error);
	store_close(store);
	return error->fault == FAULT_NONE;
}

static bool
partition_audit(struct run *run, const char *periods, struct error *error)
{
	return run_audit(run, "partition", "store", slice_of(periods),
	    slice_from("", 0), slice_from("{}", 2), error);
}

bool
verb_partition(struct cli *cli, struct error *error)
{
	struct distribute_server servers[DISTRIBUTE_SERVERS_MAX];
	struct distribute_about about;
	struct store *store;
	struct run *run;

	if (cli_operand_count(cli) != 1)
		return error_set(error, FAULT_USAGE,
		    "name the month or months, as in 2026-01..2026-12");
	if (!distribute_about(&about, servers, cli, cli_operand(cli, 0),
	    error) || !cli_store(&store, cli, STORE_WRITE, error) ||
	    !distribute_possible(store_name(store), error))
		return false;
	about.dry = cli_flag(cli, "dry-run");
	if (!cli_run(&run, cli, "store", NULL, error))
		return false;
	if (!distribute_add(run, &about, error) ||
	    !partition_audit(run, cli_operand(cli, 0), error)) {
		run_abandon(run);
		return false;
	}
	return cli_commit(cli, run, error);
}
