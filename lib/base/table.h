/*
 * table.h - values found by a key of bytes
 *
 * A hash table which keeps the order of insertion.  A zeroed struct table is
 * empty and ready.  Keys are copied into the table; values are pointers which
 * the table does not own.  Entries keep their number for life (nothing is
 * ever removed), so a caller may use numbers into an array of its own.
 * Finding costs one hash and, nearly always, one comparison.
 */
#ifndef BASE_TABLE_H
#define BASE_TABLE_H

#include <stdint.h>

#include "base/arena.h"

struct table_entry {
	struct slice key;
	void *value;
	uint64_t hash;
};

struct table {
	struct arena keys;
	struct table_entry *entries;	/* in order of insertion */
	size_t count;
	size_t capacity;
	uint32_t *slots;		/* number of the entry + 1; 0 is free */
	size_t slot_count;
};

enum { TABLE_ABSENT = -1 };

/* The number of the entry, or TABLE_ABSENT. */
int64_t table_find(const struct table *table, struct slice key);

/* The number of the entry, put there now (value NULL) if it was absent. */
size_t table_put(struct table *table, struct slice key, bool *added);

/* By value: NULL if absent. */
void *table_get(const struct table *table, struct slice key);
void table_set(struct table *table, struct slice key, void *value);

void table_release(struct table *table);

/* A hash of bytes, the same on every machine and in every run. */
uint64_t table_hash(struct slice key);

#endif
