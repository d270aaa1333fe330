/*
 * locale.h - how people of a place write numbers
 *
 * Only files for spreadsheets ask; what programs read never depends on a
 * locale.  The table is share/locale.csv: languages, and territories in which
 * a language is written otherwise.
 */
#ifndef RECORD_LOCALE_H
#define RECORD_LOCALE_H

#include "base/error.h"

/*
 * The decimal mark, '.' or ',', of "de", "de_CH", "de-CH" or
 * "de_CH.UTF-8"; a script between language and territory is passed over.  A
 * language which is not in the table is an error of usage.
 */
bool locale_decimal_mark(char *out, const char *locale, struct error *error);

#endif
