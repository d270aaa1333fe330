#include "store/request_write.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/assert.h"
#include "base/memory.h"
#include "store/request_cache.h"
#include "store/request_row.h"
#include "store/request_series.h"
#include "store/request_state.h"
#include "store/sealed.h"

struct request_writer {
	struct run *run;
	const struct vault *vault;	/* or NULL */
	struct request_row_texts sealed;
	struct request_state state;
	struct request_series series;
	struct request_cache cache;
	struct bulk now;		/* of requests which were added */
	bool adding;
	bool linked;			/* links were written since a flush */
	struct table messages;		/* of this run: source, external */
	struct arena numbers;
	struct text key;
	int64_t number;			/* of the last event */
	const struct request_cached *last;
	struct request_counts counts;
};

static const struct bulk_column now_columns[] = {
	{ "request", BULK_TEXT }, { "entity", BULK_TEXT },
	{ "state", BULK_TEXT }, { "event", BULK_INTEGER }
};

static const struct bulk_table now_table = {
	"request_now", now_columns,
	sizeof(now_columns) / sizeof(*now_columns), 0
};

static const char known[] = "SELECT request FROM request_message"
    " WHERE source = $1 AND external = $2";

static const char linked[] = "SELECT 1 FROM request_link"
    " WHERE kind = $1 AND record = $2 AND request = $3 LIMIT 1";

bool
request_write_open(struct request_writer **out, struct run *run,
    const struct vault *vault, struct error *error)
{
	struct request_writer *writer = memory_new(sizeof(*writer));

	writer->run = run;
	writer->vault = vault;
	writer->number = run_number(run) * REQUEST_EVENTS_MAX;
	request_series_init(&writer->series, run);
	if (request_state_init(&writer->state, error)) {
		*out = writer;
		return true;
	}
	request_write_close(writer);
	return false;
}

void
request_write_close(struct request_writer *writer)
{
	if (writer == NULL)
		return;
	request_state_release(&writer->state);
	request_row_release(&writer->sealed);
	request_series_release(&writer->series);
	request_cache_release(&writer->cache);
	bulk_release(&writer->now);
	table_release(&writer->messages);
	arena_release(&writer->numbers);
	text_release(&writer->key);
	memory_free(writer);
}

static struct slice
write_message_key(struct request_writer *writer, struct slice source,
    struct slice external)
{
	text_clear(&writer->key);
	text_add(&writer->key, source);
	text_add_character(&writer->key, '\n');
	text_add(&writer->key, external);
	return text_slice(&writer->key);
}

static bool
write_known(struct slice *out, struct request_writer *writer,
    struct slice source, struct slice external, struct error *error)
{
	const struct slice *here = table_get(&writer->messages,
	    write_message_key(writer, source, external));
	struct statement *find;

	*out = slice_of("");
	if (here != NULL) {
		*out = *here;
		return true;
	}
	if (!store_prepare(&find, run_store(writer->run), known, error))
		return false;
	store_bind_text(find, 1, source);
	store_bind_text(find, 2, external);
	if (store_step(find, error))
		*out = store_text(find, 0);
	return error->fault == FAULT_NONE;
}

static bool
write_event(struct request_writer *writer, const struct request *request,
    const struct request_step *step, struct slice rule, struct error *error)
{
	return request_row_event(writer->run, ++writer->number, request, step,
	    rule, writer->vault, error);
}

static bool
write_now(struct request_writer *writer, const struct request *request,
    struct error *error)
{
	if (!writer->adding && !bulk_begin(&writer->now,
	    run_store(writer->run), &now_table, error))
		return false;
	writer->adding = true;
	bulk_text(&writer->now, request->request);
	bulk_text(&writer->now, request->entity);
	bulk_text(&writer->now, request->state);
	bulk_integer(&writer->now, writer->number);
	return bulk_row(&writer->now, error);
}

static bool
write_message(struct request_writer *writer, const struct request *request,
    struct slice source, struct slice external, struct error *error)
{
	struct slice *number = arena_new(&writer->numbers, sizeof(*number));

	*number = arena_copy(&writer->numbers, request->request);
	table_set(&writer->messages, write_message_key(writer, source,
	    external), number);
	return request_row_message(writer->run, writer->number, request,
	    source, external, error);
}

bool
request_write_known(struct slice *out, struct request_writer *writer,
    struct slice source, struct slice external, struct error *error)
{
	char hidden[VAULT_HIDDEN_MAX];

	if (!write_known(out, writer, source, external, error))
		return false;
	return !slice_is_empty(*out) || writer->vault == NULL ||
	    write_known(out, writer, source, vault_hide(hidden,
	    writer->vault, external), error);
}

/* No event, whenever it is said to have been, is before the one before it. */
static bool
write_check_time(const struct request_writer *writer, struct instant time,
    struct instant before, const char *field, struct error *error)
{
	char text[INSTANT_TEXT_MAX];

	if (time.seconds > run_time(writer->run).seconds) {
		(void)instant_format(text, time);
		(void)error_set_code(error, FAULT_INPUT, "constraint-error",
		    "%s is in the future", text);
	} else if (time.seconds < before.seconds) {
		(void)instant_format(text, before);
		(void)error_set_code(error, FAULT_INPUT, "constraint-error",
		    "the event before it was at %s", text);
	} else {
		return true;
	}
	return error_in_field(error, field, 0);
}

bool
request_write_add(struct request_writer *writer, struct request *request,
    struct slice rule, struct error *error)
{
	struct request_step step = { .time = INSTANT_NONE };
	struct slice team = request->team, assignee = request->assignee;
	char number[REQUEST_NUMBER_MAX];

	if (!request_row_may(request->restriction, writer->vault, error) ||
	    !write_check_time(writer, request->opened, INSTANT_NONE,
	    "opened", error))
		return false;
	request->team = request->assignee = slice_of("");
	request->changed = request->opened;
	step.event = slice_of("open");
	if (!request_state_step(&writer->state, request, &step, error) ||
	    !request_series_next(number, &writer->series, request, error) ||
	    !write_event(writer, request, &step, slice_of(""), error))
		return false;
	request_row_seal(&writer->sealed, request, writer->vault);
	if (!request_row_request(writer->run, writer->number, request,
	    error) || !write_message(writer, request,
	    request->source, request->external, error))
		return false;
	step.event = slice_of("assign");
	step.team = team;
	step.assignee = assignee;
	if (!slice_is_empty(team) && (!request_state_step(&writer->state,
	    request, &step, error) ||
	    !write_event(writer, request, &step, rule, error)))
		return false;
	writer->counts.added++;
	return write_now(writer, request, error);
}

bool
request_write_message(struct request_writer *writer, struct slice source,
    struct slice external, struct error *error)
{
	char hidden[VAULT_HIDDEN_MAX];

	ENSURE(writer->last != NULL);
	if (!slice_is_empty(writer->last->request.restriction) &&
	    writer->vault != NULL)
		external = vault_hide(hidden, writer->vault, external);
	return write_message(writer, &writer->last->request, source, external,
	    error);
}

/* What the run added must be in the tables before it is looked for. */
static bool
write_flush(struct request_writer *writer, struct error *error)
{
	const struct seal_table *const tables[] = { &sealed_request,
		&sealed_request_event };
	struct bulk *bulk;

	if (writer->counts.added == 0)
		return true;
	for (size_t i = 0; i < sizeof(tables) / sizeof(*tables); i++)
		if (!run_bulk(&bulk, writer->run, tables[i], error) ||
		    !bulk_flush(bulk, error))
			return false;
	return bulk_flush(&writer->now, error);
}

static bool
write_find(struct request_cached **out, struct request_writer *writer,
    struct slice number, struct error *error)
{
	struct store *store = run_store(writer->run);
	struct bulk *bulk;

	*out = request_cache_get(&writer->cache, number);
	if (*out != NULL)
		return true;
	if (request_cache_is_full(&writer->cache)) {
		/* What is forgotten is read again, with its events. */
		if (!run_bulk(&bulk, writer->run, &sealed_request_event,
		    error) || !bulk_flush(bulk, error) ||
		    !request_cache_write(&writer->cache, store, error))
			return false;
		request_cache_release(&writer->cache);
	}
	if (!write_flush(writer, error) ||
	    !request_cache_find(out, &writer->cache, store, number, error))
		return false;
	if (*out != NULL)
		return true;
	(void)error_set_code(error, FAULT_INPUT, "foreign-key",
	    "there is no request \"%.*s\"", SLICE_PRINT(number));
	return error_in_field(error, "request", 0);
}

bool
request_write_step(struct request_writer *writer,
    const struct request_step *step, struct slice rule, struct error *error)
{
	struct request_cached *cached;
	struct request changed;

	writer->last = NULL;
	if (!write_find(&cached, writer, step->request, error))
		return false;
	changed = cached->request;
	changed.changed = step->time.seconds == INSTANT_NONE.seconds ?
	    run_time(writer->run) : step->time;
	if (!write_check_time(writer, changed.changed,
	    cached->request.changed, "time", error) ||
	    !request_state_step(&writer->state, &changed, step, error) ||
	    !write_event(writer, &changed, step, rule, error))
		return false;
	request_cache_keep(&writer->cache, cached, &changed, writer->number);
	writer->last = cached;
	writer->counts.events++;
	return true;
}

bool
request_write_link(struct request_writer *writer, struct slice kind,
    struct slice record, struct error *error)
{
	writer->linked = true;
	return request_row_link(writer->run, writer->number,
	    &writer->last->request, kind, record, error);
}

bool
request_write_linked(bool *out, struct request_writer *writer,
    struct slice request, struct slice kind, struct slice record,
    struct error *error)
{
	struct statement *find;
	struct bulk *bulk;

	if (writer->linked && (!run_bulk(&bulk, writer->run,
	    &sealed_request_link, error) || !bulk_flush(bulk, error)))
		return false;
	writer->linked = false;
	if (!store_prepare(&find, run_store(writer->run), linked, error))
		return false;
	store_bind_text(find, 1, kind);
	store_bind_text(find, 2, record);
	store_bind_text(find, 3, request);
	*out = store_step(find, error);
	return error->fault == FAULT_NONE && store_run(find, error);
}

const struct request *
request_write_last(const struct request_writer *writer)
{
	return &writer->last->request;
}

bool
request_write_end(struct request_counts *out, struct request_writer *writer,
    const char *action, struct error *error)
{
	char after[96];

	*out = writer->counts;
	if (out->added == 0 && out->events == 0)
		return true;
	(void)snprintf(after, sizeof(after), "{\"added\":%" PRIu64
	    ",\"events\":%" PRIu64 "}", out->added, out->events);
	return (!writer->adding || bulk_flush(&writer->now, error)) &&
	    request_cache_write(&writer->cache, run_store(writer->run),
	    error) && request_series_write(&writer->series, error) &&
	    run_audit(writer->run, action, "request", slice_of(""),
	    slice_of(""), slice_of(after), error);
}
