/*
 * pain_text.h - a text as it goes into a payment message
 *
 * In permitted characters (transliteration.h), without blanks at the ends,
 * and without the slashes which banks read as marks of their own when they
 * pass a message on (no "/" at the ends, no "//": EPC's implementation
 * guidelines and SWIFT's field formats).
 */
#ifndef DOMAIN_PAIN_TEXT_H
#define DOMAIN_PAIN_TEXT_H

#include "domain/transliteration.h"

/*
 * Gives how many characters were lost: became "?" or were a slash too many.
 * *out is the text itself where nothing had to change, else it is in the
 * buffer, until that is used again.
 */
size_t pain_text(struct slice *out, const struct transliteration *letters,
    struct slice text, struct text *buffer);

#endif
