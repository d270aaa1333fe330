#include "base/table.h"

#include "base/assert.h"
#include "base/memory.h"

enum { TABLE_FIRST_SLOTS = 64 };

static uint64_t
table_mix(uint64_t hash, uint64_t word)
{
	__uint128_t product = (__uint128_t)(hash ^ word) *
	    UINT64_C(0x9e3779b97f4a7c15);

	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* The same hash on machines which keep the highest byte first. */
static uint64_t
table_little_endian(uint64_t word)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	return __builtin_bswap64(word);
#else
	return word;
#endif
}

uint64_t
table_hash(struct slice key)
{
	uint64_t hash = UINT64_C(0x2545f4914f6cdd1d) + key.length;
	uint64_t word;
	size_t at = 0;

	for (; key.length - at >= sizeof(word); at += sizeof(word)) {
		memcpy(&word, key.text + at, sizeof(word));
		hash = table_mix(hash, table_little_endian(word));
	}
	if (at < key.length) {
		word = 0;
		memcpy(&word, key.text + at, key.length - at);
		hash = table_mix(hash, table_little_endian(word));
	}
	return table_mix(hash, UINT64_C(0xd6e8feb86659fd93));
}

static size_t
table_slot(const struct table *table, struct slice key, uint64_t hash)
{
	size_t slot = hash & (table->slot_count - 1);

	while (table->slots[slot] != 0) {
		const struct table_entry *entry =
		    &table->entries[table->slots[slot] - 1];

		if (entry->hash == hash && slice_equal(entry->key, key))
			break;
		slot = (slot + 1) & (table->slot_count - 1);
	}
	return slot;
}

static void
table_widen(struct table *table)
{
	memory_free(table->slots);
	table->slot_count = table->slot_count > 0 ?
	    table->slot_count * 2 : TABLE_FIRST_SLOTS;
	table->slots = memory_new(table->slot_count * sizeof(*table->slots));
	for (size_t i = 0; i < table->count; i++) {
		size_t slot = table_slot(table, table->entries[i].key,
		    table->entries[i].hash);

		table->slots[slot] = (uint32_t)i + 1;
	}
}

int64_t
table_find(const struct table *table, struct slice key)
{
	size_t slot;

	if (table->count == 0)
		return TABLE_ABSENT;
	slot = table_slot(table, key, table_hash(key));
	return (int64_t)table->slots[slot] - 1;
}

size_t
table_put(struct table *table, struct slice key, bool *added)
{
	uint64_t hash = table_hash(key);
	size_t slot;

	if (table->count * 2 >= table->slot_count)
		table_widen(table);
	slot = table_slot(table, key, hash);
	*added = table->slots[slot] == 0;
	if (!*added)
		return table->slots[slot] - 1;
	ENSURE(table->count < UINT32_MAX - 1);
	table->entries = memory_grow(table->entries, &table->capacity,
	    table->count, sizeof(*table->entries));
	table->entries[table->count] = (struct table_entry){
		.key = arena_copy(&table->keys, key), .hash = hash };
	table->count++;
	table->slots[slot] = (uint32_t)table->count;
	return table->count - 1;
}

void *
table_get(const struct table *table, struct slice key)
{
	int64_t number = table_find(table, key);

	return number == TABLE_ABSENT ? NULL : table->entries[number].value;
}

void
table_set(struct table *table, struct slice key, void *value)
{
	bool added;
	size_t number = table_put(table, key, &added);

	table->entries[number].value = value;
}

void
table_release(struct table *table)
{
	arena_release(&table->keys);
	memory_free(table->entries);
	memory_free(table->slots);
	*table = (struct table){ 0 };
}
