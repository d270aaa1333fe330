/*
 * iban.h - international bank account numbers (ISO 13616)
 *
 * The structures are those of the SWIFT registry, kept in share/iban.csv.
 * Only the electronic form is an IBAN here: capitals and digits without
 * blanks.  A country which is not in the registry has no IBAN, even where its
 * banks use numbers of the same looks (Algeria, Morocco, Iran): such a number
 * is refused as an IBAN and belongs in the field for other account numbers.
 */
#ifndef VALUE_IBAN_H
#define VALUE_IBAN_H

#include "base/error.h"
#include "base/slice.h"

enum { IBAN_LENGTH_MAX = 34 };

/*
 * Country, length, structure of the country and check digits (97-10 of
 * ISO/IEC 7064), in this order; the error says which is wrong.
 */
bool iban_check(struct slice iban, struct error *error);

/* Is the country (ISO 3166-1 alpha-2) in the registry? */
bool iban_country_has(struct slice country);

/*
 * A creditor reference of ISO 11649: "RF", check digits by the same rule, and
 * 1 to 21 capitals and digits.
 */
bool iban_check_reference(struct slice reference, struct error *error);

#endif
