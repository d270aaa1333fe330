#include "domain/request_clock.h"

static bool
clock_is(struct instant instant)
{
	return instant.seconds != INSTANT_NONE.seconds;
}

void
request_clock_begin(struct request_clock *clock,
    const struct lifecycle *lifecycle)
{
	struct clock_pauses pauses = clock->pauses;

	clock_clear(&pauses);
	*clock = (struct request_clock){ .lifecycle = lifecycle,
	    .pauses = pauses, .opened = INSTANT_NONE,
	    .responded = INSTANT_NONE, .said = INSTANT_NONE,
	    .stopped = INSTANT_NONE, .paused = INSTANT_NONE };
}

void
request_clock_release(struct request_clock *clock)
{
	clock_release(&clock->pauses);
}

/* What the client hears of, and what the client does. */
static const char *const said[] = { "respond", "update", "wait-client",
	NULL };
static const char *const asked[] = { "open", "reply", "answer", NULL };

static bool
clock_is_of(struct slice event, const char *const events[])
{
	while (*events != NULL && !slice_is(event, *events))
		events++;
	return *events != NULL;
}

/* The time until now was of the state before; this is of the next. */
static bool
clock_turn(struct request_clock *clock, enum lifecycle_clock next,
    struct instant time, struct error *error)
{
	bool stopped = clock_is(clock->stopped);

	if (next == LIFECYCLE_STOP && !stopped)
		clock->stopped = time;
	if (next != LIFECYCLE_STOP && stopped) {
		/* What lay between counts for nobody. */
		if (!clock_is(clock->paused))
			clock->paused = clock->stopped;
		clock->stopped = INSTANT_NONE;
	}
	if (next == LIFECYCLE_PAUSE && !clock_is(clock->paused))
		clock->paused = time;
	if (next != LIFECYCLE_RUN || !clock_is(clock->paused))
		return true;
	if (!clock_pause(&clock->pauses, clock->paused, time, error))
		return false;
	clock->paused = INSTANT_NONE;
	return true;
}

static void
clock_escalate(struct request_clock *clock, const struct request_event *event)
{
	for (enum agreement_target i = 0; i < AGREEMENT_TARGETS; i++)
		if (slice_is(event->reason, agreement_target_name(i)) &&
		    event->value > clock->levels[i])
			clock->levels[i] = event->value;
}

static void
clock_count(struct request_clock *clock, const struct request_event *event)
{
	if (slice_is(event->event, "open"))
		clock->opened = clock->said = event->time;
	else if (slice_is_empty(event->rule) &&
	    !clock_is_of(event->event, asked))
		clock->touches++;
	if (slice_is(event->event, "escalate"))
		clock_escalate(clock, event);
	if (slice_is(event->event, "answer"))
		clock->satisfaction = event->value;
	if (!clock_is_of(event->event, said))
		return;
	if (!clock_is(clock->responded))
		clock->responded = event->time;
	clock->said = event->time;
	clock->levels[AGREEMENT_UPDATE] = 0;
}

bool
request_clock_add(struct request_clock *clock,
    const struct request_event *event, struct error *error)
{
	enum lifecycle_clock next = lifecycle_clock(clock->lifecycle,
	    event->state);
	bool stopped = clock_is(clock->stopped);

	clock_count(clock, event);
	if (stopped && next != LIFECYCLE_STOP) {
		clock->reopened++;
		clock->levels[AGREEMENT_RESOLVE] = 0;
		clock->levels[AGREEMENT_UPDATE] = 0;
	}
	if (!stopped && next == LIFECYCLE_STOP && !clock_is(clock->responded))
		clock->responded = event->time;
	return clock_turn(clock, next, event->time, error);
}

bool
request_clock_end(struct request_clock *clock, struct error *error)
{
	clock->waiting = clock_is(clock->paused) && !clock_is(clock->stopped);
	return !clock_is(clock->paused) || clock_pause(&clock->pauses,
	    clock->paused, INSTANT_NONE, error);
}

static int
measure_level(const struct request_measure *measure,
    const struct agreement *agreement)
{
	int64_t late = measure->elapsed - agreement->duration;

	if (agreement->escalate_after >= 0 && late > 0 &&
	    late >= agreement->escalate_after)
		return 3;
	if (late > 0)
		return 2;
	return agreement->warn_before > 0 && late >= -agreement->warn_before;
}

static bool
measure_count(struct request_measure *out, struct request_clock *clock,
    const struct agreement *agreement, struct instant until,
    struct error *error)
{
	int64_t warn = agreement->duration - agreement->warn_before;

	out->warning = INSTANT_NONE;
	if (!clock_elapsed(&out->elapsed, agreement->working, out->started,
	    until, &clock->pauses, error) || !clock_deadline(&out->deadline,
	    agreement->working, out->started, agreement->duration,
	    &clock->pauses, error))
		return false;
	out->remaining = agreement->duration - out->elapsed;
	out->level = measure_level(out, agreement);
	return agreement->warn_before == 0 || clock_deadline(&out->warning,
	    agreement->working, out->started, warn > 0 ? warn : 0,
	    &clock->pauses, error);
}

bool
request_clock_measure(struct request_measure *out, bool *applies,
    struct request_clock *clock, const struct agreement *agreement,
    struct instant now, struct error *error)
{
	struct instant until = clock->stopped;

	*applies = clock_is(clock->opened);
	*out = (struct request_measure){ .started = clock->opened };
	if (agreement->target == AGREEMENT_RESPOND)
		until = clock->responded;
	if (agreement->target == AGREEMENT_UPDATE) {
		*applies = *applies && !clock_is(until);
		out->started = clock->said;
	}
	if (!*applies)
		return true;
	out->done = clock_is(until);
	out->paused = !out->done && clock->waiting;
	if (!out->done)
		until = now;
	if (until.seconds < out->started.seconds)
		until = out->started;
	return measure_count(out, clock, agreement, until, error);
}
