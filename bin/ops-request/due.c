/* due and escalate: what is late next, and who is told */
#include <stdlib.h>

#include "base/memory.h"
#include "measure.h"
#include "request.h"
#include "schema/request_due.h"
#include "store/request_write.h"
#include "store/service_read.h"

#define WISHES \
	{ "target", OPTION_CHOICE, "respond|update|resolve", \
	    "only this target", false }, \
	{ "team", OPTION_TEXT, "CODE", "only what this team has", false }, \
	{ "assignee", OPTION_TEXT, "CODE", "only what this person has", \
	    false }, \
	{ "entity", OPTION_TEXT, "CODE", \
	    "only of this client organisation", false }, \
	{ "service", OPTION_TEXT, "CODE", "only of this service", false }

const struct option request_due_options[] = {
	WISHES,
	{ "level", OPTION_NUMBER, "N",
	    "only what is at this level of escalation or above", false },
	{ "limit", OPTION_NUMBER, "N", "only the first so many", false },
	{ 0 }
};

const struct option request_escalate_options[] = {
	WISHES,
	{ 0 }
};

struct due_item {
	struct request_due due;
	bool restricted;
};

/* What is due, until it is sorted; records are copied. */
struct due {
	const struct cli *cli;
	struct service_book book;
	struct arena arena;
	struct due_item *items;
	size_t count;
	size_t capacity;
	int64_t least;			/* level */
	bool fresh;			/* not escalated to the level yet */
};

/* Level 1 concerns who works on it; above it is who answers for it. */
static struct slice
due_tell(const struct due *due, const struct request *request,
    const struct agreement *agreement, int level)
{
	const struct service *service =
	    service_book_find(&due->book, request->service);

	if (level >= 2 && !slice_is_empty(agreement->record.escalate_to))
		return agreement->record.escalate_to;
	if (level >= 2 && service != NULL)
		return service->owner;
	return slice_is_empty(request->assignee) ? request->team :
	    request->assignee;
}

static void
due_add(struct due *due, const struct request *request,
    const struct agreement *agreement, const struct request_measure *measure)
{
	struct arena *arena = &due->arena;
	struct request_due *one;

	due->items = memory_grow(due->items, &due->capacity, due->count,
	    sizeof(*due->items));
	due->items[due->count].restricted =
	    !slice_is_empty(request->restriction);
	one = &due->items[due->count++].due;
	*one = (struct request_due){
		.request = arena_copy(arena, request->request),
		.target = slice_of(agreement_target_name(agreement->target)),
		.level = measure->level,
		.result = slice_of(measure->paused ? "paused" : "running"),
		.deadline = measure->deadline, .warning = measure->warning,
		.elapsed = measure->elapsed, .remaining = measure->remaining,
		.entity = arena_copy(arena, request->entity),
		.service = arena_copy(arena, request->service),
		.priority = arena_copy(arena, request->priority),
		.state = arena_copy(arena, request->state),
		.team = arena_copy(arena, request->team),
		.assignee = arena_copy(arena, request->assignee),
		.agreement = arena_copy(arena,
		    agreement->record.agreement)
	};
	one->tell = arena_copy(arena, due_tell(due, request, agreement,
	    measure->level));
	schema_give_zero(&schema_request_due, REQUEST_DUE_FIELD_LEVEL, one);
	schema_give_zero(&schema_request_due, REQUEST_DUE_FIELD_ELAPSED, one);
	schema_give_zero(&schema_request_due, REQUEST_DUE_FIELD_REMAINING,
	    one);
}

static bool
due_take(void *context, struct measure *measure,
    const struct request *request, struct error *error)
{
	struct due *due = context;
	const char *wanted = cli_text(due->cli, "target");

	for (enum agreement_target i = 0; i < AGREEMENT_TARGETS; i++) {
		const struct agreement *agreement;
		struct request_measure one;
		bool applies;

		if (wanted != NULL &&
		    strcmp(wanted, agreement_target_name(i)) != 0)
			continue;
		agreement = measure_agreed(measure, i, request);
		if (agreement == NULL)
			continue;
		if (!request_clock_measure(&one, &applies, &measure->clock,
		    agreement, measure->now, error))
			return false;
		if (!applies || one.done || one.level < due->least ||
		    (due->fresh && one.level <= measure->clock.levels[i]))
			continue;
		due_add(due, request, agreement, &one);
	}
	return true;
}

static int
due_compare(const void *one, const void *other)
{
	const struct request_due *left =
	    &((const struct due_item *)one)->due;
	const struct request_due *right =
	    &((const struct due_item *)other)->due;
	bool leftless = left->deadline.seconds == INSTANT_NONE.seconds;
	bool rightless = right->deadline.seconds == INSTANT_NONE.seconds;
	int order;

	if (leftless != rightless)
		return leftless ? 1 : -1;
	if (!leftless && left->deadline.seconds != right->deadline.seconds)
		return left->deadline.seconds < right->deadline.seconds ?
		    -1 : 1;
	order = slice_compare(left->request, right->request);
	return order != 0 ? order :
	    slice_compare(left->target, right->target);
}

static struct slice
due_option(const struct cli *cli, const char *option)
{
	const char *text = cli_text(cli, option);

	return slice_of(text != NULL ? text : "");
}

static bool
due_collect(struct due *due, struct store *store, struct error *error)
{
	const struct cli *cli = due->cli;
	const struct request_wish wish = {
		.entity = due_option(cli, "entity"),
		.service = due_option(cli, "service"),
		.team = due_option(cli, "team"),
		.assignee = due_option(cli, "assignee"), .open = true
	};
	struct measure measure = { .store = NULL };
	bool done;

	done = service_read(&due->book, store, cli_today(cli), error) &&
	    measure_init(&measure, store, error) &&
	    measure_each(&measure, &wish, due_take, due, error);
	measure_release(&measure);
	if (done && due->count > 1)
		qsort(due->items, due->count, sizeof(*due->items),
		    due_compare);
	return done;
}

static void
due_release(struct due *due)
{
	service_book_release(&due->book);
	memory_free(due->items);
	arena_release(&due->arena);
}

static bool
due_put(const struct due *due, struct cli *cli, size_t limit,
    struct error *error)
{
	struct sink *out;

	if (!cli_output(&out, cli, &schema_request_due, NULL, error))
		return false;
	for (size_t i = 0; i < due->count && i < limit; i++) {
		struct request_due one = due->items[i].due;

		/* Whose it is and what it is about only some may know. */
		if (due->items[i].restricted)
			one.entity = one.service = one.priority =
			    one.assignee = one.agreement = one.tell =
			    slice_of("");
		if (!request_due_put(out, &one, error))
			return false;
	}
	return true;
}

bool
request_due_verb(struct cli *cli, struct error *error)
{
	struct due due = { .cli = cli,
	    .least = (int64_t)cli_number(cli, "level") };
	struct store *store;
	bool done;

	done = cli_store(&store, cli, STORE_READ, error) &&
	    due_collect(&due, store, error) &&
	    due_put(&due, cli, cli_has(cli, "limit") ?
	    cli_number(cli, "limit") : SIZE_MAX, error);
	due_release(&due);
	return done;
}

/* A level is reached once; a machine found it, so the agreement is the rule. */
static bool
due_escalate(const struct due *due, struct run *run, struct error *error)
{
	struct request_writer *writer;
	struct request_counts counts;

	if (!request_write_open(&writer, run, NULL, error))
		return false;
	for (size_t i = 0; i < due->count; i++) {
		const struct request_due *one = &due->items[i].due;
		const struct request_step step = {
			.request = one->request, .time = INSTANT_NONE,
			.event = slice_of("escalate"), .reason = one->target,
			.value = one->level, .note = due->items[i].restricted ?
			    slice_of("") : one->tell
		};

		if (!request_write_step(writer, &step, one->agreement, error))
			break;
	}
	if (error->fault == FAULT_NONE)
		(void)request_write_end(&counts, writer, "escalate", error);
	request_write_close(writer);
	return error->fault == FAULT_NONE;
}

bool
request_escalate_verb(struct cli *cli, struct error *error)
{
	struct due due = { .cli = cli, .least = 1, .fresh = true };
	struct run *run;
	bool done;

	if (!cli_run(&run, cli, "request", NULL, error))
		return false;
	done = due_collect(&due, run_store(run), error) &&
	    due_escalate(&due, run, error) &&
	    due_put(&due, cli, SIZE_MAX, error);
	if (!done)
		run_abandon(run);
	else if (cli_commit(cli, run, error))
		cli_say(cli, "escalations: %zu", due.count);
	due_release(&due);
	return error->fault == FAULT_NONE;
}
