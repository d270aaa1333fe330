/*
 * journal_fresh.h - is the number of an entry still free?
 *
 * A look-up gives more than an answer for one number: the next number which
 * is taken, so that all those between are free as well.  Numbers which come
 * in ascending order (in byte order, which is that of the database) cost one
 * look-up for each such gap, not one each.
 */
#ifndef STORE_JOURNAL_FRESH_H
#define STORE_JOURNAL_FRESH_H

#include "base/text.h"
#include "store/journal_insert.h"

struct journal_fresh {
	struct text last;	/* numbers above it and below next are free */
	struct text next;
	bool looked;		/* is there a gap? */
	bool bounded;		/* has it an end? */
};

/*
 * *taken is the number by which the store knows the entry, or 0.  The code is
 * taken from now on; codes which the run has posted are asked of the store.
 */
bool journal_fresh_find(int64_t *taken, struct journal_fresh *fresh,
    struct journal_insert *insert, struct slice code, struct error *error);
void journal_fresh_release(struct journal_fresh *fresh);

#endif
