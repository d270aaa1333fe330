#include "domain/journal_text.h"

#include "../tap.h"

static struct text out;

static const char *
added(void)
{
	return out.bytes != NULL ? out.bytes : "";
}

static void
test_names(void)
{
	struct journal_names names = { 0 };
	struct slice expense = SLICE("expense");

	tap_ok(strcmp(journal_names_add(&names, expense, slice_of("5100")),
	    "Expenses:5100") == 0, "a number stays");
	tap_ok(strcmp(journal_names_add(&names, expense, slice_of("51.00")),
	    "Expenses:51-00") == 0, "a point becomes a hyphen");
	tap_ok(strcmp(journal_names_add(&names, expense, slice_of("51-00")),
	    "Expenses:51-00-2") == 0, "names stay apart");
	tap_ok(strcmp(journal_names_add(&names, expense, slice_of("51.00")),
	    "Expenses:51-00") == 0, "a code keeps its name");
	tap_ok(strcmp(journal_names_add(&names, slice_of("asset"),
	    slice_of("bank_a")), "Assets:Bank-a") == 0,
	    "the first is a capital");
	tap_ok(strcmp(journal_names_add(&names, slice_of("net-assets"),
	    slice_of("\xc3\xa9")), "Equity:X--") == 0,
	    "beyond ASCII is a hyphen for each byte");
	tap_ok(journal_names_find(&names, slice_of("9")) == NULL,
	    "an unknown code has no name");
	journal_names_release(&names);
}

static void
test_entry(void)
{
	struct journal_line line = { .entry = SLICE("JV(1)"),
	    .text = SLICE("a \"b\"; [2026] c: d\n\\") };
	struct error error = { 0 };

	tap_ok(date_parse(&line.date, slice_of("2026-10-31"), &error),
	    "date");
	text_clear(&out);
	journal_text_entry(&out, JOURNAL_FORMAT_LEDGER, &line);
	tap_ok(strcmp(added(), "\n2026-10-31 * (JV-1-) "
	    "a \"b\", (2026) c= d \\\n") == 0, "ledger: %s", "head");
	text_clear(&out);
	journal_text_entry(&out, JOURNAL_FORMAT_BEANCOUNT, &line);
	tap_ok(strcmp(added(), "\n2026-10-31 * "
	    "\"a \\\"b\\\"; [2026] c: d \\\\\" ^JV-1-\n"
	    "  entry: \"JV(1)\"\n") == 0, "beancount: %s", "head");
}

static void
test_currency(void)
{
	struct error error = { 0 };
	struct currency dinar = CURRENCY_NONE, yen = CURRENCY_NONE;

	tap_ok(currency_parse(&dinar, slice_of("KWD"), &error) &&
	    currency_parse(&yen, slice_of("JPY"), &error), "currencies");
	text_clear(&out);
	journal_text_currency(&out, JOURNAL_FORMAT_LEDGER, dinar, DATE_NONE);
	journal_text_currency(&out, JOURNAL_FORMAT_LEDGER, yen, DATE_NONE);
	tap_ok(strcmp(added(), "commodity KWD\n    format 1000.000 KWD\n"
	    "commodity JPY\n") == 0, "places are declared, if there are any");
}

int
main(void)
{
	tap_begin();
	test_names();
	test_entry();
	test_currency();
	text_release(&out);
	return tap_end();
}
