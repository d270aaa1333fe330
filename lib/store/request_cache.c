#include "store/request_cache.h"

#include "store/request_read.h"

static const char set_now[] =
    "UPDATE request_now SET state = $1, event = $2 WHERE request = $3";

void
request_cache_release(struct request_cache *cache)
{
	table_release(&cache->table);
	arena_release(&cache->arena);
	*cache = (struct request_cache){ 0 };
}

bool
request_cache_is_full(const struct request_cache *cache)
{
	return cache->table.count >= REQUEST_CACHE_MAX;
}

struct request_cached *
request_cache_get(const struct request_cache *cache, struct slice number)
{
	return table_get(&cache->table, number);
}

static void
cache_copy(struct arena *arena, struct request *request)
{
	for (size_t i = 0; i < schema_request.count; i++) {
		const struct field *field = &schema_request.fields[i];
		struct slice *text = (void *)((char *)request + field->offset);

		if (field->type == FIELD_TEXT || field->type == FIELD_CODE)
			*text = arena_copy(arena, *text);
	}
}

bool
request_cache_find(struct request_cached **out, struct request_cache *cache,
    struct store *store, struct slice number, struct error *error)
{
	struct request request;
	bool found;

	*out = NULL;
	if (!request_read_find(&found, &request, store, number, error))
		return false;
	if (!found)
		return true;
	*out = arena_new(&cache->arena, sizeof(**out));
	(*out)->request = request;
	cache_copy(&cache->arena, &(*out)->request);
	table_set(&cache->table, (*out)->request.request, *out);
	return true;
}

static void
cache_keep(struct request_cache *cache, struct slice *now, struct slice then)
{
	if (!slice_equal(*now, then))
		*now = arena_copy(&cache->arena, then);
}

void
request_cache_keep(struct request_cache *cache,
    struct request_cached *cached, const struct request *changed,
    int64_t event)
{
	struct request *now = &cached->request;

	cache_keep(cache, &now->state, changed->state);
	cache_keep(cache, &now->event, changed->event);
	cache_keep(cache, &now->reason, changed->reason);
	cache_keep(cache, &now->team, changed->team);
	cache_keep(cache, &now->assignee, changed->assignee);
	now->value = changed->value;
	now->changed = changed->changed;
	cached->event = event;
}

bool
request_cache_write(struct request_cache *cache, struct store *store,
    struct error *error)
{
	struct statement *set;

	for (size_t i = 0; i < cache->table.count; i++) {
		struct request_cached *cached = cache->table.entries[i].value;

		if (cached->event == 0)
			continue;
		if (!store_prepare(&set, store, set_now, error))
			return false;
		store_bind_text(set, 1, cached->request.state);
		store_bind_integer(set, 2, cached->event);
		store_bind_text(set, 3, cached->request.request);
		if (!store_run(set, error))
			return false;
		cached->event = 0;
	}
	return true;
}
