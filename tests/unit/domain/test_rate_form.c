#include "domain/rate_form.h"

#include "tap.h"

static struct error error;

static void
forms_are_recognised_by_their_header(void)
{
	static const struct {
		const char *start;
		enum rate_form form;
	} cases[] = {
		{ "currency,pivot,kind,valid_from,units_per_pivot\n",
		    RATE_FORM_OWN },
		{ "\xef\xbb\xbf" "currency,name,units_per_usd,"
		    "effective_date\r\n", RATE_FORM_UN_CSV },
		{ "Date,USD,JPY,\n", RATE_FORM_ECB },
		{ "<?xml version=\"1.0\"?>\n<UN_OPERATIONAL_RATES_DATASET>",
		    RATE_FORM_UN_XML },
		{ "<html>", RATE_FORM_UNKNOWN },
		{ "A title\n\nCountry\tAbbreviation\t\tEffective Date\tRate",
		    RATE_FORM_UN_TEXT },
		{ "{\"currency\":\"EUR\"}\n", RATE_FORM_OWN },
		{ "", RATE_FORM_OWN }
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		tap_ok(rate_form_recognise(slice_of(cases[i].start)) ==
		    cases[i].form, "form %d", (int)cases[i].form);
	tap_ok(rate_form_find("un-xml") == RATE_FORM_UN_XML &&
	    rate_form_find("pdf") == RATE_FORM_UNKNOWN, "by name");
}

/* "USD:1.1@2026-01-02 JPY..." of all rates, or the message. */
static const char *
all_of(enum rate_form form, const char *bytes)
{
	static char text[512];
	struct rate_form_reader reader;
	struct exchange_rate rate;
	char value[DECIMAL_TEXT_MAX], day[DATE_TEXT_MAX];

	text[0] = '\0';
	error_clear(&error);
	if (rate_form_open(&reader, form, slice_of(bytes), &error)) {
		while (rate_form_next(&reader, &rate, &error)) {
			(void)date_format(day, rate.valid_from);
			(void)decimal_format(value, rate.units_per_pivot);
			(void)snprintf(text + strlen(text),
			    sizeof(text) - strlen(text), "%s/%s:%s@%s ",
			    currency_code(rate.pivot),
			    currency_code(rate.currency), value, day);
		}
		rate_form_close(&reader);
	}
	if (error.fault != FAULT_NONE)
		(void)error_text(&error, text, sizeof(text));
	return text;
}

static void
gives(enum rate_form form, const char *bytes, const char *expected)
{
	const char *got = all_of(form, bytes);

	tap_ok(strcmp(got, expected) == 0, "%s", got);
}

static void
the_history_gives_a_rate_a_cell(void)
{
	gives(RATE_FORM_ECB, "Date,USD,JPY,\n2026-01-05,1.1,N/A,\r\n\n"
	    "2026-01-02,1.2,150,\n", "EUR/USD:1.1@2026-01-05 "
	    "EUR/USD:1.2@2026-01-02 EUR/JPY:150@2026-01-02 ");
	gives(RATE_FORM_ECB, "Date,USD\n2026-01-05,1.1",
	    "EUR/USD:1.1@2026-01-05 ");
	gives(RATE_FORM_ECB, "Date,USD,ZZZ\n",
	    "line 1: \"ZZZ\" is not a currency code of ISO 4217");
	gives(RATE_FORM_ECB, "Date,USD\n2026-01-05,1.1,2\n",
	    "line 2: the line has not one cell for each of the 1 "
	    "currencies");
	gives(RATE_FORM_ECB, "Date,USD\n05.01.2026,1.1\n",
	    "line 2: \"05.01.2026\" is not a date (YYYY-MM-DD)");
	gives(RATE_FORM_ECB, "Date,USD\n2026-01-05,1.1e3\n", "line 2: USD: "
	    "\"1.1e3\" has an exponent, which amounts must not have");
}

static void
stray_tabs_are_passed_over(void)
{
	gives(RATE_FORM_UN_TEXT, "Country\tCode\tDate\tRate\n"
	    "A\t\tEUR\t01 Oct 2026\t\t0.88\t\n\tB\tJPY\t2-Nov-2026\t150\n",
	    "USD/EUR:0.88@2026-10-01 USD/JPY:150@2026-11-02 ");
	gives(RATE_FORM_UN_TEXT, "Country\tCode\tDate\tRate\nA\tEUR\t0.88\n",
	    "line 2: the line has 3 cells and the header 4");
	gives(RATE_FORM_UN_TEXT, "Country\tCode\n", "there is no header with "
	    "the code of the currency, its rate and the effective date");
}

static void
xml_is_read_with_its_tabs(void)
{
	static const char head[] = "<UN_OPERATIONAL_RATES_DATASET>"
	    "<UN_OPERATIONAL_RATES>";
	char bytes[512];

	(void)snprintf(bytes, sizeof(bytes), "%s<f_curr_code>KZT\t"
	    "</f_curr_code><rate>\t480.5</rate><eff_date>01 Oct 2026"
	    "</eff_date></UN_OPERATIONAL_RATES>"
	    "</UN_OPERATIONAL_RATES_DATASET>", head);
	gives(RATE_FORM_UN_XML, bytes, "USD/KZT:480.5@2026-10-01 ");
	(void)snprintf(bytes, sizeof(bytes), "%s<f_curr_code>KZT", head);
	gives(RATE_FORM_UN_XML, bytes,
	    "line 1: the XML is not well-formed");
	(void)snprintf(bytes, sizeof(bytes), "\n<!DOCTYPE a [\n<!ENTITY c "
	    "'KZT'>\n]>%s<f_curr_code>&c;</f_curr_code>"
	    "</UN_OPERATIONAL_RATES></UN_OPERATIONAL_RATES_DATASET>", head);
	gives(RATE_FORM_UN_XML, bytes,
	    "line 2: a document type or entity is refused");
	(void)snprintf(bytes, sizeof(bytes), "%s</UN_OPERATIONAL_RATES>"
	    "</UN_OPERATIONAL_RATES_DATASET>", head);
	gives(RATE_FORM_UN_XML, bytes,
	    "line 1: currency: \"\" is not a currency code of ISO 4217");
}

static void
a_history_without_currencies_is_refused(void)
{
	const char *got = all_of(RATE_FORM_ECB, "Date\n2026-01-03");

	tap_ok(strstr(got, "the header names no currency") != NULL, "%s",
	    got);
}

int
main(void)
{
	tap_begin();
	forms_are_recognised_by_their_header();
	the_history_gives_a_rate_a_cell();
	stray_tabs_are_passed_over();
	xml_is_read_with_its_tabs();
	a_history_without_currencies_is_refused();
	return tap_end();
}
