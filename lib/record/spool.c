#include "record/spool.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/text.h"

enum { SPOOL_PATH_MAX = 4096 };

struct spool {
	FILE *file;
	bool reading;
	struct text bytes;		/* of the record given last */
	struct slice *slices;
	size_t capacity;
};

/* What stands before the texts of a record. */
struct spool_head {
	const struct schema *schema;
	const char *origin;
	uint64_t line;
	uint64_t number;
	uint64_t extra_count;
	uint64_t size;			/* of all its texts */
};

bool
spool_open(struct spool **out, struct error *error)
{
	const char *folder = getenv("TMPDIR");
	char path[SPOOL_PATH_MAX];
	FILE *file;
	int number, length;

	if (folder == NULL || *folder == '\0')
		folder = "/tmp";
	length = snprintf(path, sizeof(path), "%s/ops-spool-XXXXXX", folder);
	if (length < 0 || (size_t)length >= sizeof(path))
		return error_set(error, FAULT_SYSTEM,
		    "the name of the temporary folder is too long");
	number = mkstemp(path);
	if (number == -1)
		return error_set(error, FAULT_SYSTEM,
		    "cannot make a temporary file in \"%s\": %s", folder,
		    strerror(errno));
	(void)unlink(path);
	file = fdopen(number, "w+");
	if (file == NULL) {
		(void)close(number);
		return error_set(error, FAULT_SYSTEM,
		    "cannot use a temporary file: %s", strerror(errno));
	}
	*out = memory_new(sizeof(**out));
	(*out)->file = file;
	return true;
}

static bool
failed(struct error *error)
{
	return error_set(error, FAULT_SYSTEM,
	    "the temporary file of the records failed: %s", strerror(errno));
}

static void
put_slices(struct text *bytes, const struct slice slices[], size_t count)
{
	for (size_t i = 0; i < count; i++) {
		text_add(bytes, slice_from((const char *)&slices[i].length,
		    sizeof(slices[i].length)));
		text_add(bytes, slices[i]);
	}
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
	size_t fields = field_count(record->schema);
	struct spool_head head = {
		.schema = record->schema,
		.origin = record->origin,
		.line = record->line,
		.number = record->number,
		.extra_count = record->extra_count
	};

	text_clear(&spool->bytes);
	put_slices(&spool->bytes, record->fields, fields);
	put_slices(&spool->bytes, record->extras, record->extra_count);
	head.size = spool->bytes.length;
	if (fwrite(&head, sizeof(head), 1, spool->file) != 1 ||
	    (head.size > 0 && fwrite(spool->bytes.bytes, head.size, 1,
	    spool->file) != 1))
		return failed(error);
	return true;
}

static void
cut_slices(struct spool *spool, size_t count)
{
	const char *at = spool->bytes.bytes;

	for (size_t i = 0; i < count; i++) {
		size_t length;

		memcpy(&length, at, sizeof(length));
		at += sizeof(length);
		spool->slices[i] = slice_from(at, length);
		at += length;
	}
}

bool
spool_next(struct spool *spool, struct record *record, struct error *error)
{
	struct spool_head head;
	size_t fields, count;

	if (!spool->reading) {
		if (fseek(spool->file, 0, SEEK_SET) != 0)
			return failed(error);
		spool->reading = true;
	}
	if (fread(&head, sizeof(head), 1, spool->file) != 1)
		return ferror(spool->file) ? failed(error) : false;
	text_clear(&spool->bytes);
	(void)text_reserve(&spool->bytes, head.size);
	if (head.size > 0 &&
	    fread(spool->bytes.bytes, head.size, 1, spool->file) != 1)
		return failed(error);
	fields = field_count(head.schema);
	count = fields + head.extra_count;
	if (count > spool->capacity) {
		spool->slices = memory_resize(spool->slices, count,
		    sizeof(*spool->slices));
		spool->capacity = count;
	}
	cut_slices(spool, count);
	*record = (struct record){
		.schema = head.schema, .origin = head.origin,
		.line = head.line, .number = head.number,
		.fields = spool->slices, .extras = spool->slices + fields,
		.extra_count = head.extra_count
	};
	return true;
}

void
spool_close(struct spool *spool)
{
	if (spool == NULL)
		return;
	(void)fclose(spool->file);
	text_release(&spool->bytes);
	memory_free(spool->slices);
	memory_free(spool);
}
