/* mail: mails as requests which come in, for intake */
#include "record/mail.h"
#include "request.h"
#include "schema/request_intake.h"

const struct option request_mail_options[] = {
	{ "source", OPTION_TEXT, "CODE", "where they come from; mail unless "
	    "given", false },
	{ "lenient", OPTION_FLAG, NULL,
	    "pass over malformed mails with a warning, and end with 1",
	    false },
	{ 0 }
};

static bool
mail_put(struct sink *out, const struct cli *cli, const struct mail *mail,
    struct error *error)
{
	const char *source = cli_text(cli, "source");
	struct request_intake in = {
		.source = slice_of(source != NULL ? source : "mail"),
		.external = text_slice(&mail->message),
		.channel = slice_of("mail"),
		.requester = text_slice(&mail->name),
		.sender = text_slice(&mail->sender),
		.recipient = text_slice(&mail->recipients),
		.answers = text_slice(&mail->answers), .opened = mail->date,
		.subject = text_slice(&mail->subject),
		.text = text_slice(&mail->body)
	};

	if (slice_is_empty(in.requester))
		in.requester = in.sender;
	if (slice_is_empty(in.subject))
		in.subject = slice_of("(no subject)");
	return request_intake_put(out, &in, error);
}

/* Is the mail passed over?  Then the next one may be read. */
static bool
mail_pass(struct cli *cli, struct error *error)
{
	if (error->fault != FAULT_INPUT || !cli_flag(cli, "lenient"))
		return false;
	cli_warn(cli, error->origin, error->line, "%s", error->message);
	cli_answer_no(cli);
	error_clear(error);
	return true;
}

static bool
mail_file_read(struct sink *out, struct cli *cli, const char *path,
    struct error *error)
{
	struct mail mail = { .line = 0 };
	struct mail_file *file;
	bool more = true;

	if (!mail_open(&file, path, error))
		return false;
	while (more && error->fault == FAULT_NONE)
		if (mail_next(file, &mail, error))
			(void)mail_put(out, cli, &mail, error);
		else
			more = error->fault != FAULT_NONE &&
			    mail_pass(cli, error);
	mail_release(&mail);
	mail_close(file);
	return error->fault == FAULT_NONE;
}

bool
request_mail_verb(struct cli *cli, struct error *error)
{
	size_t count = cli_operand_count(cli);
	struct sink *out;

	if (!cli_output(&out, cli, &schema_request_intake, NULL, error))
		return false;
	if (count == 0)
		return mail_file_read(out, cli, "-", error);
	for (size_t i = 0; i < count; i++)
		if (!mail_file_read(out, cli, cli_operand(cli, i), error))
			return false;
	return true;
}
