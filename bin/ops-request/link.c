/* link: which transactions and records requests are about */
#include "base/text.h"
#include "key.h"
#include "request.h"
#include "schema/request_link.h"
#include "store/request_write.h"
#include "store/transaction.h"

const struct option request_link_options[] = {
	KEY_OPTION,
	{ 0 }
};

enum { LINK_KEY_AT = 2 };	/* operands before the key: request, kind */

struct linking {
	struct cli *cli;
	struct run *run;
	struct request_writer *writer;
	uint64_t known;
};

static bool
link_one(struct linking *linking, const struct request_link *link,
    struct error *error)
{
	struct request_step step = {
		.request = link->request, .time = INSTANT_NONE,
		.event = slice_of("link"), .reason = link->kind,
		.note = link->record
	};
	bool found, known;

	if (!transaction_find(&found, run_store(linking->run), link->kind,
	    link->record, cli_today(linking->cli), error))
		return error_in_field(error, "record", 0);
	if (!found) {
		(void)error_set_code(error, FAULT_INPUT, "foreign-key",
		    "there is no %.*s \"%.*s\"", SLICE_PRINT(link->kind),
		    SLICE_PRINT(link->record));
		return error_in_field(error, "record", 0);
	}
	if (!request_write_linked(&known, linking->writer, link->request,
	    link->kind, link->record, error))
		return false;
	linking->known += known;
	return known || (request_write_step(linking->writer, &step,
	    slice_of(""), error) && request_write_link(linking->writer,
	    link->kind, link->record, error));
}

static bool
link_operands(struct linking *linking, struct error *error)
{
	const struct cli *cli = linking->cli;
	struct request_link link = {
		.request = slice_of(cli_operand(cli, 0))
	};
	struct text key = { 0 };

	if (cli_operand_count(cli) <= LINK_KEY_AT)
		return error_set(error, FAULT_USAGE,
		    "name the request, the kind and the key");
	link.kind = slice_of(cli_operand(cli, 1));
	for (size_t i = LINK_KEY_AT; i < cli_operand_count(cli); i++)
		text_add_format(&key, "%s%s", i > LINK_KEY_AT ? " " : "",
		    cli_operand(cli, i));
	link.record = text_slice(&key);
	if (!link_one(linking, &link, error) &&
	    error->fault == FAULT_INPUT && error->code != NULL) {
		error->fault = FAULT_STORE;
		error->field[0] = '\0';
	}
	text_release(&key);
	return error->fault == FAULT_NONE;
}

static bool
link_stream(struct linking *linking, struct error *error)
{
	struct request_link link;
	struct record record;
	struct stream *in;

	if (!cli_input(&in, linking->cli, &schema_request_link, 0, error))
		return false;
	while (request_link_next(in, &link, &record, error))
		if (!link_one(linking, &link, error) &&
		    !stream_reject(in, &record, error))
			return false;
	return error->fault == FAULT_NONE;
}

bool
request_link_verb(struct cli *cli, struct error *error)
{
	struct linking linking = { .cli = cli };
	struct request_counts counts = { 0, 0 };
	const struct vault *vault;
	struct vault room;

	if (!key_open(&vault, &room, cli, error) || !cli_run(&linking.run, cli, "request", NULL, error))
		return false;
	if (request_write_open(&linking.writer, linking.run, vault, error) &&
	    (cli_operand_count(cli) > 0 ? link_operands(&linking, error) :
	    link_stream(&linking, error)))
		(void)request_write_end(&counts, linking.writer, "link",
		    error);
	request_write_close(linking.writer);
	vault_close(&room);
	if (error->fault != FAULT_NONE) {
		run_abandon(linking.run);
		return false;
	}
	if (!cli_commit(cli, linking.run, error))
		return false;
	cli_say(cli, "%llu links made, %llu made before",
	    (unsigned long long)counts.events,
	    (unsigned long long)linking.known);
	return true;
}
