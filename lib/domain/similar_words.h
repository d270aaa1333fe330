/*
 * similar_words.h - the words of a text, as they are compared
 */
#ifndef DOMAIN_SIMILAR_WORDS_H
#define DOMAIN_SIMILAR_WORDS_H

#include <stdbool.h>

#include "base/slice.h"

enum { SIMILAR_WORD_BYTES = 64 };	/* what is longer is cut */

/*
 * Cut the next word off *rest into the buffer, in lower case (ASCII and Latin
 * letters with accents); false at the end.
 */
bool similar_words_next(struct slice *word, char buffer[SIMILAR_WORD_BYTES],
    struct slice *rest);

#endif
