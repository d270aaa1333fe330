#include "record/mail_part.h"

#include "record/mail.h"
#include "record/mail_code.h"

enum mail_kind { MAIL_NOTHING, MAIL_HTML, MAIL_PLAIN };

/* What was found so far, and how much was looked at. */
struct mail_search {
	struct text *out;
	enum mail_kind found;
	size_t parts;
};

static struct slice
part_line(struct slice *rest)
{
	struct slice line = slice_cut(rest, '\n');

	return line;
}

/* "Name: value", or a line which goes on with the one before. */
static bool
part_is_field(struct slice line, bool first)
{
	size_t colon = slice_find(line, ':');

	if (line.text[0] == ' ' || line.text[0] == '\t')
		return !first;
	if (colon == 0 || colon == line.length)
		return false;
	for (size_t i = 0; i < colon; i++)
		if (line.text[i] <= ' ' || line.text[i] == 0x7f)
			return false;
	return true;
}

bool
mail_part_split(struct mail_part *out, struct slice bytes,
    const char *origin, uint64_t line, struct error *error)
{
	struct slice rest = bytes;
	bool first = true;

	*out = (struct mail_part){ .origin = origin, .line = line };
	while (!slice_is_empty(rest)) {
		struct slice field = part_line(&rest);

		if (slice_is_empty(field))
			break;
		if (!part_is_field(field, first)) {
			(void)error_set(error, FAULT_INPUT, "\"%.*s\" is not "
			    "a field of a mail's head",
			    field.length > 60 ? 60 : (int)field.length,
			    field.text);
			return error_locate(error, origin, line);
		}
		out->head = slice_from(bytes.text, (size_t)(field.text +
		    field.length - bytes.text));
		first = false;
		line++;
	}
	out->content = rest;
	return true;
}

bool
mail_part_field(struct text *out, uint64_t *line,
    const struct mail_part *part, const char *name)
{
	struct slice rest = part->head;
	uint64_t number = part->line;
	bool found = false;

	text_clear(out);
	for (; !slice_is_empty(rest); number++) {
		struct slice field = part_line(&rest);
		bool folded = field.text[0] == ' ' || field.text[0] == '\t';

		if (found && !folded)
			break;
		if (found) {
			text_add_character(out, ' ');
			text_add(out, slice_trim(field));
			continue;
		}
		if (folded || !mail_code_is(slice_cut(&field, ':'), name))
			continue;
		found = true;
		if (line != NULL)
			*line = number;
		text_add(out, slice_trim(field));
	}
	return found;
}

/* The value of a parameter: NAME=value or NAME="value" behind a ";". */
static struct slice
part_parameter(struct slice field, const char *name)
{
	struct slice rest = field;

	(void)slice_cut(&rest, ';');
	while (!slice_is_empty(rest)) {
		struct slice value = slice_cut(&rest, ';');
		struct slice key = slice_trim(slice_cut(&value, '='));

		value = slice_trim(value);
		if (!mail_code_is(key, name))
			continue;
		if (value.length >= 2 && value.text[0] == '"')
			value = slice_from(value.text + 1, slice_find(
			    slice_from(value.text + 1, value.length - 1),
			    '"'));
		return value;
	}
	return slice_of("");
}

/* Without what stands between < and >; a mark is a blank. */
static void
part_strip(struct text *out, struct slice html)
{
	bool mark = false;

	for (size_t i = 0; i < html.length; i++) {
		if (html.text[i] == '<')
			text_add_character(out, ' ');
		mark = mark || html.text[i] == '<';
		if (!mark)
			text_add_character(out, html.text[i]);
		mark = mark && html.text[i] != '>';
	}
}

static bool
part_decode(struct text *out, const struct mail_part *part,
    struct slice charset, struct error *error)
{
	struct text coding = { 0 }, bytes = { 0 };
	struct slice how;

	(void)mail_part_field(&coding, NULL, part,
	    "Content-Transfer-Encoding");
	how = text_slice(&coding);
	if (mail_code_is(how, "base64"))
		(void)mail_code_base64(&bytes, part->content, error);
	else if (mail_code_is(how, "quoted-printable"))
		(void)mail_code_quoted(&bytes, part->content, false, error);
	else if (slice_is_empty(how) || mail_code_is(how, "7bit") ||
	    mail_code_is(how, "8bit") || mail_code_is(how, "binary"))
		text_add(&bytes, part->content);
	else
		(void)error_set(error, FAULT_INPUT,
		    "\"%.*s\" is not a transfer encoding", SLICE_PRINT(how));
	if (error->fault == FAULT_NONE)
		(void)mail_code_charset(out, text_slice(&bytes), charset,
		    error);
	text_release(&coding);
	text_release(&bytes);
	return error->fault == FAULT_NONE ||
	    error_locate(error, part->origin, part->line);
}

/* The text of one part, unless what was found is as good. */
static bool
part_take(struct mail_search *search, const struct mail_part *part,
    struct slice type, struct slice charset, struct error *error)
{
	struct text text = { 0 };
	enum mail_kind kind = slice_is_empty(type) ||
	    mail_code_is(type, "text/plain") ? MAIL_PLAIN :
	    mail_code_is(type, "text/html") ? MAIL_HTML : MAIL_NOTHING;

	(void)mail_part_field(&text, NULL, part, "Content-Disposition");
	if (kind <= search->found || mail_code_is(slice_from(text.bytes,
	    slice_find(text_slice(&text), ';')), "attachment")) {
		text_release(&text);
		return true;
	}
	text_clear(&text);
	if (part_decode(&text, part, charset, error)) {
		text_clear(search->out);
		if (kind == MAIL_HTML)
			part_strip(search->out, text_slice(&text));
		else
			text_add(search->out, text_slice(&text));
		search->found = kind;
	}
	text_release(&text);
	return error->fault == FAULT_NONE;
}

static bool part_search(struct mail_search *search,
    const struct mail_part *part, unsigned depth, struct error *error);

static bool
part_search_one(struct mail_search *search, const struct mail_part *whole,
    struct slice bytes, uint64_t line, unsigned depth, struct error *error)
{
	struct mail_part part;

	if (++search->parts > MAIL_PARTS_MAX || depth >= MAIL_DEPTH_MAX) {
		(void)error_set(error, FAULT_INPUT,
		    "the mail has more than %d parts, or they nest deeper "
		    "than %d", MAIL_PARTS_MAX, MAIL_DEPTH_MAX);
		return error_locate(error, whole->origin, line);
	}
	return mail_part_split(&part, bytes, whole->origin, line, error) &&
	    part_search(search, &part, depth + 1, error);
}

/* Is the line the boundary: 1 another part begins, 2 there are no more. */
static int
part_boundary(struct slice line, struct slice boundary)
{
	struct slice rest;

	if (line.length < boundary.length + 2 || line.text[0] != '-' ||
	    line.text[1] != '-' || memcmp(line.text + 2, boundary.text,
	    boundary.length) != 0)
		return 0;
	rest = slice_trim(slice_from(line.text + 2 + boundary.length,
	    line.length - 2 - boundary.length));
	return slice_is_empty(rest) ? 1 : slice_is(rest, "--") ? 2 : 0;
}

static bool
part_search_all(struct mail_search *search, const struct mail_part *whole,
    struct slice boundary, unsigned depth, struct error *error)
{
	struct slice rest = whole->content;
	const char *start = NULL;
	uint64_t line = whole->line, begun = 0;
	int ended = 0;

	for (const char *at = whole->head.text; at < rest.text; at++)
		line += *at == '\n';
	while (!slice_is_empty(rest) && ended != 2) {
		struct slice next = part_line(&rest);

		ended = part_boundary(next, boundary);
		line++;
		if (ended == 0)
			continue;
		if (start != NULL && !part_search_one(search, whole,
		    slice_from(start, (size_t)(next.text - start)), begun,
		    depth, error))
			return false;
		start = rest.text;
		begun = line;
	}
	if (ended == 2)
		return true;
	(void)error_set(error, FAULT_INPUT,
	    "the mail ends before its boundary \"%.*s\"",
	    SLICE_PRINT(boundary));
	return error_locate(error, whole->origin, whole->line);
}

static bool
part_search(struct mail_search *search, const struct mail_part *part,
    unsigned depth, struct error *error)
{
	struct text field = { 0 };
	struct slice type, boundary;

	(void)mail_part_field(&field, NULL, part, "Content-Type");
	type = slice_trim(slice_from(field.bytes,
	    slice_find(text_slice(&field), ';')));
	boundary = part_parameter(text_slice(&field), "boundary");
	if (type.length > 10 && mail_code_is(slice_from(type.text, 10),
	    "multipart/") && !slice_is_empty(boundary))
		(void)part_search_all(search, part, boundary, depth, error);
	else
		(void)part_take(search, part, type,
		    part_parameter(text_slice(&field), "charset"), error);
	text_release(&field);
	return error->fault == FAULT_NONE;
}

bool
mail_part_text(struct text *out, const struct mail_part *part,
    struct error *error)
{
	struct mail_search search = { .out = out };

	text_clear(out);
	return part_search(&search, part, 0, error);
}
