#include "record/rejects.h"

#include <inttypes.h>

#include "base/memory.h"
#include "base/text.h"
#include "schema/reject.h"

enum { REJECTS_QUOTE_MAX = 400 };	/* bytes of a message in another */

struct rejects {
	struct sink *sink;
	struct rejects_bound bound;
	uint64_t count;
	struct text raw;
};

bool
rejects_open(struct rejects **out, const char *path,
    struct rejects_bound bound, struct error *error)
{
	struct rejects *rejects = memory_new(sizeof(*rejects));

	rejects->bound = bound;
	if (!sink_open(&rejects->sink, &schema_reject, path, NULL, error)) {
		memory_free(rejects);
		return false;
	}
	*out = rejects;
	return true;
}

/*
 * A file of rejects is UTF-8 even when a record was not: bytes which are no
 * characters become U+FFFD.
 */
static struct slice
rejects_raw(struct rejects *rejects, struct slice raw)
{
	size_t begin = 0;

	if (slice_is_utf8(raw))
		return raw;
	text_clear(&rejects->raw);
	for (size_t at = 0; at < raw.length;) {
		size_t length = 1;

		while (length < 4 && at + length <= raw.length &&
		    !slice_is_utf8(slice_from(raw.text + at, length)))
			length++;
		if (length < 4 && at + length <= raw.length) {
			at += length;
			continue;
		}
		if (at + 4 <= raw.length &&
		    slice_is_utf8(slice_from(raw.text + at, 4))) {
			at += 4;
			continue;
		}
		text_add(&rejects->raw,
		    slice_from(raw.text + begin, at - begin));
		text_add_string(&rejects->raw, "\xef\xbf\xbd");
		begin = ++at;
	}
	text_add(&rejects->raw,
	    slice_from(raw.text + begin, raw.length - begin));
	return text_slice(&rejects->raw);
}

bool
rejects_add(struct rejects *rejects, struct slice raw, struct error *error)
{
	struct error found = *error;
	struct reject reject = {
		.file = slice_of(found.origin),
		.line = (int64_t)found.line,
		.record = (int64_t)found.record,
		.column = slice_of(found.field),
		.code = slice_of(found.code != NULL ? found.code : ""),
		.message = slice_of(found.message),
		.raw = rejects_raw(rejects, raw)
	};
	uint64_t bound = rejects->bound.max_count;

	if (bound > 0 && rejects->count == bound) {
		(void)snprintf(error->message, sizeof(error->message),
		    "%.*s (rejected before it: %" PRIu64 ", the limit)",
		    REJECTS_QUOTE_MAX, found.message, bound);
		return false;
	}
	error_clear(error);
	rejects->count++;
	return reject_put(rejects->sink, &reject, error);
}

uint64_t
rejects_count(const struct rejects *rejects)
{
	return rejects->count;
}

bool
rejects_close(struct rejects *rejects, uint64_t records_read,
    struct error *error)
{
	uint64_t count = rejects->count;
	unsigned percent = rejects->bound.max_percent;
	bool closed = sink_close(rejects->sink, error);

	text_release(&rejects->raw);
	memory_free(rejects);
	if (!closed)
		return false;
	if (percent > 0 && count > 0 &&
	    (__uint128_t)count * 100 > (__uint128_t)records_read * percent)
		return error_set(error, FAULT_INPUT,
		    "%" PRIu64 " of %" PRIu64 " records were rejected, "
		    "more than %u%%", count, records_read, percent);
	return true;
}

void
rejects_abandon(struct rejects *rejects)
{
	if (rejects == NULL)
		return;
	sink_abandon(rejects->sink);
	text_release(&rejects->raw);
	memory_free(rejects);
}
