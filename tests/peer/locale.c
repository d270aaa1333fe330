/* What the Unicode CLDR of the ICU on this machine says of decimal marks. */
#include <stdio.h>
#include <unicode/ulocdata.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>

static void
print_mark(const char *locale)
{
	UErrorCode code = U_ZERO_ERROR;
	UChar mark[8];
	char name[128], text[32];
	UNumberFormat *format;

	(void)snprintf(name, sizeof(name), "%s@numbers=latn", locale);
	format = unum_open(UNUM_DECIMAL, NULL, 0, name, NULL, &code);
	(void)unum_getSymbol(format, UNUM_DECIMAL_SEPARATOR_SYMBOL, mark, 8,
	    &code);
	(void)u_strToUTF8(text, sizeof(text), NULL, mark, -1, &code);
	printf("%s,%s\n", locale, *text == ',' ? "comma" : "point");
	unum_close(format);
}

int
main(void)
{
	UErrorCode code = U_ZERO_ERROR;
	UVersionInfo version;

	ulocdata_getCLDRVersion(version, &code);
	printf("Unicode CLDR %d\n", version[0]);
	for (int i = 0; i < uloc_countAvailable(); i++)
		print_mark(uloc_getAvailable(i));
	return U_FAILURE(code);
}
