/*
 * event_case.h - how one case went
 *
 * The figures of a trace: its duration, its variant, what was done again, how
 * often it was handed over, whether it was right the first time.
 */
#ifndef DOMAIN_EVENT_CASE_H
#define DOMAIN_EVENT_CASE_H

#include "base/text.h"
#include "domain/event_class.h"
#include "domain/event_log.h"
#include "schema/process_case.h"
#include "value/working_time.h"

enum { EVENT_CASE_VARIANT_MAX = 17 };

/* When the names which the case has had come up; the number of a trace + 1. */
struct event_case_seen {
	uint32_t *traces;
	size_t capacity;
};

/* What is asked of cases; zeroed, with its log set, it is ready. */
struct event_cases {
	const struct event_log *log;
	struct working_time *working;	/* NULL: by the clock on the wall */
	struct event_class since;	/* its duration begins, else with the
					   first event */
	struct event_class until;
	bool since_last;		/* the last of them, not the first */
	bool until_last;
	struct event_class wrong;
	struct event_class automatic;	/* resources */
	struct event_case_seen activities;
	struct event_case_seen resources;
	struct text names;
	char variant[EVENT_CASE_VARIANT_MAX];
};

/*
 * Fill all of *out but group and outcome.  Texts live until the next call.
 * The trace has an event.
 */
bool event_case_make(struct process_case *out, struct event_cases *cases,
    const struct trace *trace, struct error *error);

/* The timestamps between which its duration is, or TIMESTAMP_NONE. */
int64_t event_case_since(struct event_cases *cases,
    const struct trace *trace);
int64_t event_case_until(struct event_cases *cases,
    const struct trace *trace);

/* Its duration, if it has one, when the case is measured by other times. */
bool event_case_measure(struct process_case *out, struct event_cases *cases,
    int64_t since, int64_t until, struct error *error);

void event_case_release(struct event_cases *cases);

/* Was the name not there before in the trace? */
bool event_case_is_new(struct event_case_seen *seen, uint32_t name,
    uint32_t trace);

/* The digest of the names of the activities, as 16 hexadecimal digits. */
uint64_t event_case_digest(struct text *names, const struct event_log *log,
    const struct trace *trace);
void event_case_variant(char out[EVENT_CASE_VARIANT_MAX], uint64_t digest);

/*
 * Microseconds from one timestamp to another, 0 if it is before; in working
 * time, of which there are whole seconds, if it is not NULL.
 */
bool event_case_between(int64_t *out, struct working_time *working,
    int64_t from, int64_t until, struct error *error);

#endif
