#include "store/journal_fresh.h"

static bool
journal_fresh_inside(const struct journal_fresh *fresh, struct slice code)
{
	return fresh->looked &&
	    slice_compare(code, text_slice(&fresh->last)) > 0 &&
	    (!fresh->bounded ||
	    slice_compare(code, text_slice(&fresh->next)) < 0);
}

/* The first number which is taken from the code on. */
static bool
journal_fresh_look(int64_t *taken, struct journal_fresh *fresh,
    struct store *store, struct slice code, struct error *error)
{
	struct statement *find;

	if (!store_prepare(&find, store, "SELECT entry, number "
	    "FROM journal_entry WHERE entry >= $1 ORDER BY entry LIMIT 1",
	    error))
		return false;
	store_bind_text(find, 1, code);
	text_clear(&fresh->next);
	fresh->looked = true;
	fresh->bounded = false;
	while (store_step(find, error)) {
		fresh->bounded = true;
		text_add(&fresh->next, store_text(find, 0));
		if (slice_equal(text_slice(&fresh->next), code))
			*taken = store_integer(find, 1);
	}
	return error->fault == FAULT_NONE;
}

bool
journal_fresh_find(int64_t *taken, struct journal_fresh *fresh,
    struct journal_insert *insert, struct slice code, struct error *error)
{
	*taken = 0;
	if (!journal_fresh_inside(fresh, code) &&
	    (!bulk_flush(insert->entries, error) ||
	    !journal_fresh_look(taken, fresh, run_store(insert->run), code,
	    error)))
		return false;
	text_clear(&fresh->last);
	text_add(&fresh->last, code);
	return true;
}

void
journal_fresh_release(struct journal_fresh *fresh)
{
	text_release(&fresh->last);
	text_release(&fresh->next);
}
