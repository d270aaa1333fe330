/* A payslip for a terminal or a printer of lines. */
#include "base/width.h"
#include "slip.h"

enum { LABEL_COLUMNS = 48, AMOUNT_COLUMNS = 14 };

static struct slice
word(const struct slip_page *page, const char *name)
{
	return slip_label(page->labels, slice_of(name));
}

/* Filled up with blanks to the columns of the label. */
static void
text_label(struct text *out, const char *before, struct slice label)
{
	size_t columns = strlen(before) + width_of(label);

	text_add_string(out, before);
	text_add(out, label);
	for (; columns < LABEL_COLUMNS; columns++)
		text_add_character(out, ' ');
}

static void
text_amount(struct text *out, const struct slip_page *page,
    struct slice label, struct money amount, struct money local_amount)
{
	char number[MONEY_TEXT_MAX];

	(void)money_format(number, amount);
	text_label(out, "  ", label);
	text_add_format(out, " %*s", AMOUNT_COLUMNS, number);
	if (!currency_equal(page->slip->local_currency, CURRENCY_NONE)) {
		(void)money_format(number, local_amount);
		text_add_format(out, " %*s", AMOUNT_COLUMNS, number);
	}
	text_add_character(out, '\n');
}

/* What stands above amounts: a word, and the currencies. */
static void
text_head(struct text *out, const struct slip_page *page, struct slice title)
{
	text_add_character(out, '\n');
	text_label(out, "", title);
	text_add_format(out, " %*s", AMOUNT_COLUMNS,
	    currency_code(page->slip->currency));
	if (!currency_equal(page->slip->local_currency, CURRENCY_NONE))
		text_add_format(out, " %*s", AMOUNT_COLUMNS,
		    currency_code(page->slip->local_currency));
	text_add_character(out, '\n');
}

static void
text_section(struct text *out, const struct slip_page *page,
    enum slip_kind kind)
{
	const struct slip_section *section = &page->slip->sections[kind];

	if (section->count == 0)
		return;
	text_head(out, page, slip_label(page->labels, slip_kind_name(kind)));
	for (size_t i = 0; i < section->count; i++)
		text_amount(out, page, slip_label(page->labels,
		    section->lines[i].element), section->lines[i].amount,
		    section->lines[i].local_amount);
	if (kind != SLIP_INFORMATION)
		text_amount(out, page, word(page, "total"), section->total,
		    section->local_total);
}

static void
text_fact(struct text *out, const struct slip_page *page, const char *name,
    struct slice value)
{
	struct slice label = word(page, name);

	if (!slice_is_empty(value))
		text_add_format(out, "%.*s: %.*s\n", SLICE_PRINT(label),
		    SLICE_PRINT(value));
}

static void
text_accounts(struct text *out, const struct slip_page *page)
{
	struct slice title = word(page, "account");

	if (page->account_count > 0)
		text_add_format(out, "\n%.*s\n", SLICE_PRINT(title));
	for (size_t i = 0; i < page->account_count; i++) {
		const struct slip_account *account = &page->accounts[i];
		struct slice rule = slip_label(page->labels, account->rule);

		text_add_format(out, "  %.*s%s%.*s: %.*s in %s\n",
		    SLICE_PRINT(account->bank),
		    slice_is_empty(account->bank) ? "" : ", ",
		    SLICE_PRINT(account->number), SLICE_PRINT(rule),
		    currency_code(account->currency));
	}
}

void
slip_text(struct text *out, const struct slip_page *page)
{
	const struct slip *slip = page->slip;
	const struct slip_person *person = &page->person;
	struct slice title = word(page, "payslip");
	char period[PERIOD_TEXT_MAX];

	(void)period_format(period, slip->period);
	text_add_format(out, "%.*s %s\n\n%.*s%s%.*s\n", SLICE_PRINT(title),
	    period, SLICE_PRINT(slip->person),
	    slice_is_empty(person->name) ? "" : "  ",
	    SLICE_PRINT(person->name));
	text_fact(out, page, "entity", slip->entity);
	text_fact(out, page, "contract", person->contract);
	text_fact(out, page, "grade", person->grade);
	text_fact(out, page, "duty_station", person->duty_station);
	text_section(out, page, SLIP_EARNING);
	text_section(out, page, SLIP_DEDUCTION);
	text_add_character(out, '\n');
	text_amount(out, page, word(page, "net"), page->net,
	    page->local_net);
	text_section(out, page, SLIP_EMPLOYER);
	text_section(out, page, SLIP_INFORMATION);
	text_accounts(out, page);
}
