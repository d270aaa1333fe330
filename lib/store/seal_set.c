#include "store/seal_set.h"

#include "base/memory.h"

struct seal_member {
	const struct seal_table *table;
	bool is_bulk;
	struct bulk bulk;
	struct seal seal;		/* of what went through the bulk */
	struct seal_member *next;
};

/* In the order in which they came, which is that of the audit. */
static struct seal_member *
seal_set_get(struct seal_set *set, const struct seal_table *table)
{
	struct seal_member **at = &set->first;

	while (*at != NULL && (*at)->table != table)
		at = &(*at)->next;
	if (*at == NULL) {
		*at = memory_new(sizeof(**at));
		(*at)->table = table;
	}
	return *at;
}

bool
seal_set_bulk(struct bulk **out, struct seal_set *set, struct store *store,
    const struct seal_table *table, struct error *error)
{
	struct seal_member *member = seal_set_get(set, table);

	*out = &member->bulk;
	if (member->is_bulk)
		return true;
	if (!bulk_begin(&member->bulk, store, &table->table, error))
		return false;
	seal_init(&member->seal);
	member->is_bulk = true;
	member->bulk.seal = table->any_order ? NULL : &member->seal;
	return true;
}

void
seal_set_note(struct seal_set *set, const struct seal_table *table)
{
	(void)seal_set_get(set, table);
}

static bool
seal_member_write(struct seal_member *member, struct run *run,
    struct error *error)
{
	if (!member->is_bulk || member->table->any_order)
		return seal_table_store(run, member->table, error);
	return member->seal.rows == 0 || seal_table_write(run, member->table,
	    &member->seal, error);
}

bool
seal_set_write(struct seal_set *set, struct run *run, struct error *error)
{
	/* What is read back may need rows of another table. */
	for (struct seal_member *at = set->first; at != NULL; at = at->next)
		if (at->is_bulk && !bulk_flush(&at->bulk, error))
			return false;
	for (struct seal_member *at = set->first; at != NULL; at = at->next)
		if (!seal_member_write(at, run, error))
			return false;
	return true;
}

void
seal_set_release(struct seal_set *set)
{
	while (set->first != NULL) {
		struct seal_member *member = set->first;

		set->first = member->next;
		bulk_release(&member->bulk);
		seal_release(&member->seal);
		memory_free(member);
	}
}
