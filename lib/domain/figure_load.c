#include "domain/figure_load.h"

#include "base/memory.h"

enum { COLUMNS_MAX = 64, GROUP_SEPARATOR = '\x1f' };

static enum figure_status
status_of(struct slice word)
{
	enum figure_status status = FIGURE_NO_DATA;

	while (!slice_is(word, figure_status_name(status)))
		status--;
	return status;
}

/* A number is absent if it reads as 0 and that was not given. */
static bool
given(const struct figure *figure, struct decimal value, size_t field)
{
	return value.units != 0 ||
	    !schema_is_absent(&schema_figure, field, figure);
}

static struct figure_item
item_of(const struct figure *figure)
{
	return (struct figure_item){
		.there = true,
		.has_value = given(figure, figure->value,
		    FIGURE_FIELD_VALUE),
		.has_parts = given(figure, figure->numerator,
		    FIGURE_FIELD_NUMERATOR) && given(figure,
		    figure->denominator, FIGURE_FIELD_DENOMINATOR),
		.has_baseline = given(figure, figure->baseline,
		    FIGURE_FIELD_BASELINE),
		.has_target = given(figure, figure->target,
		    FIGURE_FIELD_TARGET),
		.sketched = slice_is(figure->method, "sketch") ||
		    slice_is(figure->method, "collapsed"),
		.status = status_of(figure->status),
		.records = figure->records,
		.value = figure->value,
		.numerator = figure->numerator,
		.denominator = figure->denominator,
		.baseline = figure->baseline,
		.target = figure->target
	};
}

static bool
indicator_get(uint32_t *out, struct figure_loading *loading,
    const struct figure *figure, enum indicator_period kind,
    struct error *error)
{
	struct figure_book *book = loading->book;
	struct figure_indicator *indicator;
	bool added;
	size_t at = table_put(&loading->indicators, figure->indicator,
	    &added);

	if (added) {
		book->indicators = memory_grow(book->indicators,
		    &loading->indicator_capacity, book->count,
		    sizeof(*book->indicators));
		book->indicators[book->count++] = (struct figure_indicator){
			.code = arena_copy(&book->arena, figure->indicator),
			.title = arena_copy(&book->arena, figure->title),
			.unit = arena_copy(&book->arena, figure->unit),
			.kind = kind
		};
	}
	indicator = &book->indicators[at];
	*out = (uint32_t)at;
	if (indicator->kind == kind)
		return true;
	(void)error_set_code(error, FAULT_INPUT, "constraint-error",
	    "\"%.*s\" has periods of another kind before",
	    SLICE_PRINT(figure->indicator));
	return error_in_field(error, "period", 0);
}

static struct figure_group
group_new(struct figure_loading *loading, const struct record *record)
{
	struct figure_book *book = loading->book;
	struct slice *values = arena_new(&book->arena,
	    (record->extra_count + 1) * sizeof(*values));
	struct text *name = &loading->key;

	text_clear(name);
	for (size_t i = 0; i < record->extra_count; i++) {
		values[i] = arena_copy(&book->arena, record->extras[i]);
		if (slice_is_empty(values[i]))
			continue;
		if (name->length > 0)
			text_add_string(name, ", ");
		text_add(name, values[i]);
	}
	return (struct figure_group){ arena_copy(&book->arena,
	    text_slice(name)), values };
}

static uint32_t
group_get(struct figure_loading *loading, const struct record *record)
{
	struct figure_book *book = loading->book;
	size_t at;
	bool added;

	text_clear(&loading->key);
	for (size_t i = 0; i < record->extra_count; i++) {
		text_add(&loading->key, record->extras[i]);
		text_add_character(&loading->key, GROUP_SEPARATOR);
	}
	at = table_put(&loading->groups, text_slice(&loading->key), &added);
	if (added) {
		book->groups = memory_grow(book->groups,
		    &loading->group_capacity, book->group_count,
		    sizeof(*book->groups));
		book->groups[book->group_count++] = group_new(loading,
		    record);
	}
	return (uint32_t)at;
}

static bool
is_later(const struct figure_book_terms *terms, struct figure_period period)
{
	return terms->until.kind == period.kind &&
	    period.kind != INDICATOR_NO_PERIOD &&
	    period.number > terms->until.number;
}

static bool
take(struct figure_loading *loading, const struct figure *figure,
    const struct record *record, struct error *error)
{
	struct figure_book *book = loading->book;
	struct figure_loaded loaded = { .origin = record->origin,
	    .line = record->line, .number = loading->count };
	struct figure_period period;

	if (!figure_period_parse(&period, figure->period, error))
		return error_in_field(error, "period", 0);
	if (is_later(loading->terms, period))
		return true;
	if (loading->count == FIGURE_BOOK_MAX)
		return error_set(error, FAULT_INPUT, "more than %d figures",
		    FIGURE_BOOK_MAX);
	if (!indicator_get(&loaded.indicator, loading, figure, period.kind,
	    error))
		return false;
	loaded.item = item_of(figure);
	loaded.group = group_get(loading, record);
	loaded.period = period.number;
	for (size_t i = 0; i < record->extra_count; i++)
		if (!slice_is_empty(record->extras[i]))
			book->indicators[loaded.indicator].columns |=
			    UINT64_C(1) << i;
	loading->figures = memory_grow(loading->figures, &loading->capacity,
	    loading->count, sizeof(*loading->figures));
	loading->figures[loading->count++] = loaded;
	return true;
}

bool
figure_load(struct figure_loading *loading, struct stream *in,
    struct error *error)
{
	struct figure_book *book = loading->book;
	const struct slice *names = stream_extras(in);
	struct figure figure;
	struct record record;
	struct slice *columns;

	book->column_count = stream_extra_count(in);
	if (book->column_count > COLUMNS_MAX)
		return error_set(error, FAULT_INPUT,
		    "more than %d columns make groups", COLUMNS_MAX);
	columns = arena_new(&book->arena,
	    (book->column_count + 1) * sizeof(*columns));
	for (size_t i = 0; i < book->column_count; i++)
		columns[i] = arena_copy(&book->arena, names[i]);
	book->columns = columns;
	while (figure_next(in, &figure, &record, error))
		if (!take(loading, &figure, &record, error) &&
		    !stream_reject(in, &record, error))
			return false;
	return error->fault == FAULT_NONE;
}
