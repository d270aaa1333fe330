#include "base/table.h"

#include "../tap.h"

enum { KEYS = 100000 };

static struct slice
key(char buffer[16], unsigned number)
{
	int length = snprintf(buffer, 16, "key-%u", number);

	return slice_from(buffer, (size_t)length);
}

static void
keys_keep_their_numbers_while_the_table_grows(void)
{
	struct table table = { 0 };
	char buffer[16];
	unsigned wrong = 0;
	bool added;

	for (unsigned i = 0; i < KEYS; i++)
		wrong += table_put(&table, key(buffer, i), &added) != i ||
		    !added;
	for (unsigned i = 0; i < KEYS; i++)
		wrong += table_find(&table, key(buffer, i)) != (int64_t)i;
	tap_ok(wrong == 0, "%d keys, %u wrong", KEYS, wrong);
	tap_ok(table_put(&table, key(buffer, 7), &added) == 7 && !added,
	    "a key which is there is not added again");
	tap_ok(table_find(&table, slice_of("absent")) == TABLE_ABSENT,
	    "an absent key is not found");
	table_release(&table);
}

static void
values_are_found_by_key(void)
{
	struct table table = { 0 };
	int one, two;

	tap_ok(table_get(&table, slice_of("a")) == NULL,
	    "an empty table has nothing");
	table_set(&table, slice_of("a"), &one);
	table_set(&table, slice_of(""), &two);
	tap_ok(table_get(&table, slice_of("a")) == &one, "a value is found");
	tap_ok(table_get(&table, slice_of("")) == &two,
	    "the empty key is a key");
	table_set(&table, slice_of("a"), &two);
	tap_ok(table_get(&table, slice_of("a")) == &two,
	    "setting again replaces");
	tap_ok(table.count == 2, "and adds nothing");
	table_release(&table);
}

/* Files are split over machines by this hash: it may never change. */
static void
the_hash_is_the_same_for_ever(void)
{
	tap_ok(table_hash(slice_of("")) != table_hash(slice_from("", 1)),
	    "the length counts");
	tap_ok(table_hash(slice_of("10000017")) !=
	    table_hash(slice_of("10000018")), "every byte counts");
	tap_ok(table_hash(slice_of("opsutils")) ==
	    table_hash(slice_from("opsutils-", 8)), "only the bytes count");
}

int
main(void)
{
	tap_begin();
	keys_keep_their_numbers_while_the_table_grows();
	values_are_found_by_key();
	the_hash_is_the_same_for_ever();
	return tap_end();
}
