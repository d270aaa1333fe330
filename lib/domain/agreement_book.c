#include "domain/agreement_book.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "value/duration.h"

static const char *const names[AGREEMENT_TARGETS] = {
	"respond", "update", "resolve"
};

/* How much each thing which is named makes an agreement narrower. */
enum { RANK_PRIORITY = 1, RANK_ENTITY = 2, RANK_SERVICE = 4 };

/* All which can hold for one service, client and priority, best first. */
struct choice {
	size_t count[AGREEMENT_TARGETS];
	const struct agreement **items[AGREEMENT_TARGETS];
};

const char *
agreement_target_name(enum agreement_target target)
{
	return names[target];
}

static bool
book_duration(int64_t *out, struct slice text, int64_t none,
    const char *field, struct error *error)
{
	*out = none;
	return slice_is_empty(text) || duration_parse(out, text, error) ||
	    error_in_field(error, field, 0);
}

static void
book_copy(struct arena *arena, struct service_agreement *record)
{
	struct slice *const texts[] = { &record->agreement, &record->target,
		&record->service, &record->entity, &record->priority,
		&record->duration, &record->calendar, &record->warn_before,
		&record->escalate_after, &record->escalate_to };

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		*texts[i] = arena_copy(arena, *texts[i]);
}

bool
agreement_book_add(struct agreement_book *book,
    const struct service_agreement *record, struct date from,
    struct date until, struct error *error)
{
	struct agreement *one = arena_new(&book->arena, sizeof(*one));

	one->record = *record;
	one->from = from;
	one->until = until;
	book_copy(&book->arena, &one->record);
	one->target = slice_is(record->target, "respond") ?
	    AGREEMENT_RESPOND : slice_is(record->target, "update") ?
	    AGREEMENT_UPDATE : AGREEMENT_RESOLVE;
	one->rank = (slice_is_empty(record->service) ? 0 : RANK_SERVICE) +
	    (slice_is_empty(record->entity) ? 0 : RANK_ENTITY) +
	    (slice_is_empty(record->priority) ? 0 : RANK_PRIORITY);
	if (!book_duration(&one->duration, record->duration, 0, "duration",
	    error) || !book_duration(&one->warn_before, record->warn_before,
	    0, "warn_before", error) || !book_duration(&one->escalate_after,
	    record->escalate_after, -1, "escalate_after", error))
		return false;
	book->items = memory_grow(book->items, &book->capacity, book->count,
	    sizeof(struct agreement *));
	book->items[book->count++] = one;
	return true;
}

static int
book_compare(const void *one, const void *other)
{
	const struct agreement *left = *(struct agreement *const *)one;
	const struct agreement *right = *(struct agreement *const *)other;
	int order;

	if (left->rank != right->rank)
		return right->rank - left->rank;
	order = slice_compare(left->record.agreement,
	    right->record.agreement);
	return order != 0 ? order : date_compare(left->from, right->from);
}

bool
agreement_book_make(struct agreement_book *book,
    const struct calendar_book *calendars, struct error *error)
{
	for (size_t i = 0; i < book->count; i++)
		if (!calendar_book_get(&book->items[i]->working, NULL,
		    calendars, book->items[i]->record.calendar, error))
			return error_in_field(error, "calendar", 0);
	if (book->count > 1)
		qsort(book->items, book->count, sizeof(struct agreement *),
		    book_compare);
	return true;
}

static bool
book_fits(struct slice wanted, struct slice given)
{
	return slice_is_empty(wanted) || slice_equal(wanted, given);
}

static struct choice *
book_choose(struct agreement_book *book, struct slice key,
    struct slice service, struct slice entity, struct slice priority)
{
	struct choice *choice = arena_new(&book->arena, sizeof(*choice));

	for (size_t i = 0; i < AGREEMENT_TARGETS; i++)
		choice->items[i] = arena_new(&book->arena,
		    (book->count + 1) * sizeof(struct agreement *));
	for (size_t i = 0; i < book->count; i++) {
		const struct agreement *one = book->items[i];

		if (book_fits(one->record.service, service) &&
		    book_fits(one->record.entity, entity) &&
		    book_fits(one->record.priority, priority))
			choice->items[one->target]
			    [choice->count[one->target]++] = one;
	}
	table_set(&book->choices, key, choice);
	return choice;
}

const struct agreement *
agreement_book_find(struct agreement_book *book,
    enum agreement_target target, struct slice service, struct slice entity,
    struct slice priority, struct date on)
{
	const struct choice *choice;
	char buffer[512];
	int length;
	struct slice key;

	length = snprintf(buffer, sizeof(buffer), "%.*s %.*s %.*s",
	    SLICE_PRINT(service), SLICE_PRINT(entity), SLICE_PRINT(priority));
	key = slice_from(buffer, (size_t)length < sizeof(buffer) ?
	    (size_t)length : sizeof(buffer) - 1);
	choice = table_get(&book->choices, key);
	if (choice == NULL)
		choice = book_choose(book, key, service, entity, priority);
	for (size_t i = 0; i < choice->count[target]; i++) {
		const struct agreement *one = choice->items[target][i];

		if (date_compare(one->from, on) <= 0 &&
		    (date_is_none(one->until) ||
		    date_compare(on, one->until) < 0))
			return one;
	}
	return NULL;
}

void
agreement_book_release(struct agreement_book *book)
{
	table_release(&book->choices);
	memory_free(book->items);
	arena_release(&book->arena);
}
