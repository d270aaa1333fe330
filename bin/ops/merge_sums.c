/*
 * ops merge --sum --min --max - partial aggregates into aggregates
 *
 * Sums are exact and keep the most decimal places of what went into them;
 * groups come in the byte order of their keys, as those of ops-view do.
 */
#include <stdlib.h>

#include "base/memory.h"
#include "base/table.h"
#include "split.h"

enum role { ROLE_NONE, ROLE_KEY, ROLE_SUM, ROLE_MIN, ROLE_MAX };

struct cell {
	struct decimal sum;
	unsigned places;
	bool any;
	struct text text;	/* of a key, the least or the greatest */
};

struct sums {
	enum role *roles;		/* of the columns */
	struct slice *names;
	size_t column_count;
	struct table groups;		/* by key: struct cell [column_count] */
	struct arena arena;
	struct text key;
};

static bool
set_roles(struct sums *sums, struct cli *cli, const char *option,
    enum role role, const struct stream *first, struct error *error)
{
	struct columns columns = { 0 };

	if (!split_columns(&columns, cli, option, first, error))
		return false;
	for (size_t i = 0; i < columns.count; i++) {
		if (sums->roles[columns.at[i]] != ROLE_NONE)
			return error_set(error, FAULT_USAGE,
			    "--%s: \"%.*s\" was named before", option,
			    SLICE_PRINT(sums->names[columns.at[i]]));
		sums->roles[columns.at[i]] = role;
	}
	return true;
}

/* Every column has its role, for a value of one record would be chance. */
static bool
find_roles(struct sums *sums, struct cli *cli, const struct stream *first,
    struct error *error)
{
	sums->column_count = stream_extra_count(first);
	sums->roles = memory_new((sums->column_count + 1) *
	    sizeof(*sums->roles));
	sums->names = memory_new((sums->column_count + 1) *
	    sizeof(*sums->names));
	for (size_t i = 0; i < sums->column_count; i++)
		sums->names[i] = stream_extras(first)[i];
	if (sums->column_count == 0)
		return true;
	if (!set_roles(sums, cli, "by", ROLE_KEY, first, error) ||
	    !set_roles(sums, cli, "sum", ROLE_SUM, first, error) ||
	    !set_roles(sums, cli, "min", ROLE_MIN, first, error) ||
	    !set_roles(sums, cli, "max", ROLE_MAX, first, error))
		return false;
	for (size_t i = 0; i < sums->column_count; i++)
		if (sums->roles[i] == ROLE_NONE)
			return error_set(error, FAULT_USAGE,
			    "column \"%.*s\" is in none of --by, --sum, --min "
			    "and --max", SLICE_PRINT(sums->names[i]));
	return true;
}

static struct cell *
group_of(struct sums *sums, const struct record *record)
{
	struct cell *cells;

	text_clear(&sums->key);
	for (size_t i = 0; i < sums->column_count; i++)
		if (sums->roles[i] == ROLE_KEY) {
			text_add(&sums->key, record->extras[i]);
			text_add_character(&sums->key, '\0');
		}
	cells = table_get(&sums->groups, text_slice(&sums->key));
	if (cells != NULL)
		return cells;
	cells = arena_new(&sums->arena, sums->column_count * sizeof(*cells));
	for (size_t i = 0; i < sums->column_count; i++)
		if (sums->roles[i] == ROLE_KEY)
			text_add(&cells[i].text, record->extras[i]);
	table_set(&sums->groups, text_slice(&sums->key), cells);
	return cells;
}

static bool
add(struct cell *cell, struct slice text, struct error *error)
{
	struct decimal value;
	size_t point = slice_find(text, '.');
	unsigned places = point < text.length ?
	    (unsigned)(text.length - point - 1) : 0;

	if (!decimal_parse(&value, text, error) ||
	    !decimal_add(&cell->sum, cell->sum, value, error))
		return false;
	if (places > cell->places)
		cell->places = places;
	cell->any = true;
	return true;
}

/* Numbers by value; days and months as their ISO texts are ordered. */
static bool
compare(int *out, struct slice one, struct slice other, struct error *error)
{
	struct error ignored = { 0 };
	struct decimal left, right;
	struct date date;
	struct period period;

	if (date_parse(&date, one, &ignored) ||
	    (error_clear(&ignored), period_parse(&period, one, &ignored))) {
		if (one.length != other.length)
			return error_set(error, FAULT_INPUT,
			    "\"%.*s\" and \"%.*s\" cannot be compared",
			    SLICE_PRINT(one), SLICE_PRINT(other));
		*out = slice_compare(one, other);
		return true;
	}
	if (!decimal_parse(&left, one, error) ||
	    !decimal_parse(&right, other, error))
		return false;
	*out = decimal_compare(left, right);
	return true;
}

static bool
keep_best(struct cell *cell, struct slice text, enum role role,
    struct error *error)
{
	int order = role == ROLE_MIN ? -1 : 1;

	if (!compare(&order, text, cell->any ? text_slice(&cell->text) : text,
	    error))
		return false;
	if (cell->any && (role == ROLE_MIN ? order >= 0 : order <= 0))
		return true;
	cell->any = true;
	text_clear(&cell->text);
	text_add(&cell->text, text);
	return true;
}

static bool
add_record(struct sums *sums, const struct record *record,
    struct error *error)
{
	struct cell *cells = group_of(sums, record);

	for (size_t i = 0; i < sums->column_count; i++) {
		struct slice text = record->extras[i];
		bool good = sums->roles[i] == ROLE_KEY ||
		    slice_is_empty(text) || (sums->roles[i] == ROLE_SUM ?
		    add(&cells[i], text, error) :
		    keep_best(&cells[i], text, sums->roles[i], error));

		if (good)
			continue;
		(void)error_locate(error, record->origin, record->line);
		if (sums->names[i].length >= ERROR_FIELD_MAX)
			return false;
		return error_in_field(error, arena_copy_string(&sums->arena,
		    sums->names[i]), (unsigned)i + 1);
	}
	return true;
}

static bool
put_group(const struct sums *sums, const struct cell cells[],
    struct sink *out, struct error *error)
{
	char number[DECIMAL_TEXT_MAX];

	for (size_t i = 0; i < sums->column_count; i++) {
		const struct cell *cell = &cells[i];

		if (sums->roles[i] != ROLE_SUM) {
			sink_text(out, text_slice(&cell->text));
		} else if (!cell->any) {
			sink_text(out, slice_from("", 0));
		} else {
			if (!decimal_format_places(number, cell->sum,
			    cell->places, ROUND_NEVER, error))
				return false;
			sink_text(out, slice_of(number));
		}
	}
	return sink_end(out, error);
}

static int
compare_groups(const void *one, const void *other)
{
	const struct table_entry *left =
	    *(const struct table_entry *const *)one;
	const struct table_entry *right =
	    *(const struct table_entry *const *)other;

	return slice_compare(left->key, right->key);
}

static bool
put_groups(const struct sums *sums, struct sink *out, struct error *error)
{
	size_t count = sums->groups.count;
	const struct table_entry **order = memory_new(
	    (count + 1) * sizeof(struct table_entry *));
	bool good = true;

	for (size_t i = 0; i < count; i++)
		order[i] = &sums->groups.entries[i];
	qsort(order, count, sizeof(struct table_entry *), compare_groups);
	for (size_t i = 0; good && i < count; i++)
		good = put_group(sums, order[i]->value, out, error);
	memory_free(order);
	return good;
}

static void
release(struct sums *sums)
{
	for (size_t i = 0; i < sums->groups.count; i++) {
		struct cell *cells = sums->groups.entries[i].value;

		for (size_t at = 0; at < sums->column_count; at++)
			text_release(&cells[at].text);
	}
	table_release(&sums->groups);
	arena_release(&sums->arena);
	text_release(&sums->key);
	memory_free(sums->roles);
	memory_free(sums->names);
}

bool
merge_sums(const struct merge_parts *parts, struct cli *cli,
    struct sink *out, struct error *error)
{
	struct sums sums = { 0 };
	struct record record;
	bool done = find_roles(&sums, cli, parts->first, error);

	for (size_t i = 0; done && i < parts->count; i++) {
		while (done && stream_next(parts->streams[i], &record,
		    error))
			done = add_record(&sums, &record, error);
		done = error->fault == FAULT_NONE;
	}
	done = done && put_groups(&sums, out, error);
	release(&sums);
	return done;
}
