#include "record/source.h"

#include "base/memory.h"

void
source_begin(struct sources *sources, struct window *window)
{
	sha256_init(&sources->digest);
	sources->before = window->bytes;
	window->digest = &sources->digest;
}

void
source_end(struct sources *sources, struct window *window, const char *path,
    uint64_t records)
{
	struct source *source;

	sources->list = memory_grow(sources->list, &sources->capacity,
	    sources->count, sizeof(*sources->list));
	source = &sources->list[sources->count++];
	source->path = path;
	source->bytes = window->bytes - sources->before;
	source->records = records;
	sha256_digest(&sources->digest, sizeof(source->digest),
	    source->digest);
	window->digest = NULL;
}

void
source_release(struct sources *sources)
{
	memory_free(sources->list);
}
