/*
 * transliteration.h - texts in the characters which banks take
 *
 * Payment messages are limited to a-z A-Z 0-9 / - ? : ( ) . , ' + and the
 * blank (the Latin character set of the EPC's and SWIFT's rules).  A table of
 * replacements, data of share/label/transliteration.csv, spells other letters
 * in these; what is not in the table becomes "?" and is counted.
 */
#ifndef DOMAIN_TRANSLITERATION_H
#define DOMAIN_TRANSLITERATION_H

#include "base/error.h"
#include "base/slice.h"
#include "base/text.h"

struct transliteration;

struct transliteration *transliteration_new(void);
void transliteration_free(struct transliteration *table); /* NULL allowed */

/*
 * The character is "U+00E4".  A replacement with a character which banks do
 * not take, or another one for the same character, is an error.
 */
bool transliteration_add(struct transliteration *table,
    struct slice character, struct slice replacement, struct error *error);

/*
 * Replace out by the text in permitted characters; gives how many characters
 * became "?".  table may be NULL; ill-formed UTF-8 counts byte by byte.
 */
size_t transliteration_apply(const struct transliteration *table,
    struct slice from, struct text *out);

/* Is every character of the text permitted? */
bool transliteration_is_plain(struct slice text);

#endif
