#include "value/currency.h"

#include "../currency_of.h"
#include "../tap.h"

static struct error error;

static bool
in_use(const char *code, const char *text)
{
	struct date day = DATE_NONE;

	(void)date_parse(&day, slice_of(text), &error);
	return currency_in_use(currency_of(code), day);
}

static void
every_code_finds_itself_and_no_other_does(void)
{
	unsigned found = 0, wrong = 0;
	char code[] = "AAA";

	for (code[0] = 'A'; code[0] <= 'Z'; code[0]++)
		for (code[1] = 'A'; code[1] <= 'Z'; code[1]++)
			for (code[2] = 'A'; code[2] <= 'Z'; code[2]++) {
				struct currency out = currency_of(code);

				found += out.number != 0;
				wrong += out.number != 0 &&
				    strcmp(currency_code(out), code) != 0;
			}
	tap_ok(found == currency_count() && found > 160,
	    "%u currencies", found);
	tap_ok(wrong == 0, "%u of them wrong", wrong);
}

static void
other_texts_are_refused(void)
{
	static const char *const wrong[] = {
		"", "US", "USDX", "usd", "U$D", "ZZZ", "XAU", "\xc3\x84""A"
	};
	struct currency out = { 77 };

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		tap_ok(!currency_parse(&out, slice_of(wrong[i]), &error) &&
		    out.number == 77, "\"%s\": %s", wrong[i], error.message);
}

static void
exponents_are_those_of_iso_4217(void)
{
	tap_ok(currency_exponent(currency_of("USD")) == 2, "USD");
	tap_ok(currency_exponent(currency_of("JPY")) == 0, "JPY");
	tap_ok(currency_exponent(currency_of("KWD")) == 3, "KWD");
	tap_ok(currency_exponent(currency_of("UYW")) == 4, "UYW");
	tap_ok(strcmp(currency_name(currency_of("CHF")), "Swiss Franc") == 0,
	    "a name");
	tap_ok(currency_exponent(CURRENCY_NONE) == 0 &&
	    currency_code(CURRENCY_NONE)[0] == '\0', "none");
}

static void
withdrawn_codes_are_not_in_use_after_their_last_day(void)
{
	tap_ok(in_use("HRK", "2023-01-31") && !in_use("HRK", "2023-02-01"),
	    "the kuna");
	tap_ok(!in_use("EUR", "1998-12-31") && in_use("EUR", "1999-01-01"),
	    "the euro");
	tap_ok(in_use("USD", "1950-01-01") && in_use("USD", "2100-01-01"),
	    "the dollar");
	tap_ok(!currency_in_use(CURRENCY_NONE, (struct date){ 0 }), "none");
}

int
main(void)
{
	tap_begin();
	every_code_finds_itself_and_no_other_does();
	other_texts_are_refused();
	exponents_are_those_of_iso_4217();
	withdrawn_codes_are_not_in_use_after_their_last_day();
	return tap_end();
}
