#include "value/clock.h"

#include "base/memory.h"

static int64_t
clock_end(const struct working_span *span)
{
	return span->to.seconds == INSTANT_NONE.seconds ? INT64_MAX :
	    span->to.seconds;
}

/* Unite the pause at the place with those after it which it reaches. */
static void
clock_unite(struct clock_pauses *pauses, size_t place)
{
	struct working_span *span = &pauses->spans[place];
	size_t next = place + 1;

	while (next < pauses->count &&
	    pauses->spans[next].from.seconds <= clock_end(span)) {
		if (clock_end(&pauses->spans[next]) > clock_end(span))
			span->to = pauses->spans[next].to;
		next++;
	}
	memmove(span + 1, &pauses->spans[next],
	    (pauses->count - next) * sizeof(*span));
	pauses->count -= next - place - 1;
}

bool
clock_pause(struct clock_pauses *pauses, struct instant from,
    struct instant to, struct error *error)
{
	struct working_span pause = { from, to };
	size_t place = pauses->count;
	char begin[INSTANT_TEXT_MAX], end[INSTANT_TEXT_MAX];

	if (clock_end(&pause) < from.seconds) {
		(void)instant_format(begin, from);
		(void)instant_format(end, to);
		return error_set_code(error, FAULT_INPUT, "constraint-error",
		    "the pause from %s ends before it begins, at %s", begin,
		    end);
	}
	pauses->spans = memory_grow(pauses->spans, &pauses->capacity,
	    pauses->count, sizeof(*pauses->spans));
	while (place > 0 &&
	    pauses->spans[place - 1].from.seconds > from.seconds)
		place--;
	memmove(&pauses->spans[place + 1], &pauses->spans[place],
	    (pauses->count - place) * sizeof(pause));
	pauses->spans[place] = pause;
	pauses->count++;
	clock_unite(pauses, place > 0 ? place - 1 : 0);
	if (place > 0 && place < pauses->count)
		clock_unite(pauses, place);
	return true;
}

void
clock_clear(struct clock_pauses *pauses)
{
	pauses->count = 0;
}

void
clock_release(struct clock_pauses *pauses)
{
	memory_free(pauses->spans);
	*pauses = (struct clock_pauses){ 0 };
}

bool
clock_elapsed(int64_t *seconds, struct working_time *working,
    struct instant start, struct instant stop,
    const struct clock_pauses *pauses, struct error *error)
{
	int64_t elapsed;

	if (!working_time_elapsed(&elapsed, working, start, stop, error))
		return false;
	for (size_t i = 0; i < pauses->count; i++) {
		struct instant from = pauses->spans[i].from;
		struct instant to = { clock_end(&pauses->spans[i]) };
		int64_t paused;

		if (from.seconds < start.seconds)
			from = start;
		if (to.seconds > stop.seconds)
			to = stop;
		if (from.seconds >= to.seconds)
			continue;
		if (!working_time_elapsed(&paused, working, from, to, error))
			return false;
		elapsed -= paused;
	}
	*seconds = elapsed;
	return true;
}

bool
clock_deadline(struct instant *out, struct working_time *working,
    struct instant start, int64_t seconds,
    const struct clock_pauses *pauses, struct error *error)
{
	for (size_t i = 0; i < pauses->count; i++) {
		const struct working_span *pause = &pauses->spans[i];
		int64_t elapsed;

		if (clock_end(pause) <= start.seconds)
			continue;
		if (!working_time_elapsed(&elapsed, working, start,
		    pause->from, error))
			return false;
		if (elapsed >= seconds && seconds > 0)
			break;
		if (clock_end(pause) == INT64_MAX) {
			*out = INSTANT_NONE;
			return true;
		}
		seconds -= elapsed;
		start = pause->to;
	}
	return working_time_add(out, working, start, seconds, error);
}
