/* status: what the bank says on payments, kept */
#include "domain/pain_status.h"
#include "pay.h"
#include "store/payment_file.h"

static void
digest(struct run *run, const struct payment_status *answer)
{
	const struct slice texts[] = {
		answer->report, answer->message, answer->payment,
		answer->status, answer->reason, answer->information
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		run_digest(run, texts[i]);
		run_digest(run, slice_from("\x1f", 1));
	}
}

static void
report_unknown(struct cli *cli, const struct payment_status *answer)
{
	bool whole = slice_is_empty(answer->payment);
	struct slice id = whole ? answer->message : answer->payment;

	cli_warn(cli, NULL, 0, "report %.*s: there is no %s \"%.*s\"",
	    SLICE_PRINT(answer->report), whole ? "message" : "payment",
	    SLICE_PRINT(id));
	cli_answer_no(cli);
}

static bool
keep_answers(struct cli *cli, struct run *run,
    const struct pain_status *status, struct error *error)
{
	bool known = false, repeats;

	for (size_t i = 0; i < status->count; i++)
		digest(run, &status->answers[i]);
	if (!run_repeats(run, &repeats, error))
		return false;
	for (size_t i = 0; !repeats && i < status->count; i++) {
		if (!payment_file_answer(&known, run, (int64_t)i + 1,
		    &status->answers[i], error))
			return false;
		if (!known)
			report_unknown(cli, &status->answers[i]);
	}
	return repeats || run_audit(run, "answer", "payment",
	    status->message, slice_of(""), slice_of(""), error);
}

static bool
keep(struct cli *cli, const struct pain_status *status, struct error *error)
{
	char batch[64];
	struct run *run;

	(void)snprintf(batch, sizeof(batch), "%.*s",
	    SLICE_PRINT(status->report));
	if (!cli_run(&run, cli, "payment_status", batch, error))
		return false;
	if (!keep_answers(cli, run, status, error)) {
		run_abandon(run);
		return false;
	}
	return cli_commit(cli, run, error);
}

static bool
print(struct cli *cli, const struct pain_status *status, struct error *error)
{
	struct sink *out;

	if (!cli_output(&out, cli, &schema_payment_status, NULL, error))
		return false;
	for (size_t i = 0; i < status->count; i++)
		if (!payment_status_put(out, &status->answers[i], error))
			return false;
	return true;
}

bool
pay_status_verb(struct cli *cli, struct error *error)
{
	struct pain_status status = { 0 };
	struct xml_reader *reader = NULL;
	bool done;

	if (cli_operand_count(cli) > 1)
		return error_set(error, FAULT_USAGE, "give one file");
	if (!xml_reader_open(&reader, cli_operand_count(cli) == 1 ?
	    cli_operand(cli, 0) : NULL, error))
		return false;
	done = pain_status_read(&status, reader, error) &&
	    keep(cli, &status, error) && print(cli, &status, error);
	pain_status_release(&status);
	xml_reader_close(reader);
	return done;
}
