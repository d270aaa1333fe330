#include "record/spool.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/assert.h"
#include "base/memory.h"

enum {
	SPOOL_PATH_MAX = 4096,
	SPOOL_BUFFER_BYTES = 64 * 1024,
	SPOOL_LENGTH_MAX = 10		/* bytes of a length */
};

/* What most records share with the one before. */
struct spool_shape {
	const struct schema *schema;
	const char *origin;
	size_t extra_count;
};

/* What stands before the texts of a record. */
struct spool_head {
	uint64_t line;
	uint64_t number;
	uint32_t size;			/* of what follows */
	uint32_t shaped;		/* does a new shape follow? */
};

/*
 * The bytes from start to end of the buffer are those which are not on the
 * disk yet or, while reading, those which were read and not given.
 */
struct spool {
	int fd;
	bool reading;
	char *buffer;
	size_t capacity;
	size_t start;
	size_t end;
	struct spool_shape shape;
	struct slice *slices;
	size_t slice_capacity;
};

bool
spool_open(struct spool **out, struct error *error)
{
	const char *folder = getenv("TMPDIR");
	char path[SPOOL_PATH_MAX];
	int fd, length;

	if (folder == NULL || *folder == '\0')
		folder = "/tmp";
	length = snprintf(path, sizeof(path), "%s/ops-spool-XXXXXX", folder);
	if (length < 0 || (size_t)length >= sizeof(path))
		return error_set(error, FAULT_SYSTEM,
		    "the name of the temporary folder is too long");
	fd = mkstemp(path);
	if (fd == -1)
		return error_set(error, FAULT_SYSTEM,
		    "cannot make a temporary file in \"%s\": %s", folder,
		    strerror(errno));
	(void)unlink(path);
	*out = memory_new(sizeof(**out));
	(*out)->fd = fd;
	(*out)->buffer = memory_new(SPOOL_BUFFER_BYTES);
	(*out)->capacity = SPOOL_BUFFER_BYTES;
	return true;
}

static bool
failed(struct error *error)
{
	return error_set(error, FAULT_SYSTEM,
	    "the temporary file of the records failed: %s", strerror(errno));
}

static bool
flush(struct spool *spool, struct error *error)
{
	while (spool->start < spool->end) {
		ssize_t count = write(spool->fd, spool->buffer + spool->start,
		    spool->end - spool->start);

		if (count == -1 && errno == EINTR)
			continue;
		if (count == -1)
			return failed(error);
		spool->start += (size_t)count;
	}
	spool->start = spool->end = 0;
	return true;
}

static void
widen(struct spool *spool, size_t size)
{
	if (size <= spool->capacity)
		return;
	spool->buffer = memory_resize(spool->buffer, size, 1);
	spool->capacity = size;
}

/* Seven bits a byte, the least first; the last has its top bit clear. */
static inline char *
put_length(char *at, size_t length)
{
	for (; length > 0x7f; length >>= 7)
		*at++ = (char)(length | 0x80);
	*at++ = (char)length;
	return at;
}

static inline const char *
get_length(size_t *length, const char *at)
{
	unsigned shift = 0;
	unsigned char byte;

	*length = 0;
	do {
		byte = (unsigned char)*at++;
		*length |= (size_t)(byte & 0x7f) << shift;
		shift += 7;
	} while (byte > 0x7f);
	return at;
}

static char *
put_slices(char *at, const struct slice slices[], size_t count)
{
	for (size_t i = 0; i < count; i++) {
		at = put_length(at, slices[i].length);
		if (slices[i].length > 0)
			memcpy(at, slices[i].text, slices[i].length);
		at += slices[i].length;
	}
	return at;
}

static size_t
bytes_of(const struct slice slices[], size_t count)
{
	size_t bytes = count * SPOOL_LENGTH_MAX;

	for (size_t i = 0; i < count; i++)
		bytes += slices[i].length;
	return bytes;
}

static size_t
field_count(const struct schema *schema)
{
	return schema != NULL ? schema->count : 0;
}

bool
spool_add(struct spool *spool, const struct record *record,
    struct error *error)
{
	const struct spool_shape shape = { record->schema, record->origin,
	    record->extra_count };
	struct spool_head head = { record->line, record->number, 0,
	    memcmp(&shape, &spool->shape, sizeof(shape)) != 0 };
	size_t fields = field_count(record->schema);
	size_t most = sizeof(head) + sizeof(shape) +
	    bytes_of(record->fields, fields) +
	    bytes_of(record->extras, record->extra_count);
	char *begin, *at;

	ENSURE(!spool->reading && most <= UINT32_MAX);
	if (most > spool->capacity - spool->end && !flush(spool, error))
		return false;
	widen(spool, most);
	begin = spool->buffer + spool->end;
	at = begin + sizeof(head);
	if (head.shaped) {
		memcpy(at, &shape, sizeof(shape));
		at += sizeof(shape);
		spool->shape = shape;
	}
	at = put_slices(at, record->fields, fields);
	at = put_slices(at, record->extras, record->extra_count);
	head.size = (uint32_t)(at - begin - (ptrdiff_t)sizeof(head));
	memcpy(begin, &head, sizeof(head));
	spool->end += (size_t)(at - begin);
	return true;
}

/* So many bytes from the start on: false at the end or at an error. */
static bool
need(struct spool *spool, size_t size, struct error *error)
{
	if (spool->end - spool->start >= size)
		return true;
	memmove(spool->buffer, spool->buffer + spool->start,
	    spool->end - spool->start);
	spool->end -= spool->start;
	spool->start = 0;
	widen(spool, size);
	while (spool->end < size) {
		ssize_t count = read(spool->fd, spool->buffer + spool->end,
		    spool->capacity - spool->end);

		if (count == -1 && errno == EINTR)
			continue;
		if (count == -1)
			return failed(error);
		if (count == 0)
			return false;
		spool->end += (size_t)count;
	}
	return true;
}

static bool
rewind_file(struct spool *spool, struct error *error)
{
	if (!flush(spool, error))
		return false;
	if (lseek(spool->fd, 0, SEEK_SET) == -1)
		return failed(error);
	spool->reading = true;
	return true;
}

/* The slices point into the buffer. */
static void
cut_slices(struct spool *spool, const char *at, size_t count)
{
	if (count > spool->slice_capacity) {
		spool->slices = memory_resize(spool->slices, count,
		    sizeof(*spool->slices));
		spool->slice_capacity = count;
	}
	for (size_t i = 0; i < count; i++) {
		size_t length;

		at = get_length(&length, at);
		spool->slices[i] = slice_from(at, length);
		at += length;
	}
}

bool
spool_next(struct spool *spool, struct record *record, struct error *error)
{
	struct spool_head head;
	const char *at;
	size_t fields;

	if ((!spool->reading && !rewind_file(spool, error)) ||
	    !need(spool, sizeof(head), error))
		return false;
	memcpy(&head, spool->buffer + spool->start, sizeof(head));
	if (!need(spool, sizeof(head) + head.size, error))
		return false;
	at = spool->buffer + spool->start + sizeof(head);
	spool->start += sizeof(head) + head.size;
	if (head.shaped) {
		memcpy(&spool->shape, at, sizeof(spool->shape));
		at += sizeof(spool->shape);
	}
	fields = field_count(spool->shape.schema);
	cut_slices(spool, at, fields + spool->shape.extra_count);
	*record = (struct record){
		.schema = spool->shape.schema,
		.origin = spool->shape.origin,
		.line = head.line, .number = head.number,
		.fields = spool->slices, .extras = spool->slices + fields,
		.extra_count = spool->shape.extra_count
	};
	return true;
}

void
spool_close(struct spool *spool)
{
	if (spool == NULL)
		return;
	(void)close(spool->fd);
	memory_free(spool->buffer);
	memory_free(spool->slices);
	memory_free(spool);
}
