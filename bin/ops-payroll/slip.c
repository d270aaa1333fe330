#include "slip.h"

#include "base/memory.h"

static const char *const kind_names[SLIP_KINDS] = {
	"earning", "deduction", "employer", "information"
};

static const char *const titles[SLIP_KINDS] = {
	"Earnings", "Deductions", "Employer's shares (not paid to you)",
	"For information"
};

void
slip_clear(struct slip *slip)
{
	arena_reset(&slip->texts);
	slip->person = slip->entity = slice_of("");
	for (int kind = 0; kind < SLIP_KINDS; kind++) {
		slip->sections[kind].count = 0;
		slip->sections[kind].total = (struct money){ 0 };
	}
}

void
slip_release(struct slip *slip)
{
	arena_release(&slip->texts);
	for (int kind = 0; kind < SLIP_KINDS; kind++)
		memory_free(slip->sections[kind].lines);
	*slip = (struct slip){ 0 };
}

static void
begin(struct slip *slip, const struct pay_line *line)
{
	slip->person = arena_copy(&slip->texts, line->person);
	slip->entity = arena_copy(&slip->texts, line->entity);
	slip->period = line->period;
	slip->currency = line->currency;
	for (int kind = 0; kind < SLIP_KINDS; kind++)
		slip->sections[kind].total.currency = line->currency;
}

bool
slip_add(struct slip *slip, const struct pay_line *line,
    struct error *error)
{
	struct slip_section *section;
	int kind = 0;

	if (slice_is_empty(slip->person))
		begin(slip, line);
	while (kind < SLIP_KINDS && !slice_is(line->kind, kind_names[kind]))
		kind++;
	if (kind == SLIP_KINDS)
		return error_set(error, FAULT_INPUT,
		    "kind: \"%.*s\" is not a kind of pay line",
		    SLICE_PRINT(line->kind));
	section = &slip->sections[kind];
	section->lines = memory_grow(section->lines, &section->capacity,
	    section->count, sizeof(*section->lines));
	section->lines[section->count++] = (struct slip_line){
		.element = arena_copy(&slip->texts, line->element),
		.amount = line->amount,
		.local_amount = line->local_amount
	};
	return kind == SLIP_INFORMATION ||
	    money_add(&section->total, section->total, line->amount, error);
}

static bool
net_of(struct money *out, const struct slip *slip, struct error *error)
{
	return money_subtract(out, slip->sections[SLIP_EARNING].total,
	    slip->sections[SLIP_DEDUCTION].total, error);
}

static void
text_amount(struct text *out, struct slice label, struct money amount)
{
	char number[MONEY_TEXT_MAX];

	(void)money_format(number, amount);
	text_add_format(out, "  %-44.*s %20s", SLICE_PRINT(label), number);
	text_add_character(out, '\n');
}

static void
text_section(struct text *out, const struct slip *slip, int kind)
{
	const struct slip_section *section = &slip->sections[kind];

	if (section->count == 0)
		return;
	text_add_format(out, "\n%s\n", titles[kind]);
	for (size_t i = 0; i < section->count; i++)
		text_amount(out, section->lines[i].element,
		    section->lines[i].amount);
	if (kind != SLIP_INFORMATION)
		text_amount(out, slice_of("total"), section->total);
}

bool
slip_text(struct text *out, const struct slip *slip, struct slice name,
    const struct slip_account accounts[], size_t count, struct error *error)
{
	char period[PERIOD_TEXT_MAX];
	struct money net;

	if (!net_of(&net, slip, error))
		return false;
	(void)period_format(period, slip->period);
	text_add_format(out, "Payslip %s\n\n%.*s%s%.*s\n%.*s, paid in %s\n",
	    period, SLICE_PRINT(slip->person),
	    slice_is_empty(name) ? "" : "  ", SLICE_PRINT(name),
	    SLICE_PRINT(slip->entity), currency_code(slip->currency));
	text_section(out, slip, SLIP_EARNING);
	text_section(out, slip, SLIP_DEDUCTION);
	text_add_character(out, '\n');
	text_amount(out, slice_of("NET PAY"), net);
	text_section(out, slip, SLIP_EMPLOYER);
	text_section(out, slip, SLIP_INFORMATION);
	if (count > 0)
		text_add_string(out, "\nAccounts\n");
	for (size_t i = 0; i < count; i++)
		text_add_format(out, "  %.*s%s%.*s: %.*s in %s\n",
		    SLICE_PRINT(accounts[i].bank),
		    slice_is_empty(accounts[i].bank) ? "" : ", ",
		    SLICE_PRINT(accounts[i].number),
		    SLICE_PRINT(accounts[i].rule),
		    currency_code(accounts[i].currency));
	return true;
}

static void
html_escaped(struct text *out, struct slice text)
{
	for (size_t i = 0; i < text.length; i++) {
		if (text.text[i] == '<')
			text_add_string(out, "&lt;");
		else if (text.text[i] == '>')
			text_add_string(out, "&gt;");
		else if (text.text[i] == '&')
			text_add_string(out, "&amp;");
		else
			text_add_character(out, text.text[i]);
	}
}

static void
html_amount(struct text *out, const char *tag, struct slice label,
    struct money amount)
{
	char number[MONEY_TEXT_MAX];

	(void)money_format(number, amount);
	text_add_format(out, "<tr><%s>", tag);
	html_escaped(out, label);
	text_add_format(out, "</%s><td class=\"amount\">%s</td></tr>\n", tag,
	    number);
}

static void
html_section(struct text *out, const struct slip *slip, int kind)
{
	const struct slip_section *section = &slip->sections[kind];

	if (section->count == 0)
		return;
	text_add_format(out, "<tbody>\n<tr><th colspan=\"2\">%s</th></tr>\n",
	    titles[kind]);
	for (size_t i = 0; i < section->count; i++)
		html_amount(out, "td", section->lines[i].element,
		    section->lines[i].amount);
	if (kind != SLIP_INFORMATION)
		html_amount(out, "th", slice_of("total"), section->total);
	text_add_string(out, "</tbody>\n");
}

static void
html_accounts(struct text *out, const struct slip_account accounts[],
    size_t count)
{
	if (count == 0)
		return;
	text_add_string(out, "<h2>Accounts</h2>\n<ul>\n");
	for (size_t i = 0; i < count; i++) {
		text_add_string(out, "<li>");
		html_escaped(out, accounts[i].bank);
		if (!slice_is_empty(accounts[i].bank))
			text_add_string(out, ", ");
		html_escaped(out, accounts[i].number);
		text_add_string(out, ": ");
		html_escaped(out, accounts[i].rule);
		text_add_format(out, " in %s</li>\n",
		    currency_code(accounts[i].currency));
	}
	text_add_string(out, "</ul>\n");
}

bool
slip_html(struct text *out, const struct slip *slip, struct slice name,
    const struct slip_account accounts[], size_t count, struct error *error)
{
	char period[PERIOD_TEXT_MAX];
	struct money net;

	if (!net_of(&net, slip, error))
		return false;
	(void)period_format(period, slip->period);
	text_add_format(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
	    "<meta charset=\"utf-8\">\n<title>Payslip %s</title>\n"
	    "<style>td.amount { text-align: right }"
	    " th { text-align: left }</style>\n</head>\n<body>\n"
	    "<h1>Payslip %s</h1>\n<p>", period, period);
	html_escaped(out, slip->person);
	text_add_character(out, ' ');
	html_escaped(out, name);
	text_add_string(out, "<br>");
	html_escaped(out, slip->entity);
	text_add_format(out, ", paid in %s</p>\n<table>\n",
	    currency_code(slip->currency));
	html_section(out, slip, SLIP_EARNING);
	html_section(out, slip, SLIP_DEDUCTION);
	text_add_string(out, "<tbody>\n");
	html_amount(out, "th", slice_of("NET PAY"), net);
	text_add_string(out, "</tbody>\n");
	html_section(out, slip, SLIP_EMPLOYER);
	html_section(out, slip, SLIP_INFORMATION);
	text_add_string(out, "</table>\n");
	html_accounts(out, accounts, count);
	text_add_string(out, "</body>\n</html>\n");
	return true;
}
