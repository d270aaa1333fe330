/*
 * request_cache.h - the requests to which something happens in a run
 *
 * A request is read once, and its state written once, however many events it
 * has in one run.  A zeroed cache is empty.
 */
#ifndef STORE_REQUEST_CACHE_H
#define STORE_REQUEST_CACHE_H

#include "base/table.h"
#include "schema/request.h"
#include "store/store.h"

enum {
	REQUEST_CACHE_MAX = 1 << 16	/* requests; then all are forgotten */
};

#define REQUEST_EVENTS_MAX 4294967296	/* of a run */

struct request_cached {
	struct request request;
	int64_t event;			/* its last one, if there is a new */
};

struct request_cache {
	struct table table;
	struct arena arena;
};

void request_cache_release(struct request_cache *cache);
bool request_cache_is_full(const struct request_cache *cache);

/* NULL if it was not read. */
struct request_cached *request_cache_get(const struct request_cache *cache,
    struct slice number);

/* Read it; NULL if there is none. */
bool request_cache_find(struct request_cached **out,
    struct request_cache *cache, struct store *store, struct slice number,
    struct error *error);

/* As the event of the number left it; texts which changed are copied. */
void request_cache_keep(struct request_cache *cache,
    struct request_cached *cached, const struct request *changed,
    int64_t event);

/* Write the states of requests which had events. */
bool request_cache_write(struct request_cache *cache, struct store *store,
    struct error *error);

#endif
