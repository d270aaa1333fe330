/* step: what happens to requests, one or many */
#include "key.h"
#include "request.h"
#include "store/request_write.h"

const struct option request_step_options[] = {
	{ "reason", OPTION_TEXT, "CODE", "why", false },
	{ "team", OPTION_TEXT, "CODE", "team which gets them", false },
	{ "assignee", OPTION_TEXT, "CODE", "person who gets them", false },
	{ "value", OPTION_NUMBER, "N", "answer of the client, from 1 to 5",
	    false },
	{ "note", OPTION_TEXT, "TEXT", "what was said", false },
	{ "at", OPTION_TEXT, "TIME",
	    "when it happened (YYYY-MM-DDTHH:MM:SSZ); now unless given",
	    false },
	KEY_OPTION,
	{ 0 }
};

/*
 * With the event as an operand the stream only names the requests, so that
 * what list gives can be piped; else options stand for what it does not say.
 */
static void
step_fill(struct request_step *step, const struct cli *cli,
    struct instant time)
{
	const struct {
		struct slice *field;
		const char *option;
	} fills[] = {
		{ &step->reason, "reason" }, { &step->team, "team" },
		{ &step->assignee, "assignee" }, { &step->note, "note" }
	};

	if (cli_operand_count(cli) > 0)
		*step = (struct request_step){ .request = step->request,
		    .event = slice_of(cli_operand(cli, 0)),
		    .time = INSTANT_NONE };
	if (step->time.seconds == INSTANT_NONE.seconds)
		step->time = time;
	if (step->value == 0 && cli_has(cli, "value"))
		step->value = (int64_t)cli_number(cli, "value");
	for (size_t i = 0; i < sizeof(fills) / sizeof(*fills); i++)
		if (slice_is_empty(*fills[i].field) &&
		    cli_has(cli, fills[i].option))
			*fills[i].field =
			    slice_of(cli_text(cli, fills[i].option));
}

static bool
step_time(struct instant *out, const struct cli *cli, struct error *error)
{
	*out = INSTANT_NONE;
	if (!cli_has(cli, "at") || instant_parse(out,
	    slice_of(cli_text(cli, "at")), error))
		return true;
	error->fault = FAULT_USAGE;
	return false;
}

/* What is wrong with a number on the command line the store refuses. */
static bool
step_operands(struct request_writer *writer, const struct cli *cli,
    struct instant time, struct error *error)
{
	for (size_t i = 1; i < cli_operand_count(cli); i++) {
		struct request_step step = {
			.request = slice_of(cli_operand(cli, i))
		};
		struct error refusal;

		step_fill(&step, cli, time);
		if (request_write_step(writer, &step, slice_of(""), error))
			continue;
		if (error->fault != FAULT_INPUT || error->code == NULL)
			return false;
		refusal = *error;
		error_clear(error);
		return error_set(error, FAULT_STORE, "%s: %s",
		    cli_operand(cli, i), refusal.message);
	}
	return true;
}

static bool
step_stream(struct request_writer *writer, struct cli *cli,
    struct instant time, struct error *error)
{
	struct request_step step;
	struct record record;
	struct stream *in;

	if (!cli_input(&in, cli, &schema_request_step, 1, error))
		return false;
	while (request_step_next(in, &step, &record, error)) {
		step_fill(&step, cli, time);
		if (slice_is_empty(step.event)) {
			(void)error_set_code(error, FAULT_INPUT,
			    "constraint-error", "name the event");
			(void)error_in_field(error, "event", 0);
		} else if (request_write_step(writer, &step, slice_of(""),
		    error)) {
			continue;
		}
		if (!stream_reject(in, &record, error))
			return false;
	}
	return error->fault == FAULT_NONE;
}

bool
request_step_verb(struct cli *cli, struct error *error)
{
	struct request_writer *writer = NULL;
	struct request_counts counts = { 0, 0 };
	struct instant time;
	const struct vault *vault;
	struct vault room;
	struct run *run;

	if (!step_time(&time, cli, error) ||
	    !key_open(&vault, &room, cli, error) ||
	    !cli_run(&run, cli, "request", NULL, error))
		return false;
	if (request_write_open(&writer, run, vault, error) &&
	    (cli_operand_count(cli) > 1 ?
	    step_operands(writer, cli, time, error) :
	    step_stream(writer, cli, time, error)))
		(void)request_write_end(&counts, writer, "step", error);
	request_write_close(writer);
	vault_close(&room);
	if (error->fault != FAULT_NONE) {
		run_abandon(run);
		return false;
	}
	if (!cli_commit(cli, run, error))
		return false;
	cli_say(cli, "events of requests: %llu",
	    (unsigned long long)counts.events);
	return true;
}
