#include "store/right_span.h"

#include "base/memory.h"
#include "store/json.h"

static const char right_records[] = "SELECT a.action, a.record, "
    "a.after_image, r.time, CASE WHEN r.login <> '' THEN r.login "
    "ELSE r.actor END, r.number FROM audit AS a JOIN run AS r "
    "ON r.number = a.run WHERE a.kind = 'right' ORDER BY a.number /*scan*/";

/* What one audit record says, as far as it lives in the row or the texts. */
struct right_change {
	struct slice user;
	struct slice by;
	struct text role;
	struct text client;
	struct instant time;
	int64_t run;
};

static void
span_read_image(struct right_change *change, struct slice image)
{
	struct text value = { 0 };
	struct slice name;

	text_clear(&change->role);
	text_clear(&change->client);
	while (json_next(&image, &name, &value))
		if (slice_is(name, "role"))
			text_add(&change->role, text_slice(&value));
		else if (slice_is(name, "client"))
			text_add(&change->client, text_slice(&value));
	text_release(&value);
}

static bool
span_is_of(const struct right_span *span, const struct right_change *change)
{
	return span->end_run == 0 && slice_equal(span->user, change->user);
}

/* A right which is given once more is the one which was given. */
static void
span_give(struct right_spans *spans, const struct right_change *change)
{
	struct arena *arena = &spans->arena;

	for (size_t i = 0; i < spans->count; i++)
		if (span_is_of(&spans->list[i], change) &&
		    slice_equal(spans->list[i].role,
		    text_slice(&change->role)) &&
		    slice_equal(spans->list[i].client,
		    text_slice(&change->client)))
			return;
	spans->list = memory_grow(spans->list, &spans->capacity,
	    spans->count, sizeof(*spans->list));
	spans->list[spans->count++] = (struct right_span){
		.user = arena_copy(arena, change->user),
		.role = arena_copy(arena, text_slice(&change->role)),
		.client = arena_copy(arena, text_slice(&change->client)),
		.from = change->time,
		.to = INSTANT_NONE,
		.given_by = arena_copy(arena, change->by),
		.taken_by = slice_from("", 0),
		.run = change->run
	};
}

/* Without a role every one is taken, and without a client of every one. */
static void
span_take(struct right_spans *spans, const struct right_change *change)
{
	for (size_t i = 0; i < spans->count; i++) {
		struct right_span *span = &spans->list[i];

		if (!span_is_of(span, change) || (change->role.length > 0 &&
		    !slice_equal(span->role, text_slice(&change->role))) ||
		    (change->client.length > 0 &&
		    !slice_equal(span->client, text_slice(&change->client))))
			continue;
		span->to = change->time;
		span->taken_by = arena_copy(&spans->arena, change->by);
		span->end_run = change->run;
	}
}

static bool
span_read(struct right_spans *spans, struct right_change *change,
    const struct statement *row, struct error *error)
{
	span_read_image(change, store_text(row, 2));
	change->user = store_text(row, 1);
	change->by = store_text(row, 4);
	change->run = store_integer(row, 5);
	if (!instant_parse(&change->time, store_text(row, 3), error))
		return false;
	if (slice_is(store_text(row, 0), "revoke"))
		span_take(spans, change);
	else
		span_give(spans, change);
	return true;
}

bool
right_spans_read(struct right_spans *out, struct store *store,
    struct error *error)
{
	struct right_change change = { .run = 0 };
	struct statement *rows;

	*out = (struct right_spans){ 0 };
	if (!store_prepare(&rows, store, right_records, error))
		return false;
	while (store_step(rows, error))
		if (!span_read(out, &change, rows, error))
			break;
	text_release(&change.role);
	text_release(&change.client);
	return error->fault == FAULT_NONE;
}

void
right_spans_release(struct right_spans *spans)
{
	memory_free(spans->list);
	arena_release(&spans->arena);
	*spans = (struct right_spans){ 0 };
}

bool
right_span_meets(const struct right_span *span, struct instant since,
    struct instant until)
{
	return (until.seconds == INSTANT_NONE.seconds ||
	    span->from.seconds <= until.seconds) &&
	    (since.seconds == INSTANT_NONE.seconds || span->end_run == 0 ||
	    span->to.seconds > since.seconds);
}

bool
right_span_has_run(const struct right_span *span, int64_t run)
{
	return span->run < run && (span->end_run == 0 || run < span->end_run);
}
