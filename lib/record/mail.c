#include "record/mail.h"

#include "record/mail_code.h"
#include "record/mail_date.h"
#include "record/mail_part.h"

void
mail_release(struct mail *mail)
{
	struct text *const texts[] = { &mail->sender, &mail->name,
		&mail->recipients, &mail->message, &mail->answers,
		&mail->subject, &mail->body };

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		text_release(texts[i]);
}

/* Control characters are blanks, lines end as ours do, ends are trimmed. */
static void
mail_clean(struct text *text, bool lines)
{
	size_t kept = 0;

	for (size_t i = 0; i < text->length; i++) {
		unsigned char byte = (unsigned char)text->bytes[i];

		if ((byte == '\r' && i + 1 < text->length &&
		    text->bytes[i + 1] == '\n') ||
		    (kept == 0 && byte <= ' '))
			continue;
		if ((byte < ' ' && !(lines && byte == '\n')) || byte == 0x7f)
			text->bytes[kept++] = ' ';
		else
			text->bytes[kept++] = text->bytes[i];
	}
	while (kept > 0 && (text->bytes[kept - 1] == ' ' ||
	    text->bytes[kept - 1] == '\n'))
		kept--;
	text->length = kept;
	if (text->bytes != NULL)
		text->bytes[kept] = '\0';
}

static void
mail_add_lower(struct text *out, struct slice address)
{
	for (size_t i = 0; i < address.length; i++) {
		char byte = address.text[i];

		text_add_character(out, byte >= 'A' && byte <= 'Z' ?
		    (char)(byte - 'A' + 'a') : byte);
	}
}

/*
 * Cut the next address off a list: "Name <address>", "address (remark)".  A
 * comma within quotes or remarks is none; false at the end.
 */
static bool
mail_address(struct slice *name, struct slice *address, struct slice *rest)
{
	size_t end = 0, open = 0;
	bool quoted = false;
	int depth = 0;

	*rest = slice_trim(*rest);
	for (; end < rest->length; end++) {
		char byte = rest->text[end];

		if (byte == '"')
			quoted = !quoted;
		if (!quoted)
			depth += (byte == '(') - (byte == ')');
		if (byte == ',' && !quoted && depth <= 0)
			break;
	}
	*name = slice_trim(slice_from(rest->text, end));
	*rest = slice_from(rest->text + end + (end < rest->length),
	    rest->length - end - (end < rest->length));
	if (slice_is_empty(*name) && slice_is_empty(*rest))
		return false;
	open = slice_find(*name, '<');
	*address = *name;
	if (open < name->length) {
		*address = slice_from(name->text + open + 1,
		    name->length - open - 1);
		*address = slice_from(address->text,
		    slice_find(*address, '>'));
		*name = slice_trim(slice_from(name->text, open));
	} else {
		*address = slice_trim(slice_from(name->text,
		    slice_find(*name, '(')));
		*name = slice_of("");
	}
	if (name->length >= 2 && name->text[0] == '"')
		*name = slice_from(name->text + 1, name->length - 2);
	return true;
}

/* Numbers between < and >, the last first, each once in front. */
static void
mail_add_numbers(struct text *out, struct slice field)
{
	size_t at = field.length;

	while (at > 0) {
		size_t end, start;

		while (at > 0 && field.text[at - 1] != '>')
			at--;
		if (at == 0)
			return;
		end = --at;
		while (at > 0 && field.text[at - 1] != '<')
			at--;
		start = at;
		if (at == 0 || memchr(field.text + start, ' ', end - start)
		    != NULL)
			return;
		at--;
		text_add_format(out, "%s%.*s", out->length > 0 ? " " : "",
		    (int)(end - start), field.text + start);
	}
}

static bool
mail_must(struct text *field, uint64_t *line, const struct mail_part *part,
    const char *name, struct error *error)
{
	*line = part->line;
	if (mail_part_field(field, line, part, name))
		return true;
	(void)error_set(error, FAULT_INPUT, "the mail has no %s", name);
	return error_locate(error, part->origin, part->line);
}

static bool
mail_sender(struct mail *out, const struct mail_part *part,
    struct text *field, struct error *error)
{
	struct slice name, address, rest;
	uint64_t line;

	if (!mail_must(field, &line, part, "From", error))
		return false;
	rest = text_slice(field);
	if (!mail_address(&name, &address, &rest) ||
	    slice_find(address, '@') == address.length ||
	    slice_find(address, ' ') < address.length) {
		(void)error_set(error, FAULT_INPUT,
		    "\"%.*s\" has no address", SLICE_PRINT(*(const
		    struct slice[]){ text_slice(field) }));
		return error_locate(error, part->origin, line);
	}
	mail_add_lower(&out->sender, address);
	if (!mail_code_header(&out->name, name, error))
		return error_locate(error, part->origin, line);
	mail_clean(&out->name, false);
	return true;
}

static void
mail_recipients(struct mail *out, const struct mail_part *part,
    struct text *field)
{
	static const char *const fields[] = { "Delivered-To", "To", "Cc" };
	struct slice name, address, rest;

	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
		(void)mail_part_field(field, NULL, part, fields[i]);
		rest = text_slice(field);
		while (mail_address(&name, &address, &rest)) {
			if (slice_find(address, '@') == address.length ||
			    slice_find(address, ' ') < address.length)
				continue;
			if (out->recipients.length > 0)
				text_add_character(&out->recipients, ' ');
			mail_add_lower(&out->recipients, address);
		}
	}
}

static bool
mail_numbers(struct mail *out, const struct mail_part *part,
    struct text *field, struct error *error)
{
	uint64_t line;

	if (!mail_must(field, &line, part, "Message-ID", error))
		return false;
	mail_add_numbers(&out->message, text_slice(field));
	if (slice_is_empty(text_slice(&out->message)) ||
	    slice_find(text_slice(&out->message), ' ') <
	    out->message.length) {
		(void)error_set(error, FAULT_INPUT,
		    "\"%s\" is not a Message-ID", field->bytes);
		return error_locate(error, part->origin, line);
	}
	(void)mail_part_field(field, NULL, part, "In-Reply-To");
	mail_add_numbers(&out->answers, text_slice(field));
	(void)mail_part_field(field, NULL, part, "References");
	mail_add_numbers(&out->answers, text_slice(field));
	return true;
}

static bool
mail_heads(struct mail *out, const struct mail_part *part,
    struct text *field, struct error *error)
{
	uint64_t line;

	if (!mail_sender(out, part, field, error) ||
	    !mail_numbers(out, part, field, error) ||
	    !mail_must(field, &line, part, "Date", error))
		return false;
	mail_recipients(out, part, field);
	(void)mail_part_field(field, &line, part, "Date");
	if (!mail_date_parse(&out->date, text_slice(field), error))
		return error_locate(error, part->origin, line);
	line = part->line;
	(void)mail_part_field(field, &line, part, "Subject");
	if (!mail_code_header(&out->subject, text_slice(field), error))
		return error_locate(error, part->origin, line);
	mail_clean(&out->subject, false);
	return true;
}

bool
mail_parse(struct mail *out, struct slice bytes, const char *origin,
    uint64_t line, struct error *error)
{
	struct text *const texts[] = { &out->sender, &out->name,
		&out->recipients, &out->message, &out->answers,
		&out->subject, &out->body };
	struct mail_part part;
	struct text field = { 0 };

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		text_clear(texts[i]);
	out->line = line;
	(void)(mail_part_split(&part, bytes, origin, line, error) &&
	    mail_heads(out, &part, &field, error) &&
	    mail_part_text(&out->body, &part, error));
	mail_clean(&out->body, true);
	text_release(&field);
	return error->fault == FAULT_NONE;
}
