/*
 * journal.h - the rules of double entry
 *
 * An entry is a number of lines of one day.  It falls into groups: the lines
 * of one client organisation, one fund and one currency.  Every group of an
 * entry must sum to zero, in the currency of the transaction and in the
 * functional currency, so that no fund ever lends to another and no currency
 * to another without a line which says so.
 *
 * A struct journal_entry owns its arrays and is reused from entry to entry;
 * once it has seen the longest entry it allocates nothing.  A zeroed one is
 * empty and ready.
 */
#ifndef DOMAIN_JOURNAL_H
#define DOMAIN_JOURNAL_H

#include "domain/exchange.h"
#include "value/period.h"

/* Amounts are kept in dollars besides, as UN entities report (IPSAS 4). */
#define JOURNAL_FUNCTIONAL_CURRENCY "USD"

/* A code and the number which stands for it; 0 is the absent code "". */
struct journal_code {
	struct slice code;
	int64_t number;
};

struct journal_item {
	const struct journal_code *entity;
	const struct journal_code *fund;
	struct money amount;		/* debit above zero */
	int64_t functional;		/* units of the functional currency */
	bool functional_given;		/* else journal_entry_translate finds it */
	__int128 remainder;		/* of translation, over the divisor */
	size_t place;			/* in the entry, from 0 */
};

struct journal_entry {
	struct journal_item *items;
	size_t count;
	size_t capacity;
	struct journal_item **order;	/* by group, then place */
	size_t order_capacity;
};

void journal_entry_add(struct journal_entry *entry,
    const struct journal_item *item);
void journal_entry_clear(struct journal_entry *entry);
void journal_entry_release(struct journal_entry *entry);

/*
 * Does every group sum to zero?  The error names entity, fund, currency and
 * the difference.
 */
bool journal_entry_balance(struct journal_entry *entry,
    struct error *error);

/*
 * Give every line its functional amount at the rate of the day.  Lines of a
 * group in the functional currency keep their amount.  In other groups each
 * line gets the whole units below its exact quotient; the units which are
 * then missing for a sum of zero go one each to the lines with the largest
 * remainders, ties to the earlier line.  So no line is a whole unit off its
 * exact amount, and the group sums to zero exactly.
 *
 * Where every line of a group brought its functional amount, those are taken
 * as they are and must sum to zero; where only some did, it is an error.
 * exchange may be NULL, if it is not needed.
 */
bool journal_entry_translate(struct journal_entry *entry,
    struct currency functional, const struct exchange *exchange,
    struct date day, struct error *error);

/*
 * A period takes entries while it is open.  A closed one can be opened again;
 * a locked one is final.
 */
enum journal_state {
	JOURNAL_STATE_NONE,		/* never opened */
	JOURNAL_STATE_OPEN,
	JOURNAL_STATE_CLOSED,
	JOURNAL_STATE_LOCKED
};

enum journal_event {
	JOURNAL_EVENT_OPEN,
	JOURNAL_EVENT_CLOSE,
	JOURNAL_EVENT_LOCK
};

/* "open", "closed", "locked"; NONE is "not open". */
const char *journal_state_name(enum journal_state state);
enum journal_state journal_state_parse(struct slice name);

/*
 * The state after the event: *changed says whether it is another one.  What
 * is not allowed is refused as by a store.
 */
bool journal_state_change(enum journal_state *out, bool *changed,
    enum journal_state state, enum journal_event event, struct period period,
    struct error *error);

#endif
