#include "store/verify_request.h"

#include "base/text.h"

/* The last event of each request, and what is kept of it beside. */
static const char states[] = "SELECT l.request, COALESCE(n.state, ''),"
    " e.state, COALESCE(n.event, 0), e.number FROM (SELECT request,"
    " MAX(number) AS number FROM request_event GROUP BY request) l"
    " JOIN request_event e ON e.number = l.number"
    " LEFT JOIN request_now n ON n.request = l.request"
    " WHERE n.request IS NULL OR n.event <> e.number OR n.state <> e.state"
    " OR n.entity <> e.entity ORDER BY l.request /*scan*/";

static const char strangers[] = "SELECT n.request FROM request_now n"
    " WHERE NOT EXISTS (SELECT 1 FROM request_event e"
    " WHERE e.request = n.request) ORDER BY n.request /*scan*/";

static bool
verify_states(struct text *line, struct store *store,
    void (*say)(void *context, const char *line), void *context,
    struct error *error)
{
	struct statement *row;

	if (!store_prepare(&row, store, states, error))
		return false;
	while (store_step(row, error)) {
		text_clear(line);
		text_add_format(line, "request %.*s is \"%.*s\" by event "
		    "%lld, but by its events \"%.*s\" by event %lld",
		    SLICE_PRINT(store_text(row, 0)),
		    SLICE_PRINT(store_text(row, 1)),
		    (long long)store_integer(row, 3),
		    SLICE_PRINT(store_text(row, 2)),
		    (long long)store_integer(row, 4));
		say(context, line->bytes);
	}
	return error->fault == FAULT_NONE;
}

static bool
verify_strangers(struct text *line, struct store *store,
    void (*say)(void *context, const char *line), void *context,
    struct error *error)
{
	struct statement *row;

	if (!store_prepare(&row, store, strangers, error))
		return false;
	while (store_step(row, error)) {
		text_clear(line);
		text_add_format(line, "request %.*s has a state and no event",
		    SLICE_PRINT(store_text(row, 0)));
		say(context, line->bytes);
	}
	return error->fault == FAULT_NONE;
}

bool
verify_request(struct store *store,
    void (*say)(void *context, const char *line), void *context,
    struct error *error)
{
	struct text line = { 0 };

	(void)(verify_states(&line, store, say, context, error) &&
	    verify_strangers(&line, store, say, context, error));
	text_release(&line);
	return error->fault == FAULT_NONE;
}
