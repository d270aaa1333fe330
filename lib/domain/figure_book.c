#include "domain/figure_book.h"

#include <stdlib.h>

#include "base/memory.h"
#include "domain/figure_load.h"

static const char *const status_names[] = {
	[FIGURE_NO_TARGET] = "", [FIGURE_GREEN] = "green",
	[FIGURE_AMBER] = "amber", [FIGURE_RED] = "red",
	[FIGURE_NO_DATA] = "no-data"
};

const char *
figure_status_name(enum figure_status status)
{
	return status_names[status];
}

enum figure_status
figure_status_of(struct decimal value, struct decimal target,
    struct decimal tolerance, int direction)
{
	__int128 behind = direction > 0 ? target.units - value.units :
	    value.units - target.units;

	return behind <= 0 ? FIGURE_GREEN :
	    behind <= tolerance.units ? FIGURE_AMBER : FIGURE_RED;
}

/* From the first period of each kind to the last, or the last so many. */
static bool
find_periods(struct figure_loading *loading, struct error *error)
{
	struct figure_book *book = loading->book;
	size_t last = loading->terms->last;

	for (size_t i = 0; i < loading->count; i++) {
		const struct figure_loaded *loaded = &loading->figures[i];
		enum indicator_period kind =
		    book->indicators[loaded->indicator].kind;
		bool none = book->periods[kind].count == 0;
		int32_t first = book->periods[kind].first;
		int32_t end = first + (int32_t)book->periods[kind].count;

		if (none || loaded->period < first)
			first = loaded->period;
		if (none || loaded->period >= end)
			end = loaded->period + 1;
		book->periods[kind].first = first;
		book->periods[kind].count = (size_t)(end - first);
	}
	for (size_t i = 0; i < FIGURE_BOOK_KINDS; i++) {
		size_t count = book->periods[i].count;

		if (last == 0 && count > FIGURE_BOOK_PERIODS_MAX)
			return error_set(error, FAULT_INPUT,
			    "the figures span %zu periods; at most %d",
			    count, FIGURE_BOOK_PERIODS_MAX);
		if (last == 0 || count <= last)
			continue;
		book->periods[i].first += (int32_t)(count - last);
		book->periods[i].count = last;
	}
	return true;
}

struct ranked {
	struct slice name;
	uint32_t group;
};

static int
compare_names(const void *one, const void *other)
{
	const struct ranked *left = one, *right = other;
	int order = slice_compare(left->name, right->name);

	return order != 0 ? order :
	    (left->group > right->group) - (left->group < right->group);
}

/* Number the groups in the order of their names. */
static void
order_groups(struct figure_loading *loading)
{
	struct figure_book *book = loading->book;
	size_t count = book->group_count;
	struct ranked *ranked = memory_resize(NULL, count + 1,
	    sizeof(*ranked));
	uint32_t *rank = memory_resize(NULL, count + 1, sizeof(*rank));
	struct figure_group *groups = memory_resize(NULL, count + 1,
	    sizeof(*groups));

	for (size_t i = 0; i < count; i++)
		ranked[i] = (struct ranked){ book->groups[i].name,
		    (uint32_t)i };
	qsort(ranked, count, sizeof(*ranked), compare_names);
	for (size_t i = 0; i < count; i++) {
		rank[ranked[i].group] = (uint32_t)i;
		groups[i] = book->groups[ranked[i].group];
	}
	for (size_t i = 0; i < loading->count; i++)
		loading->figures[i].group = rank[loading->figures[i].group];
	memory_free(book->groups);
	book->groups = groups;
	memory_free(ranked);
	memory_free(rank);
}

static int
compare_figures(const void *one, const void *other)
{
	const struct figure_loaded *left = one, *right = other;

	if (left->indicator != right->indicator)
		return left->indicator < right->indicator ? -1 : 1;
	if (left->group != right->group)
		return left->group < right->group ? -1 : 1;
	return (left->period > right->period) -
	    (left->period < right->period);
}

/* The later of the two is the wrong one. */
static bool
refuse_twice(const struct figure_loading *loading, size_t at,
    struct error *error)
{
	const struct figure_book *book = loading->book;
	const struct figure_loaded *one = &loading->figures[at - 1];
	const struct figure_loaded *other = &loading->figures[at];
	const struct figure_loaded *first = one->number < other->number ?
	    one : other;
	const struct figure_loaded *second = first == one ? other : one;
	const struct figure_indicator *indicator =
	    &book->indicators[one->indicator];
	char period[FIGURE_PERIOD_TEXT_MAX];

	(void)figure_period_format(period, (struct figure_period){
	    indicator->kind, one->period });
	(void)error_set_code(error, FAULT_INPUT, "primary-key",
	    "the figure of \"%.*s\" for \"%.*s\" in \"%s\" is there "
	    "already: %s:%llu", SLICE_PRINT(indicator->code),
	    SLICE_PRINT(book->groups[one->group].name), period,
	    first->origin, (unsigned long long)first->line);
	return error_locate(error, second->origin, second->line);
}

static bool
same_series(const struct figure_loaded *one, const struct figure_loaded *other)
{
	return one->indicator == other->indicator &&
	    one->group == other->group;
}

static bool
check_room(const struct figure_book *book, size_t series,
    struct error *error)
{
	size_t most = 1;

	for (size_t i = 0; i < FIGURE_BOOK_KINDS; i++)
		if (book->periods[i].count > most)
			most = book->periods[i].count;
	return series <= FIGURE_BOOK_CELLS_MAX / most || error_set(error,
	    FAULT_INPUT, "%zu series of %zu periods are more than a book "
	    "of figures holds", series, most);
}

/* The figures are sorted: a run of them is a series. */
static bool
make_series(struct figure_loading *loading, struct error *error)
{
	struct figure_book *book = loading->book;
	struct figure_loaded *figures = loading->figures;
	struct figure_series *series = NULL;
	size_t count = 0;

	for (size_t i = 0; i < loading->count; i++)
		count += i == 0 || !same_series(&figures[i], &figures[i - 1]);
	if (!check_room(book, count, error))
		return false;
	book->series = memory_resize(NULL, count + 1, sizeof(*series));
	for (size_t i = 0; i < loading->count; i++) {
		const struct figure_loaded *at = &figures[i];
		enum indicator_period kind =
		    book->indicators[at->indicator].kind;

		if (i > 0 && compare_figures(at - 1, at) == 0)
			return refuse_twice(loading, i, error);
		if (i == 0 || !same_series(at, at - 1)) {
			series = &book->series[book->series_count++];
			*series = (struct figure_series){ at->indicator,
			    at->group, arena_new(&book->arena,
			    book->periods[kind].count *
			    sizeof(struct figure_item)) };
		}
		if (at->period >= book->periods[kind].first)
			series->items[at->period -
			    book->periods[kind].first] = at->item;
	}
	return true;
}

static void
share_out(struct figure_book *book)
{
	for (size_t i = 0; i < book->series_count; i++) {
		struct figure_indicator *indicator =
		    &book->indicators[book->series[i].indicator];

		if (indicator->series_count++ == 0)
			indicator->series = &book->series[i];
	}
}

static bool
arrange(struct figure_loading *loading, struct error *error)
{
	if (!find_periods(loading, error))
		return false;
	order_groups(loading);
	if (loading->count > 0)
		qsort(loading->figures, loading->count,
		    sizeof(*loading->figures), compare_figures);
	if (!make_series(loading, error))
		return false;
	share_out(loading->book);
	return true;
}

bool
figure_book_read(struct figure_book **out, struct stream *in,
    const struct figure_book_terms *terms, struct error *error)
{
	struct figure_loading loading = { .terms = terms };
	bool done;

	loading.book = memory_new(sizeof(*loading.book));
	done = figure_load(&loading, in, error) && arrange(&loading, error);
	table_release(&loading.indicators);
	table_release(&loading.groups);
	text_release(&loading.key);
	memory_free(loading.figures);
	if (done)
		*out = loading.book;
	else
		figure_book_free(loading.book);
	return done;
}

size_t
figure_book_periods(const struct figure_book *book, size_t indicator)
{
	return book->periods[book->indicators[indicator].kind].count;
}

struct figure_period
figure_book_period(const struct figure_book *book, size_t indicator,
    size_t at)
{
	enum indicator_period kind = book->indicators[indicator].kind;

	return (struct figure_period){ kind,
	    book->periods[kind].first + (int32_t)at };
}

void
figure_book_free(struct figure_book *book)
{
	if (book == NULL)
		return;
	memory_free(book->indicators);
	memory_free(book->groups);
	memory_free(book->series);
	arena_release(&book->arena);
	memory_free(book);
}
