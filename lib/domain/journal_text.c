#include "domain/journal_text.h"

/* The account types of the chart and the roots which beancount knows. */
static const struct {
	const char *type;
	const char *root;
} account_roots[] = {
	{ "asset", "Assets" },
	{ "liability", "Liabilities" },
	{ "net-assets", "Equity" },
	{ "revenue", "Income" },
	{ "expense", "Expenses" }
};

static bool
journal_is_letter(char character)
{
	return (character >= 'A' && character <= 'Z') ||
	    (character >= 'a' && character <= 'z');
}

static bool
journal_is_digit(char character)
{
	return character >= '0' && character <= '9';
}

static void
journal_name_make(struct text *out, struct slice type, struct slice code)
{
	const char *root = "Equity";

	for (size_t i = 0; i < sizeof(account_roots) /
	    sizeof(*account_roots); i++)
		if (slice_is(type, account_roots[i].type))
			root = account_roots[i].root;
	text_add_format(out, "%s:", root);
	for (size_t i = 0; i < code.length; i++) {
		char character = code.text[i];

		if (!journal_is_letter(character) &&
		    !journal_is_digit(character))
			character = '-';
		if (i == 0 && character == '-')
			text_add_character(out, 'X');
		else if (i == 0 && character >= 'a')
			character = (char)(character - 'a' + 'A');
		text_add_character(out, character);
	}
}

const char *
journal_names_add(struct journal_names *names, struct slice type,
    struct slice code)
{
	const char *known = journal_names_find(names, code);
	struct text name = { 0 };
	size_t length;
	char *kept;

	if (known != NULL)
		return known;
	journal_name_make(&name, type, code);
	length = name.length;
	for (unsigned i = 2; table_find(&names->used, text_slice(&name)) !=
	    TABLE_ABSENT; i++) {
		name.length = length;
		text_add_format(&name, "-%u", i);
	}
	kept = arena_copy_string(&names->arena, text_slice(&name));
	table_set(&names->used, text_slice(&name), kept);
	table_set(&names->names, code, kept);
	text_release(&name);
	return kept;
}

const char *
journal_names_find(const struct journal_names *names, struct slice code)
{
	return table_get(&names->names, code);
}

void
journal_names_release(struct journal_names *names)
{
	table_release(&names->names);
	table_release(&names->used);
	arena_release(&names->arena);
}

static bool
journal_is_control(char character)
{
	return (unsigned char)character < ' ' || character == '\x7f';
}

/* A text in the head or a note of the ledger form. */
static void
journal_add_note(struct text *out, struct slice text)
{
	for (size_t i = 0; i < text.length; i++) {
		char character = text.text[i];

		switch (character) {
		case '[': character = '('; break;
		case ']': character = ')'; break;
		case ':': character = '='; break;
		case ';': character = ','; break;
		default:
			if (journal_is_control(character))
				character = ' ';
		}
		text_add_character(out, character);
	}
}

static void
journal_add_quoted(struct text *out, struct slice text)
{
	text_add_character(out, '"');
	for (size_t i = 0; i < text.length; i++) {
		char character = text.text[i];

		if (character == '"' || character == '\\')
			text_add_character(out, '\\');
		text_add_character(out,
		    journal_is_control(character) ? ' ' : character);
	}
	text_add_character(out, '"');
}

static void
journal_add_date(struct text *out, struct date date)
{
	char text[DATE_TEXT_MAX];

	text_add(out, slice_from(text, date_format(text, date)));
}

static void
journal_add_money(struct text *out, struct money amount)
{
	char text[MONEY_TEXT_MAX];

	text_add(out, slice_from(text, money_format(text, amount)));
	text_add_character(out, ' ');
	text_add_string(out, currency_code(amount.currency));
}

/* A line of metadata; without a value there is none. */
static void
journal_add_tag(struct text *out, enum journal_format format,
    const char *name, struct slice value)
{
	if (slice_is_empty(value))
		return;
	if (format == JOURNAL_FORMAT_BEANCOUNT) {
		text_add_format(out, "    %s: ", name);
		journal_add_quoted(out, value);
	} else {
		text_add_format(out, "    ; %s: ", name);
		journal_add_note(out, value);
	}
	text_add_character(out, '\n');
}

void
journal_text_begin(struct text *out, enum journal_format format)
{
	if (format == JOURNAL_FORMAT_BEANCOUNT)
		text_add_string(out, "option \"title\" \"General ledger\"\n"
		    "option \"operating_currency\" \"USD\"\n\n");
	else
		text_add_string(out, "; General ledger\n\n");
}

/*
 * The number of places is declared, or else three of them might be read as a
 * group of thousands.  hledger takes no format without a decimal mark.
 */
void
journal_text_currency(struct text *out, enum journal_format format,
    struct currency currency, struct date first)
{
	const char *code = currency_code(currency);
	unsigned places = currency_exponent(currency);

	if (format == JOURNAL_FORMAT_BEANCOUNT) {
		journal_add_date(out, first);
		text_add_format(out, " commodity %s\n", code);
		return;
	}
	text_add_format(out, "commodity %s\n", code);
	if (places > 0)
		text_add_format(out, "    format 1000.%0*d %s\n",
		    (int)places, 0, code);
}

void
journal_text_account(struct text *out, enum journal_format format,
    const char *legal_name, struct slice code, struct slice name,
    struct date first)
{
	if (format == JOURNAL_FORMAT_BEANCOUNT) {
		journal_add_date(out, first);
		text_add_format(out, " open %s\n", legal_name);
	} else {
		text_add_format(out, "account %s\n", legal_name);
	}
	journal_add_tag(out, format, "account", code);
	journal_add_tag(out, format, "name", name);
}

/* Only letters, digits and -_/. may stand in a link. */
static void
journal_add_link(struct text *out, struct slice code)
{
	text_add_string(out, " ^");
	for (size_t i = 0; i < code.length; i++) {
		char character = code.text[i];
		bool legal = journal_is_letter(character) ||
		    journal_is_digit(character) || character == '-' ||
		    character == '_' || character == '/' || character == '.';

		text_add_character(out, legal ? character : '-');
	}
}

/* The number of an entry between parentheses, which it may not close. */
static void
journal_add_number(struct text *out, struct slice code)
{
	text_add_string(out, " (");
	for (size_t i = 0; i < code.length; i++) {
		char character = code.text[i];

		if (character == '(' || character == ')' || character == ';')
			character = '-';
		text_add_character(out, character);
	}
	text_add_character(out, ')');
}

void
journal_text_entry(struct text *out, enum journal_format format,
    const struct journal_line *first)
{
	struct slice what = slice_is_empty(first->text) ? first->reference :
	    first->text;

	text_add_character(out, '\n');
	journal_add_date(out, first->date);
	text_add_string(out, " *");
	if (format == JOURNAL_FORMAT_BEANCOUNT) {
		text_add_character(out, ' ');
		journal_add_quoted(out, what);
		journal_add_link(out, first->entry);
		text_add_string(out, "\n  entry: ");
		journal_add_quoted(out, first->entry);
	} else {
		journal_add_number(out, first->entry);
		if (!slice_is_empty(what))
			text_add_character(out, ' ');
		journal_add_note(out, what);
	}
	text_add_character(out, '\n');
}

void
journal_text_line(struct text *out, enum journal_format format,
    const struct journal_line *line, const char *legal_name)
{
	bool beancount = format == JOURNAL_FORMAT_BEANCOUNT;

	text_add_string(out, beancount ? "  " : "    ");
	text_add_string(out, legal_name);
	text_add_string(out, "  ");
	journal_add_money(out, line->amount);
	text_add_character(out, '\n');
	text_add_string(out, beancount ? "    " : "    ; ");
	text_add_string(out, "functional: ");
	journal_add_money(out, line->functional_amount);
	text_add_character(out, '\n');
	journal_add_tag(out, format, "entity", line->entity);
	journal_add_tag(out, format, "fund", line->fund);
	journal_add_tag(out, format, "fund_centre", line->fund_centre);
	journal_add_tag(out, format, "project", line->project);
	journal_add_tag(out, format, "cost_centre", line->cost_centre);
	journal_add_tag(out, format, "donor", line->donor);
	journal_add_tag(out, format, "reference", line->reference);
	journal_add_tag(out, format, "text", line->text);
}
