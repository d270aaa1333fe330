/*
 * iban_table.h - the table of IBAN structures, made from share/iban.csv
 */
#ifndef VALUE_IBAN_TABLE_H
#define VALUE_IBAN_TABLE_H

#include <stddef.h>

/*
 * One country.  classes has one character for each place of the IBAN behind
 * the country code: 'n' a digit, 'a' a capital, 'c' a digit or a capital.
 */
struct iban_form {
	char country[3];
	unsigned length;	/* of the whole IBAN */
	const char *classes;
};

/* In order of the country codes. */
extern const struct iban_form iban_forms[];
extern const size_t iban_form_count;

#endif
