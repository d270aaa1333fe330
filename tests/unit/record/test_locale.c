#include "record/locale.h"

#include <string.h>

#include "../tap.h"

static char
mark(const char *locale)
{
	struct error error = { 0 };
	char found = '?';

	if (!locale_decimal_mark(&found, locale, &error) &&
	    error.fault != FAULT_USAGE)
		found = '!';
	return found;
}

static void
is(const char *locale, char want)
{
	tap_ok(mark(locale) == want, "%s: %c", locale, want);
}

int
main(void)
{
	tap_begin();
	is("de", ',');
	is("de_DE", ',');
	is("de-AT", ',');
	is("de_CH", '.');
	is("de_CH.UTF-8", '.');
	is("de_DE@euro", ',');
	is("en", '.');
	is("en_ZA", ',');
	is("es_419", '.');
	is("es_ES", ',');
	is("fr-Latn-CH", ',');
	is("it_Latn_CH", '.');
	is("zh-Hant-TW", '.');
	is("agq", ',');
	is("tlh", '?');
	is("x", '?');
	is("", '?');
	is("_DE", '?');
	is("english", '?');
	is("de_Switzerland", ',');
	return tap_end();
}
