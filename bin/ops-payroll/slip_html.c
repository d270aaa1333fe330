/* A payslip as a page of HTML. */
#include "slip.h"

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
html_word(struct text *out, const struct slip_page *page, const char *name)
{
	html_escaped(out, slip_label(page->labels, slice_of(name)));
}

static bool
two_currencies(const struct slip_page *page)
{
	return !currency_equal(page->slip->local_currency, CURRENCY_NONE);
}

static void
html_amount(struct text *out, const struct slip_page *page, const char *tag,
    struct slice label, struct money amount, struct money local_amount)
{
	char number[MONEY_TEXT_MAX];

	(void)money_format(number, amount);
	text_add_format(out, "<tr><%s>", tag);
	html_escaped(out, label);
	text_add_format(out, "</%s><td class=\"amount\">%s</td>", tag,
	    number);
	if (two_currencies(page)) {
		(void)money_format(number, local_amount);
		text_add_format(out, "<td class=\"amount\">%s</td>", number);
	}
	text_add_string(out, "</tr>\n");
}

static void
html_head(struct text *out, const struct slip_page *page, struct slice title)
{
	text_add_string(out, "<tbody>\n<tr><th>");
	html_escaped(out, title);
	text_add_format(out, "</th><th class=\"amount\">%s</th>",
	    currency_code(page->slip->currency));
	if (two_currencies(page))
		text_add_format(out, "<th class=\"amount\">%s</th>",
		    currency_code(page->slip->local_currency));
	text_add_string(out, "</tr>\n");
}

static void
html_section(struct text *out, const struct slip_page *page,
    enum slip_kind kind)
{
	const struct slip_section *section = &page->slip->sections[kind];

	if (section->count == 0)
		return;
	html_head(out, page, slip_label(page->labels, slip_kind_name(kind)));
	for (size_t i = 0; i < section->count; i++)
		html_amount(out, page, "td", slip_label(page->labels,
		    section->lines[i].element), section->lines[i].amount,
		    section->lines[i].local_amount);
	if (kind != SLIP_INFORMATION)
		html_amount(out, page, "th", slip_label(page->labels,
		    slice_of("total")), section->total,
		    section->local_total);
	text_add_string(out, "</tbody>\n");
}

static void
html_accounts(struct text *out, const struct slip_page *page)
{
	if (page->account_count == 0)
		return;
	text_add_string(out, "<h2>");
	html_word(out, page, "account");
	text_add_string(out, "</h2>\n<ul>\n");
	for (size_t i = 0; i < page->account_count; i++) {
		const struct slip_account *account = &page->accounts[i];

		text_add_string(out, "<li>");
		html_escaped(out, account->bank);
		if (!slice_is_empty(account->bank))
			text_add_string(out, ", ");
		html_escaped(out, account->number);
		text_add_string(out, ": ");
		html_escaped(out, slip_label(page->labels, account->rule));
		text_add_format(out, " in %s</li>\n",
		    currency_code(account->currency));
	}
	text_add_string(out, "</ul>\n");
}

static void
html_fact(struct text *out, const struct slip_page *page, const char *name,
    struct slice value)
{
	if (slice_is_empty(value))
		return;
	text_add_string(out, "<br>");
	html_word(out, page, name);
	text_add_string(out, ": ");
	html_escaped(out, value);
}

static void
html_begin(struct text *out, const struct slip_page *page,
    const char *period)
{
	text_add_string(out, "<!DOCTYPE html>\n<html lang=\"");
	html_escaped(out, page->labels->language);
	text_add_string(out, "\">\n<head>\n<meta charset=\"utf-8\">\n"
	    "<title>");
	html_word(out, page, "payslip");
	text_add_format(out, " %s</title>\n<style>th { text-align: left }"
	    " .amount { text-align: right }</style>\n</head>\n<body>\n<h1>",
	    period);
	html_word(out, page, "payslip");
	text_add_format(out, " %s</h1>\n<p>", period);
}

void
slip_html(struct text *out, const struct slip_page *page)
{
	const struct slip_person *person = &page->person;
	char period[PERIOD_TEXT_MAX];

	(void)period_format(period, page->slip->period);
	html_begin(out, page, period);
	html_escaped(out, page->slip->person);
	text_add_character(out, ' ');
	html_escaped(out, person->name);
	html_fact(out, page, "entity", page->slip->entity);
	html_fact(out, page, "contract", person->contract);
	html_fact(out, page, "grade", person->grade);
	html_fact(out, page, "duty_station", person->duty_station);
	text_add_string(out, "</p>\n<table>\n");
	html_section(out, page, SLIP_EARNING);
	html_section(out, page, SLIP_DEDUCTION);
	text_add_string(out, "<tbody>\n");
	html_amount(out, page, "th", slip_label(page->labels,
	    slice_of("net")), page->net, page->local_net);
	text_add_string(out, "</tbody>\n");
	html_section(out, page, SLIP_EMPLOYER);
	html_section(out, page, SLIP_INFORMATION);
	text_add_string(out, "</table>\n");
	html_accounts(out, page);
	text_add_string(out, "</body>\n</html>\n");
}
