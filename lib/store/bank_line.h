/*
 * bank_line.h - the lines of recorded statements, and the payments they are
 *
 * A line which left our account settles a payment; one which came back
 * returns it.  A match is written once.
 */
#ifndef STORE_BANK_LINE_H
#define STORE_BANK_LINE_H

#include "schema/bank_line.h"
#include "store/run.h"

/* The line as it is recorded; *found says whether it is. */
bool bank_line_find(bool *found, struct bank_line *out, struct store *store,
    const struct bank_line *key, struct error *error);

/*
 * Is the payment settled, or returned, by a line which was matched to it (the
 * event is "settle" or "return")?  *same says that this line was matched to
 * it.
 */
bool bank_line_matched(bool *matched, bool *same, struct store *store,
    const struct bank_line *line, struct slice payment, struct slice event,
    struct error *error);

/* Match a recorded line; it must not be matched yet. */
bool bank_line_match(struct run *run, const struct bank_line *line,
    struct slice payment, struct slice event, struct error *error);

/* All lines, by account, statement and sequence; open ones only if asked. */
struct bank_line_list;

bool bank_line_list_open(struct bank_line_list **out, struct store *store,
    bool open_only, struct error *error);

/* False at the end or at an error.  Texts live until the next call. */
bool bank_line_list_next(struct bank_line_list *list, struct bank_line *out,
    struct error *error);
void bank_line_list_close(struct bank_line_list *list);	/* NULL allowed */

#endif
