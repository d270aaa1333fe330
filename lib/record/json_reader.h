/*
 * json_reader.h - records from JSON lines into slots
 *
 * The first record names the extras; a later record may leave members out,
 * which reads as empty, but may not bring new ones.
 */
#ifndef RECORD_JSON_READER_H
#define RECORD_JSON_READER_H

#include "record/csv_reader.h"
#include "record/header.h"
#include "record/json.h"

struct json_reader {
	struct json *json;
	uint64_t line;		/* of the record, from 1 */
	uint64_t *seen;		/* line in which the slot was last filled */
	size_t seen_count;
	struct slice raw;
};

/* Looks at the first record without taking it. */
bool json_reader_begin(struct json_reader *reader, struct window *window,
    struct header *header, struct error *error);

/* Fill the slots of the header from the next line that is not blank. */
enum csv_result json_reader_next(struct json_reader *reader,
    struct window *window, const struct header *header,
    struct slice slots[], struct error *error);

void json_reader_release(struct json_reader *reader);

#endif
