#include "record/grid_group.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/table.h"
#include "base/text.h"

struct group_sum {
	struct decimal sum;
	unsigned places;
	bool any;
};

struct group {
	const struct slice *cells;	/* a row of the input with the keys */
	uint64_t records;
	struct group_sum *sums;
};

struct grouping {
	const struct grid *in;
	const struct grid_grouping *how;
	struct table numbers;		/* of the groups, by their keys */
	struct group *groups;
	size_t count;
	size_t capacity;
	struct table spread;		/* values of across */
	size_t sum_count;		/* sums in a group */
	struct arena arena;
};

void
grid_keep(struct grid *grid, int column, struct slice values)
{
	size_t kept = 0, width = grid->column_count;

	for (size_t row = 0; row < grid->row_count; row++) {
		struct slice cell = grid_cell(grid, row, (size_t)column);
		struct slice rest = values;
		bool keep = false;

		while (!keep && rest.length > 0)
			keep = slice_equal(slice_cut(&rest, ','), cell);
		if (keep && kept++ != row)
			memcpy(grid->cells + (kept - 1) * width,
			    grid->cells + row * width,
			    width * sizeof(*grid->cells));
	}
	grid->row_count = kept;
}

/* Every value of across, in the order in which they come. */
static bool
group_spread(struct grouping *grouping, struct error *error)
{
	const struct grid *in = grouping->in;
	size_t values = 1;
	bool added;

	if (grouping->how->across >= 0) {
		for (size_t row = 0; row < in->row_count; row++)
			(void)table_put(&grouping->spread, grid_cell(in, row,
			    (size_t)grouping->how->across), &added);
		values = grouping->spread.count;
	}
	grouping->sum_count = values * grouping->how->total_count;
	if (values > GROUP_ACROSS_MAX ||
	    grouping->sum_count > GROUP_CELLS_MAX)
		return error_set(error, FAULT_INPUT,
		    "%zu values to spread over columns; at most %d", values,
		    GROUP_ACROSS_MAX);
	return true;
}

static struct group *
group_of(struct grouping *grouping, size_t row, struct text *key)
{
	const struct grid *in = grouping->in;
	const struct grid_grouping *how = grouping->how;
	struct group *group;
	size_t number;
	bool added;

	text_clear(key);
	for (size_t i = 0; i < how->key_count; i++) {
		text_add(key, grid_cell(in, row, (size_t)how->keys[i]));
		text_add_character(key, '\0');
	}
	number = table_put(&grouping->numbers, text_slice(key), &added);
	if (!added)
		return &grouping->groups[number];
	grouping->groups = memory_grow(grouping->groups, &grouping->capacity,
	    grouping->count, sizeof(*grouping->groups));
	group = &grouping->groups[grouping->count++];
	*group = (struct group){ .cells = in->cells +
	    row * in->column_count, .sums = arena_new(&grouping->arena,
	    (grouping->sum_count + 1) * sizeof(*group->sums)) };
	return group;
}

static bool
group_add_cell(struct group_sum *sum, struct slice cell, struct error *error)
{
	struct decimal value;
	size_t point = slice_find(cell, '.');
	unsigned places = point < cell.length ?
	    (unsigned)(cell.length - point - 1) : 0;

	if (slice_is_empty(cell))
		return true;
	if (!decimal_parse(&value, cell, error) ||
	    !decimal_add(&sum->sum, sum->sum, value, error))
		return false;
	if (places > sum->places)
		sum->places = places;
	sum->any = true;
	return true;
}

static bool
group_add_row(struct grouping *grouping, size_t row, struct text *key,
    struct error *error)
{
	const struct grid *in = grouping->in;
	const struct grid_grouping *how = grouping->how;
	struct group *group = group_of(grouping, row, key);
	size_t first = 0;

	group->records++;
	if (how->across >= 0)
		first = how->total_count * (size_t)table_find(
		    &grouping->spread,
		    grid_cell(in, row, (size_t)how->across));
	for (size_t i = 0; i < how->total_count; i++) {
		struct slice cell = grid_cell(in, row, (size_t)how->totals[i]);

		if (!group_add_cell(&group->sums[first + i], cell, error))
			return error_set(error, FAULT_INPUT,
			    "record %zu: %.*s: \"%.*s\" is no number to sum",
			    row + 1,
			    SLICE_PRINT(in->columns[how->totals[i]].name),
			    SLICE_PRINT(cell));
	}
	return true;
}

static void
group_names(struct grouping *grouping, struct grid *out)
{
	const struct grid_grouping *how = grouping->how;
	const struct grid_column *columns = grouping->in->columns;
	struct slice names[GROUP_KEYS_MAX + 1 + GROUP_CELLS_MAX];
	size_t count = 0;

	for (size_t i = 0; i < how->key_count; i++)
		names[count++] = columns[how->keys[i]].name;
	if (how->across < 0)
		names[count++] = slice_of("records");
	for (size_t i = 0; i < grouping->sum_count; i++) {
		struct slice total =
		    columns[how->totals[i % how->total_count]].name;
		struct text name = { 0 };

		if (how->across >= 0)
			text_add(&name, grouping->spread.entries[
			    i / how->total_count].key);
		if (how->across >= 0 && how->total_count > 1)
			text_add_character(&name, '_');
		if (how->across < 0 || how->total_count > 1)
			text_add(&name, total);
		names[count++] = arena_copy(&grouping->arena,
		    text_slice(&name));
		text_release(&name);
	}
	grid_begin(out, names, count);
}

static bool
group_put(struct grouping *grouping, const struct group *group,
    struct grid *out, struct error *error)
{
	const struct grid_grouping *how = grouping->how;
	struct slice cells[GROUP_KEYS_MAX + 1 + GROUP_CELLS_MAX];
	char texts[GROUP_CELLS_MAX][DECIMAL_TEXT_MAX];
	char records[24];
	size_t count = 0;

	for (size_t i = 0; i < how->key_count; i++)
		cells[count++] = group->cells[how->keys[i]];
	(void)snprintf(records, sizeof(records), "%llu",
	    (unsigned long long)group->records);
	if (how->across < 0)
		cells[count++] = slice_of(records);
	for (size_t i = 0; i < grouping->sum_count; i++) {
		const struct group_sum *sum = &group->sums[i];

		texts[i][0] = '\0';
		if (sum->any && !decimal_format_places(texts[i], sum->sum,
		    sum->places, ROUND_NEVER, error))
			return false;
		cells[count++] = slice_of(texts[i]);
	}
	return grid_add_row(out, cells, error);
}

static int
group_compare(const void *one, const void *other)
{
	const struct table_entry *left = *(const struct table_entry *const *)one;
	const struct table_entry *right =
	    *(const struct table_entry *const *)other;

	return slice_compare(left->key, right->key);
}

static bool
group_write(struct grouping *grouping, struct grid *out, struct error *error)
{
	const struct table *numbers = &grouping->numbers;
	const struct table_entry **order = memory_new(
	    (numbers->count + 1) * sizeof(struct table_entry *));
	bool good = true;

	for (size_t i = 0; i < numbers->count; i++)
		order[i] = &numbers->entries[i];
	qsort(order, numbers->count, sizeof(struct table_entry *),
	    group_compare);
	group_names(grouping, out);
	for (size_t i = 0; good && i < numbers->count; i++)
		good = group_put(grouping, &grouping->groups[order[i] -
		    numbers->entries], out, error);
	memory_free(order);
	grid_finish(out);
	return good;
}

bool
grid_group(struct grid *out, const struct grid *in,
    const struct grid_grouping *how, struct error *error)
{
	struct grouping grouping = { .in = in, .how = how };
	struct text key = { 0 };
	bool good = group_spread(&grouping, error);

	for (size_t row = 0; good && row < in->row_count; row++)
		good = group_add_row(&grouping, row, &key, error);
	good = good && group_write(&grouping, out, error);
	text_release(&key);
	table_release(&grouping.numbers);
	table_release(&grouping.spread);
	memory_free(grouping.groups);
	arena_release(&grouping.arena);
	return good;
}
