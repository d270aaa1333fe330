/*
 * journal_span.h - lines of entries, and of a span of days, in statements
 */
#ifndef STORE_JOURNAL_SPAN_H
#define STORE_JOURNAL_SPAN_H

#include "store/journal.h"

/* The lines l of an entry e. */
#define JOURNAL_OF_ENTRY \
	"l.number >= e.first_line AND l.number <= e.last_line " \
	"/*placed AND l.ops_entry = e.number " \
	"AND l.ops_period = substr(e.date, 1, 7) */"
#define JOURNAL_JOIN_LINES "JOIN journal_line l ON " JOURNAL_OF_ENTRY

/* Of days from one parameter ("$1") up to, not including, another. */
#define JOURNAL_OF_SPAN(from, until) \
	"e.date >= " from " AND e.date < " until " /*placed " \
	"AND l.ops_period >= substr(CAST(" from " AS TEXT), 1, 7) " \
	"AND l.ops_period <= substr(CAST(" until " AS TEXT), 1, 7) */"

/*
 * Bind the first day at the number and the day after the last behind it; an
 * open end becomes a text before or after that of every day.
 */
void journal_span_bind(struct statement *statement, int at,
    struct journal_span span);

#endif
