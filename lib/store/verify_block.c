#include "store/verify_block.h"

#include "base/memory.h"
#include "base/text.h"

/* Texts of a store have no NUL, so it parts them. */
static size_t
blocks_unit(struct verify_blocks *blocks, struct text *key,
    const struct statement *row)
{
	bool added;

	text_clear(key);
	for (int i = 1; i <= 3; i++) {
		text_add(key, store_text(row, i));
		text_add_character(key, '\0');
	}
	return table_put(&blocks->units, text_slice(key), &added);
}

static void
blocks_add(struct verify_blocks *blocks, struct text *key,
    const struct statement *row)
{
	struct verify_block block = { .number = store_integer(row, 0),
	    .currency = CURRENCY_NONE };
	struct error wrong = { 0 };

	(void)currency_parse(&block.currency, store_text(row, 3), &wrong);
	block.unit = blocks_unit(blocks, key, row);
	blocks->blocks = memory_grow(blocks->blocks, &blocks->capacity,
	    blocks->count, sizeof(*blocks->blocks));
	blocks->blocks[blocks->count++] = block;
}

bool
verify_blocks_read(struct verify_blocks *out, struct store *store,
    struct error *error)
{
	struct statement *rows;
	struct text key = { 0 };

	*out = (struct verify_blocks){ 0 };
	if (!store_prepare_own(&rows, store, "SELECT number, entity, fund, "
	    "currency FROM journal_block ORDER BY number /*scan*/", error))
		return false;
	while (store_step(rows, error))
		blocks_add(out, &key, rows);
	store_finish(rows);
	text_release(&key);
	return error->fault == FAULT_NONE;
}

void
verify_blocks_release(struct verify_blocks *blocks)
{
	memory_free(blocks->blocks);
	table_release(&blocks->units);
	*blocks = (struct verify_blocks){ 0 };
}

struct slice
verify_blocks_entity(const struct verify_blocks *blocks,
    const struct verify_block *block)
{
	struct slice key = blocks->units.entries[block->unit].key;

	return slice_cut(&key, '\0');
}

/* Numbers are dense from 1 on, unless somebody took blocks out. */
const struct verify_block *
verify_blocks_find(const struct verify_blocks *blocks, int64_t number)
{
	size_t low = 0, high = blocks->count;

	if (number > 0 && (uint64_t)number <= high &&
	    blocks->blocks[number - 1].number == number)
		return &blocks->blocks[number - 1];
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (blocks->blocks[middle].number < number)
			low = middle + 1;
		else
			high = middle;
	}
	return low < blocks->count && blocks->blocks[low].number == number ?
	    &blocks->blocks[low] : NULL;
}
