/* intake: requests which come in are numbered, ranked and routed */
#include "base/table.h"
#include "key.h"
#include "request.h"
#include "schema/entity.h"
#include "schema/request_intake.h"
#include "store/register.h"
#include "store/request_write.h"
#include "store/service_read.h"

const struct option request_intake_options[] = {
	{ "source", OPTION_TEXT, "CODE",
	    "where the requests come from, unless they say", false },
	KEY_OPTION,
	{ 0 }
};

struct intake {
	struct cli *cli;
	struct run *run;
	const struct vault *vault;	/* or NULL */
	struct service_book book;
	struct table entities;
	struct request_writer *writer;
	uint64_t known;
	uint64_t replies;
};

static bool
intake_entities(struct intake *intake, struct store *store,
    struct error *error)
{
	struct register_list *list;
	struct entity entity;
	bool added;

	if (!register_list_open(&list, store, &schema_entity,
	    cli_today(intake->cli), error))
		return false;
	while (register_list_next(list, &entity, error))
		(void)table_put(&intake->entities, entity.entity, &added);
	register_list_close(list);
	return error->fault == FAULT_NONE;
}

static bool
intake_refuse(const char *field, struct slice value, const char *what,
    struct error *error)
{
	(void)error_set_code(error, FAULT_INPUT, "foreign-key",
	    "\"%.*s\" is not in the register %s", SLICE_PRINT(value), what);
	return error_in_field(error, field, 0);
}

/* Neither the record nor the register request_address says it. */
static bool
intake_unknown(const char *field, struct slice address, struct error *error)
{
	(void)error_set_code(error, FAULT_INPUT, "constraint-error",
	    "is empty, and no address of \"%.*s\" is in the register "
	    "request_address", SLICE_PRINT(address));
	return error_in_field(error, field, 0);
}

/* Who gets it: the first rule which holds, else the service's team. */
static bool
intake_route(struct slice *rule, struct intake *intake,
    const struct service *service, struct request *request,
    struct error *error)
{
	const struct routing_rule *found;

	if (!service_book_route(&found, &intake->book, request, error))
		return false;
	*rule = found != NULL ? found->rule : slice_of("default");
	request->team = found != NULL ? found->team : service->team;
	request->assignee = found != NULL ? found->assignee : slice_of("");
	return true;
}

/* What the addresses say, where the record does not. */
static void
intake_address(const struct intake *intake, struct request_intake *in)
{
	struct slice rest = in->recipient;
	const struct request_address *known =
	    service_book_address(&intake->book, in->sender);

	if (slice_is_empty(in->entity) && known != NULL)
		in->entity = known->entity;
	while (slice_is_empty(in->service) && !slice_is_empty(rest)) {
		known = service_book_address(&intake->book,
		    slice_cut(&rest, ' '));
		if (known != NULL)
			in->service = known->service;
	}
	if (slice_is_empty(in->requester))
		in->requester = in->sender;
}

static bool
intake_make(struct request *out, const struct service **service,
    const struct intake *intake, const struct request_intake *in,
    struct error *error)
{
	*service = service_book_find(&intake->book, in->service);
	if (slice_is_empty(in->service))
		return intake_unknown("service", in->recipient, error);
	if (slice_is_empty(in->entity))
		return intake_unknown("entity", in->sender, error);
	if (*service == NULL)
		return intake_refuse("service", in->service, "service",
		    error);
	if (table_find(&intake->entities, in->entity) == TABLE_ABSENT)
		return intake_refuse("entity", in->entity, "entity", error);
	*out = (struct request){
		.entity = in->entity, .service = in->service,
		.centre = slice_is_empty(in->centre) ? (*service)->centre :
		    in->centre,
		.priority = slice_is_empty(in->priority) ?
		    service_book_priority(&intake->book, *service,
		    in->impact, in->urgency) : in->priority,
		.impact = in->impact, .urgency = in->urgency,
		.channel = in->channel, .source = in->source,
		.external = in->external,
		.restriction = (*service)->restriction,
		.opened = in->opened, .requester = in->requester,
		.subject = in->subject, .text = in->text
	};
	if (in->opened.seconds == INSTANT_NONE.seconds)
		out->opened = run_time(intake->run);
	return true;
}

/* Where something happened since it was written, the answer is of now. */
static bool
intake_answer(struct intake *intake, struct request_step *step,
    struct error *error)
{
	if (request_write_step(intake->writer, step, slice_of(""), error))
		return true;
	if (error->fault != FAULT_INPUT || strcmp(error->field, "time") != 0)
		return false;
	error_clear(error);
	step->time = INSTANT_NONE;
	return request_write_step(intake->writer, step, slice_of(""), error);
}

/*
 * Of the requests which it answers, the nearest which still takes an answer
 * gets it.  One which is closed does not: then it is a new request.
 */
static bool
intake_reply(bool *replied, struct intake *intake,
    const struct request_intake *in, struct error *error)
{
	struct slice rest = in->answers, number;

	*replied = false;
	while (!slice_is_empty(rest)) {
		struct request_step step = {
			.event = slice_of("reply"), .time = in->opened,
			.actor = in->sender, .note = in->text
		};

		if (!request_write_known(&number, intake->writer, in->source,
		    slice_cut(&rest, ' '), error))
			return false;
		if (slice_is_empty(number))
			continue;
		step.request = number;
		if (intake_answer(intake, &step, error)) {
			*replied = true;
			intake->replies++;
			return request_write_message(intake->writer,
			    in->source, in->external, error);
		}
		if (strcmp(error->field, "event") != 0)
			return false;
		error_clear(error);
	}
	return true;
}

static bool
intake_one(struct intake *intake, struct request_intake *in,
    struct error *error)
{
	const struct service *service;
	struct request request;
	struct slice number, rule;
	bool replied;

	if (slice_is_empty(in->source) && cli_has(intake->cli, "source"))
		in->source = slice_of(cli_text(intake->cli, "source"));
	if (slice_is_empty(in->source)) {
		(void)error_set_code(error, FAULT_INPUT, "constraint-error",
		    "is required and empty; or give --source");
		return error_in_field(error, "source", 0);
	}
	if (!request_write_known(&number, intake->writer, in->source,
	    in->external, error))
		return false;
	if (!slice_is_empty(number)) {
		intake->known++;
		return true;
	}
	if (!intake_reply(&replied, intake, in, error) || replied)
		return error->fault == FAULT_NONE;
	intake_address(intake, in);
	return intake_make(&request, &service, intake, in, error) &&
	    intake_route(&rule, intake, service, &request, error) &&
	    request_write_add(intake->writer, &request, rule, error);
}

static bool
intake_stream(struct intake *intake, struct error *error)
{
	struct request_intake in;
	struct record record;
	struct stream *stream;

	if (!cli_input(&stream, intake->cli, &schema_request_intake, 0,
	    error))
		return false;
	while (request_intake_next(stream, &in, &record, error)) {
		run_digest(intake->run, record.raw);
		run_digest(intake->run, slice_from("\n", 1));
		if (intake_one(intake, &in, error))
			continue;
		if (error->fault != FAULT_INPUT ||
		    !stream_reject(stream, &record, error))
			return false;
	}
	return error->fault == FAULT_NONE;
}

static bool
intake_run(struct intake *intake, struct request_counts *counts,
    struct error *error)
{
	struct store *store = run_store(intake->run);

	return service_read(&intake->book, store, cli_today(intake->cli),
	    error) && intake_entities(intake, store, error) &&
	    request_write_open(&intake->writer, intake->run,
	    intake->vault, error) &&
	    intake_stream(intake, error) &&
	    request_write_end(counts, intake->writer, "intake", error);
}

bool
request_intake_verb(struct cli *cli, struct error *error)
{
	struct request_counts counts = { 0, 0 };
	struct intake intake = { .cli = cli };
	struct vault vault;

	if (!key_open(&intake.vault, &vault, cli, error) || !cli_run(&intake.run, cli, "request", NULL, error))
		return false;
	(void)intake_run(&intake, &counts, error);
	request_write_close(intake.writer);
	vault_close(&vault);
	service_book_release(&intake.book);
	table_release(&intake.entities);
	if (error->fault != FAULT_NONE) {
		run_abandon(intake.run);
		return false;
	}
	if (!cli_commit(cli, intake.run, error))
		return false;
	if (intake.replies > 0)
		cli_say(cli, "%llu requests taken in, %llu replies, %llu "
		    "known before", (unsigned long long)counts.added,
		    (unsigned long long)intake.replies,
		    (unsigned long long)intake.known);
	else
		cli_say(cli, "%llu requests taken in, %llu known before",
		    (unsigned long long)counts.added,
		    (unsigned long long)intake.known);
	return true;
}
