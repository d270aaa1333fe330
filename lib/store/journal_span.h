/*
 * journal_span.h - a span of days as two parameters of a statement
 */
#ifndef STORE_JOURNAL_SPAN_H
#define STORE_JOURNAL_SPAN_H

#include "store/journal.h"

/*
 * Bind the first day at the number and the day after the last behind it; an
 * open end becomes a text before or after that of every day.
 */
void journal_span_bind(struct statement *statement, int at,
    struct journal_span span);

#endif
