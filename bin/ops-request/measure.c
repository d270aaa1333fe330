#include "measure.h"

#include "store/agreement_read.h"

bool
measure_init(struct measure *measure, struct store *store,
    struct error *error)
{
	*measure = (struct measure){ .store = store };
	return instant_now(&measure->now, error) &&
	    lifecycle_get(&measure->lifecycle, schema_request.lifecycle,
	    &schema_request, error) &&
	    agreement_read(&measure->agreements, &measure->calendars, store,
	    error);
}

void
measure_release(struct measure *measure)
{
	lifecycle_free(measure->lifecycle);
	request_clock_release(&measure->clock);
	agreement_book_release(&measure->agreements);
	calendar_book_release(&measure->calendars);
}

/* Two cursors in one order, of which the one of events has no fewer. */
struct walk {
	struct request_events *log;
	struct request_event event;
	bool going;
};

static bool
walk_next(struct walk *walk, struct error *error)
{
	walk->going = request_read_event(walk->log, &walk->event, error);
	return error->fault == FAULT_NONE;
}

static bool
walk_clock(struct walk *walk, struct measure *measure,
    const struct request *request, struct error *error)
{
	request_clock_begin(&measure->clock, measure->lifecycle);
	while (walk->going &&
	    !slice_equal(walk->event.request, request->request))
		if (!walk_next(walk, error))
			return false;
	while (walk->going &&
	    slice_equal(walk->event.request, request->request))
		if (!request_clock_add(&measure->clock, &walk->event,
		    error) || !walk_next(walk, error))
			return false;
	return request_clock_end(&measure->clock, error);
}

/* What a server keeps from who reads is there without its service. */
static bool
walk_all(struct walk *walk, struct measure *measure,
    struct request_list *list, bool (*take)(void *context,
    struct measure *measure, const struct request *request,
    struct error *error), void *context, struct error *error)
{
	struct request request;

	while (request_read_next(list, &request, error)) {
		if (slice_is_empty(request.service))
			continue;
		if (!walk_clock(walk, measure, &request, error) ||
		    !take(context, measure, &request, error))
			return false;
	}
	return error->fault == FAULT_NONE;
}

bool
measure_each(struct measure *measure, const struct request_wish *wish,
    bool (*take)(void *context, struct measure *measure,
    const struct request *request, struct error *error), void *context,
    struct error *error)
{
	struct request_list *list = NULL;
	struct walk walk = { .log = NULL };

	if (request_read_open(&list, measure->store, wish, error) &&
	    request_read_log(&walk.log, measure->store, wish->open, error) &&
	    walk_next(&walk, error))
		(void)walk_all(&walk, measure, list, take, context, error);
	request_read_close(list);
	request_read_events_close(walk.log);
	return error->fault == FAULT_NONE;
}

const struct agreement *
measure_agreed(struct measure *measure, enum agreement_target target,
    const struct request *request)
{
	return agreement_book_find(&measure->agreements, target,
	    request->service, request->entity, request->priority,
	    instant_date(request->opened));
}
