#include "base/text.h"
#include "schema/audit.h"
#include "schema/gap.h"
#include "schema/manifest.h"
#include "store/audit_history.h"
#include "store/gap.h"
#include "store/manifest.h"
#include "verbs.h"

const struct option history_options[] = {
	{ "since", OPTION_DATE, "DATE", "only runs which began on this day "
	    "or later", false },
	{ "until", OPTION_DATE, "DATE", "only runs which began on this day "
	    "or earlier", false },
	{ "actor", OPTION_TEXT, "NAME", "only what this actor did", false },
	{ "action", OPTION_TEXT, "WORD", "only this action: add, amend, post",
	    false },
	{ "run", OPTION_NUMBER, "NUMBER", "only what this run did", false },
	{ NULL, OPTION_FLAG, NULL, NULL, false }
};

static struct slice
report_option(const struct cli *cli, const char *name)
{
	return slice_of(cli_has(cli, name) ? cli_text(cli, name) : "");
}

static void
history_filter(struct audit_filter *filter, struct text *key,
    const struct cli *cli)
{
	for (size_t i = 1; i < cli_operand_count(cli); i++)
		text_add_format(key, "%s%s", i > 1 ? " " : "",
		    cli_operand(cli, i));
	*filter = (struct audit_filter){
		.kind = slice_of(cli_operand_count(cli) > 0 ?
		    cli_operand(cli, 0) : ""),
		.record = text_slice(key),
		.action = report_option(cli, "action"),
		.actor = report_option(cli, "actor"),
		.run = (int64_t)cli_number(cli, "run"),
		.since = cli_has(cli, "since") ?
		    cli_date(cli, "since") : DATE_NONE,
		.until = cli_has(cli, "until") ?
		    cli_date(cli, "until") : DATE_NONE
	};
}

static void
history_say_none(struct cli *cli, const struct audit_filter *filter)
{
	if (slice_is_empty(filter->record))
		cli_say(cli, "nothing of that was ever done");
	else
		cli_say(cli, "nothing was ever done to %.*s \"%.*s\"",
		    SLICE_PRINT(filter->kind), SLICE_PRINT(filter->record));
	cli_answer_no(cli);
}

bool
verb_history(struct cli *cli, struct error *error)
{
	struct audit_filter filter;
	struct text key = { 0 };
	struct store *store;
	struct sink *out;

	history_filter(&filter, &key, cli);
	if (cli_store(&store, cli, STORE_READ, error) &&
	    cli_output(&out, cli, &schema_audit, NULL, error) &&
	    audit_history(store, &filter, out, error) &&
	    sink_records(out) == 0)
		history_say_none(cli, &filter);
	text_release(&key);
	return error->fault == FAULT_NONE;
}

bool
report_run(int64_t *out, const struct cli *cli, struct error *error)
{
	const char *text = cli_operand(cli, 0);
	int64_t number = 0;
	const char *at;

	for (at = text; *at >= '0' && *at <= '9' && number < INT32_MAX; at++)
		number = number * 10 + (*at - '0');
	if (number == 0 || *at != '\0')
		return error_set(error, FAULT_USAGE,
		    "\"%s\" is not the number of a run", text);
	*out = number;
	return true;
}

bool
verb_manifest(struct cli *cli, struct error *error)
{
	struct store *store;
	struct sink *out;
	int64_t run;

	return report_run(&run, cli, error) &&
	    cli_store(&store, cli, STORE_READ, error) &&
	    cli_output(&out, cli, &schema_manifest, NULL, error) &&
	    manifest_put_run(store, run, out, error);
}

bool
verb_gaps(struct cli *cli, struct error *error)
{
	struct store *store;
	struct sink *out;

	if (!cli_store(&store, cli, STORE_READ, error) ||
	    !cli_output(&out, cli, &schema_gap, NULL, error) ||
	    !gap_list(store, out, error))
		return false;
	if (sink_records(out) == 0)
		cli_say(cli, "no number is missing");
	else
		cli_answer_no(cli);
	return true;
}
