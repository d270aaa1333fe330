#include "domain/rules_table.h"

#include <stdio.h>

#include "base/assert.h"

/* Stands between keys; no field of a record can hold it. */
enum { RULES_KEY_SEPARATOR = 0x1f };

int
rules_table_column(const struct rules_table *table, struct slice name)
{
	for (size_t i = 0; i < table->column_count; i++)
		if (slice_equal(table->columns[i], name))
			return (int)i;
	return -1;
}

/* Join count keys; keys which are too long for the buffer are in no table. */
static bool
rules_table_join(char buffer[RULES_KEY_BYTES_MAX], struct slice *out,
    const struct slice keys[], size_t count)
{
	size_t length = 0;

	for (size_t i = 0; i < count; i++) {
		if (keys[i].length + 1 > RULES_KEY_BYTES_MAX - length)
			return false;
		if (keys[i].length > 0)
			memcpy(buffer + length, keys[i].text, keys[i].length);
		length += keys[i].length;
		buffer[length++] = RULES_KEY_SEPARATOR;
	}
	*out = slice_from(buffer, length);
	return true;
}

static bool
rules_table_number(struct rules_table *table, struct rules_cell *cell,
    size_t column, struct arena *arena, struct error *error)
{
	struct fraction *number = arena_new(arena, sizeof(*number));
	struct decimal value = DECIMAL_ZERO;

	if (!slice_is_empty(cell->text) &&
	    !decimal_parse(&value, cell->text, error)) {
		char name[ERROR_FIELD_MAX];

		(void)snprintf(name, sizeof(name), "%.*s",
		    SLICE_PRINT(table->columns[column]));
		return error_in_field(error, name, (unsigned)column + 1);
	}
	fraction_set_decimal(number, value);
	cell->number = number;
	return true;
}

static bool
rules_table_date(struct date *out, int column, const struct slice cells[],
    const char *name, struct error *error)
{
	*out = DATE_NONE;
	if (column < 0 || slice_is_empty(cells[column]))
		return true;
	return date_parse(out, cells[column], error) ||
	    error_in_field(error, name, (unsigned)column + 1);
}

/* Does a row which holds from..until hold on the day of the table? */
static bool
rules_table_dates(struct rules_table *table,
    const struct slice cells[], struct date *from, bool *holds,
    struct error *error)
{
	struct date until;

	if (!rules_table_date(from, table->valid_from, cells, "valid_from",
	    error) || !rules_table_date(&until, table->valid_to, cells,
	    "valid_to", error))
		return false;
	if (!date_is_none(until) && date_compare(until, *from) <= 0)
		return error_set(error, FAULT_INPUT,
		    "valid_to is not after valid_from");
	rules_table_change(&table->next_change, table->day, *from);
	rules_table_change(&table->next_change, table->day, until);
	*holds = date_compare(*from, table->day) <= 0 &&
	    (date_is_none(until) || date_compare(table->day, until) < 0);
	return true;
}

static bool
rules_table_index(struct rules_table *table, struct rules_row *row,
    struct slice key, struct error *error)
{
	struct rules_row *other = table_get(&table->rows, key);
	int order = 1;

	if (other != NULL)
		order = date_compare(row->valid_from, other->valid_from);
	if (order > 0) {
		table_set(&table->rows, key, row);
		return true;
	}
	if (order < 0)
		return true;
	if (table->kind != RULES_TABLE_BANDS)
		return error_set(error, FAULT_INPUT, "row %llu holds for the "
		    "same keys and dates", (unsigned long long)other->line);
	for (unsigned i = 0; other->next != NULL; i++) {
		if (i == RULES_BANDS_MAX)
			return error_set(error, FAULT_INPUT,
			    "more than %d bands", RULES_BANDS_MAX);
		other = other->next;
	}
	other->next = row;
	return true;
}

bool
rules_table_add(struct rules_table *table, const struct slice cells[],
    uint64_t line, struct arena *arena, struct error *error)
{
	struct rules_row *row = arena_new(arena, sizeof(*row));
	char buffer[RULES_KEY_BYTES_MAX];
	struct slice keys[RULES_KEYS_MAX];
	struct slice key;
	bool holds, added;

	if (!rules_table_dates(table, cells, &row->valid_from, &holds, error))
		return false;
	row->line = line;
	row->cells = arena_new(arena,
	    table->column_count * sizeof(*row->cells));
	for (size_t i = 0; i < table->column_count; i++) {
		row->cells[i].text = arena_copy(arena, cells[i]);
		if (table->numbers[i] &&
		    !rules_table_number(table, &row->cells[i], i, arena,
		    error))
			return false;
	}
	for (size_t i = 0; i < table->key_count; i++)
		keys[i] = cells[table->keys[i]];
	if (!rules_table_join(buffer, &key, keys, table->key_count))
		return error_set(error, FAULT_INPUT,
		    "keys of more than %d bytes", RULES_KEY_BYTES_MAX);
	if (!holds)
		return true;
	for (size_t i = 1; i <= table->key_count; i++) {
		(void)rules_table_join(buffer, &key, keys, i);
		(void)table_put(&table->prefixes, key, &added);
	}
	if (table->key_count == 0)
		key = slice_of("");
	return rules_table_index(table, row, key, error);
}

static const struct fraction *
rules_table_cell(const struct rules_row *row, int column)
{
	return row->cells[column].number;
}

bool
rules_table_complete(const struct rules_table *table, struct error *error)
{
	if (table->kind != RULES_TABLE_BANDS)
		return true;
	for (size_t i = 0; i < table->rows.count; i++) {
		const struct rules_row *row = table->rows.entries[i].value;

		if (fraction_sign(rules_table_cell(row,
		    table->band_from)) != 0) {
			(void)error_set(error, FAULT_INPUT,
			    "the first band does not begin at 0");
			return error_locate(error, table->path, row->line);
		}
		for (; row->next != NULL; row = row->next) {
			if (fraction_compare(
			    rules_table_cell(row, table->band_to),
			    rules_table_cell(row->next,
			    table->band_from)) == 0)
				continue;
			(void)error_set(error, FAULT_INPUT,
			    "the band does not begin where the one before "
			    "it ends");
			return error_locate(error, table->path,
			    row->next->line);
		}
	}
	return true;
}

const struct rules_row *
rules_table_find(const struct rules_table *table, const struct slice keys[])
{
	char buffer[RULES_KEY_BYTES_MAX];
	struct slice key;

	if (!rules_table_join(buffer, &key, keys, table->key_count))
		return NULL;
	return table_get(&table->rows, key);
}

bool
rules_table_missing(const struct rules_table *table,
    const struct slice keys[], unsigned *which, struct error *error)
{
	char buffer[RULES_KEY_BYTES_MAX], day[DATE_TEXT_MAX];
	char of[RULES_KEY_BYTES_MAX] = "";
	const char *place = table->kind == RULES_TABLE_SCALE ?
	    "on the scale" : "in the table";
	struct slice key;
	size_t count = 1;

	while (count < table->key_count &&
	    rules_table_join(buffer, &key, keys, count) &&
	    table_find(&table->prefixes, key) != TABLE_ABSENT)
		count++;
	*which = (unsigned)count - 1;
	(void)date_format(day, table->day);
	if (count > 1)
		(void)snprintf(of, sizeof(of), " of \"%.*s\"",
		    SLICE_PRINT(keys[count - 2]));
	return error_set_code(error, FAULT_INPUT, "foreign-key",
	    "\"%.*s\"%s is not %s %.*s in force on %s",
	    SLICE_PRINT(keys[count - 1]), of, place,
	    SLICE_PRINT(table->name), day);
}

/* A band without an end reaches as far as amounts do. */
static bool
rules_table_open_band(const struct rules_table *table,
    const struct rules_row *row)
{
	return slice_is_empty(row->cells[table->band_to].text);
}

const struct rules_row *
rules_table_band(const struct rules_table *table,
    const struct rules_row *first, const struct fraction *amount)
{
	const struct rules_row *row = first;

	while (row->next != NULL && fraction_compare(amount,
	    rules_table_cell(row->next, table->band_from)) >= 0)
		row = row->next;
	if (!rules_table_open_band(table, row) && fraction_compare(amount,
	    rules_table_cell(row, table->band_to)) >= 0)
		return NULL;
	return row;
}

/* What the band takes of an amount which lies wide above its beginning. */
static bool
rules_table_take(struct fraction *out, const struct rules_table *table,
    const struct rules_row *row, const struct fraction *wide,
    struct error *error)
{
	struct fraction hundred, product;

	fraction_set_integer(&hundred, 100);
	return fraction_multiply(&product, wide,
	    rules_table_cell(row, table->rate), error) &&
	    fraction_divide(out, &product, &hundred, error);
}

bool
rules_table_bands(struct fraction *out, const struct rules_table *table,
    const struct rules_row *first, const struct fraction *amount,
    struct error *error)
{
	struct fraction sum, wide, part, total;

	fraction_set_integer(&sum, 0);
	for (const struct rules_row *row = first; row != NULL;
	    row = row->next) {
		const struct fraction *end = amount;

		if (fraction_compare(amount,
		    rules_table_cell(row, table->band_from)) <= 0)
			break;
		if (!rules_table_open_band(table, row) &&
		    fraction_compare(rules_table_cell(row, table->band_to),
		    amount) < 0)
			end = rules_table_cell(row, table->band_to);
		if (!fraction_subtract(&wide, end,
		    rules_table_cell(row, table->band_from), error) ||
		    !rules_table_take(&part, table, row, &wide, error) ||
		    !fraction_add(&total, &sum, &part, error))
			return false;
		sum = total;
	}
	*out = sum;
	return true;
}

/* The amount above the band's beginning which leaves net above it. */
static bool
rules_table_undo(struct fraction *out, const struct rules_table *table,
    const struct rules_row *row, const struct fraction *net,
    struct error *error)
{
	struct fraction hundred, left, product;

	fraction_set_integer(&hundred, 100);
	return fraction_subtract(&left, &hundred,
	    rules_table_cell(row, table->rate), error) &&
	    fraction_multiply(&product, net, &hundred, error) &&
	    fraction_divide(out, &product, &left, error);
}

bool
rules_table_gross_up(struct fraction *out, const struct rules_table *table,
    const struct rules_row *first, const struct fraction *net,
    struct error *error)
{
	const struct rules_row *row = first;
	struct fraction rest = *net, gross, wide, part, kept;

	for (;; row = row->next) {
		if (!rules_table_undo(&gross, table, row, &rest, error))
			return false;
		if (row->next == NULL || rules_table_open_band(table, row))
			break;
		if (!fraction_subtract(&wide,
		    rules_table_cell(row, table->band_to),
		    rules_table_cell(row, table->band_from), error))
			return false;
		if (fraction_compare(&gross, &wide) <= 0)
			break;
		if (!rules_table_take(&part, table, row, &wide, error) ||
		    !fraction_subtract(&kept, &wide, &part, error) ||
		    !fraction_subtract(&part, &rest, &kept, error))
			return false;
		rest = part;
	}
	return fraction_add(out, rules_table_cell(row, table->band_from),
	    &gross, error);
}

void
rules_table_release(struct rules_table *table)
{
	table_release(&table->rows);
	table_release(&table->prefixes);
}
