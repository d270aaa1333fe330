/* grants --at, could, did: what an auditor asks about rights */
#include "base/text.h"
#include "schema/store_deed.h"
#include "schema/store_right_span.h"
#include "store/right_report.h"
#include "verbs.h"

#define TIME_OPTIONS \
	{ "at", OPTION_TEXT, "DATE|TIME", "at the end of this day, or at " \
	    "this time, of UTC", false }, SPAN_OPTIONS
#define SPAN_OPTIONS \
	{ "since", OPTION_DATE, "DATE", "on this day of UTC or later", \
	    false }, \
	{ "until", OPTION_DATE, "DATE", "on this day of UTC or earlier", \
	    false }

const struct option grants_options[] = {
	TIME_OPTIONS,
	{ NULL, OPTION_FLAG, NULL, NULL, false }
};

const struct option could_options[] = {
	{ "client", OPTION_TEXT, "ENTITY", "to rows of this client", false },
	TIME_OPTIONS,
	{ NULL, OPTION_FLAG, NULL, NULL, false }
};

const struct option did_options[] = {
	SPAN_OPTIONS,
	{ NULL, OPTION_FLAG, NULL, NULL, false }
};

enum { DAY_SECONDS = 86400 };

static struct instant
entitled_begin(struct date day)
{
	return (struct instant){ (int64_t)day.days * DAY_SECONDS };
}

static struct instant
entitled_end(struct date day)
{
	return (struct instant){ entitled_begin(day).seconds + DAY_SECONDS -
	    1 };
}

static bool
entitled_at(struct right_question *question, const char *text,
    struct error *error)
{
	struct error inner = { 0 };
	struct instant at;
	struct date day;

	if (date_parse(&day, slice_of(text), &inner))
		at = entitled_end(day);
	else {
		inner = (struct error){ 0 };
		if (!instant_parse(&at, slice_of(text), &inner))
			return error_set(error, FAULT_USAGE, "--at: \"%s\" "
			    "is neither a date (YYYY-MM-DD) nor a time "
			    "(YYYY-MM-DDTHH:MM:SSZ)", text);
	}
	question->since = question->until = at;
	return true;
}

/* A verb which may be asked of one time is asked of now. */
static bool
entitled_time(struct right_question *question, const struct cli *cli,
    bool at, struct error *error)
{
	bool span = cli_has(cli, "since") || cli_has(cli, "until");

	question->since = question->until = INSTANT_NONE;
	if (cli_has(cli, "since"))
		question->since = entitled_begin(cli_date(cli, "since"));
	if (cli_has(cli, "until"))
		question->until = entitled_end(cli_date(cli, "until"));
	if (!at)
		return true;
	if (cli_has(cli, "at"))
		return !span ? entitled_at(question, cli_text(cli, "at"),
		    error) : error_set(error, FAULT_USAGE,
		    "--at is one time, --since and --until are a span");
	if (span || !instant_now(&question->since, error))
		return error->fault == FAULT_NONE;
	question->until = question->since;
	return true;
}

bool
verb_grants_then(struct cli *cli, struct error *error)
{
	struct right_question question = { .act = NULL };
	struct store *store;
	struct sink *out;

	return entitled_time(&question, cli, true, error) &&
	    cli_store(&store, cli, STORE_READ, error) &&
	    cli_output(&out, cli, &schema_store_right_span, NULL, error) &&
	    right_report_held(store, &question, out, error);
}

static bool
entitled_act(struct right_act *act, const struct cli *cli,
    struct store *store, struct error *error)
{
	struct slice words[RIGHT_ACT_WORDS_MAX];
	size_t count = cli_operand_count(cli);

	*act = (struct right_act){ 0 };
	if (count < 1 || count > RIGHT_ACT_WORDS_MAX)
		return error_set(error, FAULT_USAGE, "name the program and "
		    "its verb, or a table");
	for (size_t i = 0; i < count; i++)
		words[i] = slice_of(cli_operand(cli, i));
	return right_act_find(act, store, words, count, error);
}

/* Who needs no right. */
static bool
entitled_tell(struct cli *cli, struct store *store, struct error *error)
{
	struct text owner = { 0 };

	if (right_report_owner(&owner, store, error)) {
		if (owner.length > 0)
			cli_say(cli, "besides \"%s\", who owns the tables, "
			    "and superusers of the server", owner.bytes);
		else
			cli_say(cli, "a file has no users: who may read or "
			    "write it may read or write all of it; these "
			    "were the rights on a server it is a copy of");
	}
	text_release(&owner);
	return error->fault == FAULT_NONE;
}

bool
verb_could(struct cli *cli, struct error *error)
{
	struct right_act act = { 0 };
	struct right_question question = { .act = &act };
	struct store *store;
	struct sink *out;

	if (cli_has(cli, "client"))
		question.client = slice_of(cli_text(cli, "client"));
	if (entitled_time(&question, cli, true, error) &&
	    cli_store(&store, cli, STORE_READ, error) &&
	    entitled_act(&act, cli, store, error) &&
	    cli_output(&out, cli, &schema_store_right_span, NULL, error) &&
	    right_report_held(store, &question, out, error) &&
	    entitled_tell(cli, store, error) && sink_records(out) == 0) {
		cli_say(cli, "nobody had a right to that");
		cli_answer_no(cli);
	}
	right_act_release(&act);
	return error->fault == FAULT_NONE;
}

static bool
entitled_did(struct cli *cli, struct store *store,
    const struct right_question *question, struct error *error)
{
	uint64_t none = 0;
	struct sink *out;

	if (question->act->table.length == 0 && !question->act->rights)
		return error_set(error, FAULT_USAGE,
		    "nobody is recorded for having read");
	if (!cli_output(&out, cli, &schema_store_deed, NULL, error) ||
	    !right_report_done(store, question, out, &none, error))
		return false;
	if (none > 0) {
		cli_say(cli, "%llu of %lld were done by who had no right on "
		    "record", (unsigned long long)none,
		    (long long)sink_records(out));
		cli_answer_no(cli);
	}
	return true;
}

bool
verb_did(struct cli *cli, struct error *error)
{
	struct right_act act = { 0 };
	struct right_question question = { .act = &act };
	struct store *store;

	(void)(entitled_time(&question, cli, false, error) &&
	    cli_store(&store, cli, STORE_READ, error) &&
	    entitled_act(&act, cli, store, error) &&
	    entitled_did(cli, store, &question, error));
	right_act_release(&act);
	return error->fault == FAULT_NONE;
}
