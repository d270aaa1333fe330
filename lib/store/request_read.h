/*
 * request_read.h - requests and what happened to them, as the store has them
 */
#ifndef STORE_REQUEST_READ_H
#define STORE_REQUEST_READ_H

#include "schema/request.h"
#include "schema/request_event.h"
#include "store/store.h"

/* Texts live until the next call. */
bool request_read_find(bool *found, struct request *out, struct store *store,
    struct slice number, struct error *error);

/* The same as everybody may know it (request_read_mask). */
bool request_read_masked(bool *found, struct request *out,
    struct store *store, struct slice number, struct error *error);

/*
 * Of one which only some may read: leave what everybody may know, that it is
 * there and in which state.
 */
void request_read_mask(struct request *request);

/* Which requests a list has; what is empty is all. */
struct request_wish {
	struct slice state;
	struct slice entity;
	struct slice service;
	struct slice team;
	struct slice assignee;
	struct slice kind;	/* linked to the record of this kind */
	struct slice record;
	bool open;		/* neither resolved nor closed nor cancelled */
};

/* A cursor over requests, by number. */
struct request_list;

bool request_read_open(struct request_list **out, struct store *store,
    const struct request_wish *wish, struct error *error);

/* False at the end or at an error.  Texts live until the next call. */
bool request_read_next(struct request_list *list, struct request *out,
    struct error *error);
void request_read_close(struct request_list *list);	/* NULL allowed */

/*
 * A cursor over events in their order: of one request, or of all by request,
 * in the order of the list; with open, of those which are open.
 */
struct request_events;

bool request_read_events(struct request_events **out, struct store *store,
    struct slice number, struct error *error);
bool request_read_log(struct request_events **out, struct store *store,
    bool open, struct error *error);
bool request_read_event(struct request_events *events,
    struct request_event *out, struct error *error);
void request_read_events_close(struct request_events *events);

#endif
