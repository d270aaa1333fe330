/*
 * event_log.h - what was done to which case, when and by whom
 *
 * A log is filled with events in the order of their records and gives them
 * case by case: a trace is the events of one case by time, those of one time
 * in the order of their records.  The events of a case need not stand
 * together.
 *
 * Names are kept once, in the order in which they came; events have their
 * numbers.  The number of a resource which is not known is 0.
 *
 * A log which is sorted keeps the events of one case at a time: it is given
 * as soon as it is complete, and a case which comes again, or an event before
 * the one before it, is refused.
 *
 * Memory: 40 bytes and 4 an event (of a sorted log of the longest case only),
 * about 100 bytes and its name a case.
 */
#ifndef DOMAIN_EVENT_LOG_H
#define DOMAIN_EVENT_LOG_H

#include "base/table.h"
#include "value/timestamp.h"

enum {
	EVENT_LOG_FILES_MAX = 65535,
	EVENT_LOG_NAME_MAX = 4096	/* bytes of a name */
};

#define EVENT_LOG_EVENTS_MAX ((size_t)UINT32_MAX)

/* The transitions of IEEE 1849 which say when an activity was done. */
enum event_transition {
	EVENT_COMPLETE,
	EVENT_START,
	EVENT_OTHER
};

struct event {
	int64_t begin;		/* timestamps; the same unless paired */
	int64_t end;
	uint32_t trace;		/* numbers of names */
	uint32_t activity;
	uint32_t resource;
	uint32_t line;
	uint16_t file;
	uint8_t transition;
};

/* One event as its record has it. */
struct event_cells {
	struct slice trace;
	struct slice activity;
	struct slice resource;		/* empty is none */
	int64_t time;
	enum event_transition transition;
	const char *origin;		/* lives as long as the log */
	uint64_t line;
};

/* Which of the transitions of an activity are events of their own. */
enum event_reading {
	EVENT_READ_ALL,
	EVENT_READ_COMPLETE,	/* the other ones are passed over */
	EVENT_READ_PAIRS	/* a start and its completion are one */
};

struct event_log {
	bool sorted;
	enum event_reading reading;
	bool overlaps;		/* an activity may begin twice before it ends */
	struct table traces;
	struct table activities;
	struct table resources;
	struct event *events;
	size_t count;
	size_t capacity;
	uint32_t *order;	/* numbers of events, case by case */
	uint32_t *firsts;	/* of each case, in order; one more */
	const char **files;
	size_t file_count;
	size_t file_capacity;
	struct event *gathered;	/* the trace which was given */
	struct event *merged;	/* while it is sorted */
	size_t gathered_capacity;
	int64_t current;	/* the case of the last event, or -1 */
	uint64_t unfinished;	/* starts without completion, so far */
};

/* Valid until the next one is asked for, or the log gets another event. */
struct trace {
	struct slice id;
	uint32_t number;		/* of the case, from 0 */
	const struct event *events;
	size_t count;			/* 0: no event of it counts */
};

void event_log_init(struct event_log *log);
void event_log_release(struct event_log *log);

/*
 * Add an event.  Gives the number of its case in *trace.  In a sorted log
 * first ask event_log_ends whether the case before it is complete.
 */
bool event_log_add(struct event_log *log, const struct event_cells *cells,
    uint32_t *trace, struct error *error);

/* Of a sorted log: does a case with events end before this one? */
bool event_log_ends(const struct event_log *log, struct slice trace);

/* Give the case which the sorted log has, and forget its events. */
bool event_log_take(struct trace *out, struct event_log *log,
    struct error *error);

/* After the last event: put the cases in order. */
void event_log_order(struct event_log *log);
bool event_log_trace(struct trace *out, struct event_log *log,
    uint32_t number, struct error *error);

static inline struct slice
event_log_activity(const struct event_log *log, uint32_t number)
{
	return log->activities.entries[number].key;
}

static inline struct slice
event_log_resource(const struct event_log *log, uint32_t number)
{
	return log->resources.entries[number].key;
}

/* Put file and line of the event into the error; gives false. */
bool event_log_locate(const struct event_log *log, const struct event *event,
    struct error *error);

#endif
