/*
 * definition.h - the texts by which databases keep what they were told
 *
 * Of two texts ("CREATE TABLE run (number INTEGER, ...)") blanks, comments and
 * double quotes do not count.
 */
#ifndef STORE_DEFINITION_H
#define STORE_DEFINITION_H

#include "base/slice.h"
#include "base/text.h"

/*
 * Put the first part which the one has and the other has not into has, and
 * the other way round into should, either may stay empty; false, and both
 * empty, when there is none.  The parts of a table stand between the commas of
 * its outermost parentheses, in any order: columns which were added later
 * stand behind.  Anything else is one part.
 */
bool definition_differs(struct text *has, struct text *should, bool table,
    struct slice one, struct slice other);

#endif
