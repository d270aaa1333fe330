#include "store/request_read.h"

#include "base/memory.h"
#include "base/text.h"
#include "domain/lifecycle.h"
#include "store/cell.h"

/* In the order of the fields of the kind. */
#define REQUESTS "SELECT n.request, n.state, r.entity, r.centre, r.service," \
	" r.priority, r.impact, r.urgency, r.channel, r.source, r.external," \
	" COALESCE(r.restriction, 'restricted'), r.opened, e.time, e.team," \
	" e.assignee, e.event, e.reason, e.value, r.requester, r.subject," \
	" r.text FROM request_now n"

/* Rows of a restricted request may be kept from who reads. */
#define WITH_ALL " LEFT JOIN request r ON r.request = n.request" \
	" LEFT JOIN request_event e ON e.number = n.event"
#define WITH_SEEN " JOIN request r ON r.request = n.request" \
	" JOIN request_event e ON e.number = n.event"

/* A rule which decided is nobody; who gave no name is who ran it. */
#define EVENTS "SELECT e.request, e.time, e.event, e.state, e.reason," \
	" e.team, e.assignee, CASE WHEN e.actor <> '' THEN e.actor" \
	" WHEN e.rule <> '' THEN '' ELSE u.actor END, e.rule, e.value," \
	" e.note FROM request_event e" \
	" JOIN run u ON u.number = e.number / 4294967296"

#define ONE " WHERE n.request = $1"

static const char one_request[] = REQUESTS WITH_SEEN ONE;
static const char one_state[] = REQUESTS WITH_ALL ONE;

static const char request_events[] = EVENTS
    " WHERE e.request = $1 ORDER BY e.number";

#define IN_ORDER " ORDER BY e.request, e.number /*scan*/"

#define LINKED "EXISTS (SELECT 1 FROM request_link l" \
	" WHERE l.request = n.request AND l"

struct request_list {
	struct statement *rows;
};

struct request_events {
	struct statement *rows;
};

static bool
read_one(bool *found, struct request *out, struct store *store,
    const char *sql, struct slice number, struct error *error)
{
	struct statement *row;

	if (!store_prepare(&row, store, sql, error))
		return false;
	store_bind_text(row, 1, number);
	*found = store_step(row, error);
	if (!*found)
		return error->fault == FAULT_NONE;
	return cell_set_all(out, &schema_request, row, error);
}

/*
 * The condition that n.state is a state in which the clock of the service is not stopped; states are codes.
 */
static bool
read_add_open(struct text *sql, struct error *error)
{
	struct slice states[LIFECYCLE_ROWS_MAX];
	struct lifecycle *lifecycle;
	const char *before = "";
	size_t count;

	if (!lifecycle_get(&lifecycle, schema_request.lifecycle,
	    &schema_request, error))
		return false;
	count = lifecycle_states(states, lifecycle);
	text_add_string(sql, " WHERE n.state IN (");
	for (size_t i = 0; i < count; i++) {
		if (lifecycle_clock(lifecycle, states[i]) == LIFECYCLE_STOP)
			continue;
		text_add_format(sql, "%s'%.*s'", before,
		    SLICE_PRINT(states[i]));
		before = ", ";
	}
	text_add_string(sql, ")");
	lifecycle_free(lifecycle);
	return true;
}

bool
request_read_find(bool *found, struct request *out, struct store *store,
    struct slice number, struct error *error)
{
	return read_one(found, out, store, one_request, number, error);
}

bool
request_read_masked(bool *found, struct request *out, struct store *store,
    struct slice number, struct error *error)
{
	if (!read_one(found, out, store, one_state, number, error))
		return false;
	if (*found)
		request_read_mask(out);
	return true;
}

void
request_read_mask(struct request *request)
{
	if (!slice_is_empty(request->restriction))
		*request = (struct request){ .request = request->request,
		    .state = request->state,
		    .restriction = request->restriction,
		    .opened = INSTANT_NONE, .changed = INSTANT_NONE };
}

bool
request_read_open(struct request_list **out, struct store *store,
    const struct request_wish *wish, struct error *error)
{
	const struct {
		const char *condition;
		struct slice value;
	} wishes[] = {
		{ "n.state =", wish->state }, { "n.entity =", wish->entity },
		{ "r.service =", wish->service }, { "e.team =", wish->team },
		{ "e.assignee =", wish->assignee },
		{ LINKED ".kind =", wish->kind },
		{ "l.record =", wish->record }
	};
	struct statement *rows = NULL;
	struct text sql = { 0 };
	int count = 0;
	bool done;

	text_add_string(&sql, REQUESTS WITH_ALL);
	if (!wish->open)
		text_add_string(&sql, " WHERE 1 = 1");
	else if (!read_add_open(&sql, error))
		return false;
	for (size_t i = 0; i < sizeof(wishes) / sizeof(*wishes); i++)
		if (!slice_is_empty(wishes[i].value))
			text_add_format(&sql, " AND %s $%d",
			    wishes[i].condition, ++count);
	if (!slice_is_empty(wish->kind))
		text_add_character(&sql, ')');
	text_add_string(&sql, " ORDER BY n.request /*scan*/");
	done = store_prepare_own(&rows, store, sql.bytes, error);
	text_release(&sql);
	if (!done)
		return false;
	count = 0;
	for (size_t i = 0; i < sizeof(wishes) / sizeof(*wishes); i++)
		if (!slice_is_empty(wishes[i].value))
			store_bind_text(rows, ++count, wishes[i].value);
	*out = memory_new(sizeof(**out));
	(*out)->rows = rows;
	return true;
}

bool
request_read_next(struct request_list *list, struct request *out,
    struct error *error)
{
	return store_step(list->rows, error) &&
	    cell_set_all(out, &schema_request, list->rows, error);
}

void
request_read_close(struct request_list *list)
{
	if (list == NULL)
		return;
	store_finish(list->rows);
	memory_free(list);
}

bool
request_read_events(struct request_events **out, struct store *store,
    struct slice number, struct error *error)
{
	struct statement *rows;

	if (!store_prepare_own(&rows, store, request_events, error))
		return false;
	store_bind_text(rows, 1, number);
	*out = memory_new(sizeof(**out));
	(*out)->rows = rows;
	return true;
}

bool
request_read_log(struct request_events **out, struct store *store, bool open,
    struct error *error)
{
	struct statement *rows = NULL;
	struct text sql = { 0 };

	text_add_string(&sql, EVENTS);
	if (open)
		text_add_string(&sql,
		    " JOIN request_now n ON n.request = e.request");
	if (!open || read_add_open(&sql, error)) {
		text_add_string(&sql, IN_ORDER);
		(void)store_prepare_own(&rows, store, sql.bytes, error);
	}
	text_release(&sql);
	if (error->fault != FAULT_NONE)
		return false;
	*out = memory_new(sizeof(**out));
	(*out)->rows = rows;
	return true;
}

bool
request_read_event(struct request_events *events, struct request_event *out,
    struct error *error)
{
	return store_step(events->rows, error) &&
	    cell_set_all(out, &schema_request_event, events->rows, error);
}

void
request_read_events_close(struct request_events *events)
{
	if (events == NULL)
		return;
	store_finish(events->rows);
	memory_free(events);
}
