/*
 * verify_request.h - is every request in the state its events say?
 *
 * What a request was when it came and what happened to it is sealed.  In which
 * state it is now, and which event was its last, is kept beside it so that it
 * is found fast, and follows from its events.
 */
#ifndef STORE_VERIFY_REQUEST_H
#define STORE_VERIFY_REQUEST_H

#include "store/store.h"

/* One call of say for each request which is not what its events say. */
bool verify_request(struct store *store,
    void (*say)(void *context, const char *line), void *context,
    struct error *error);

#endif
