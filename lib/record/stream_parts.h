/*
 * stream_parts.h - what a stream is made of, for the files stream*.c only
 */
#ifndef RECORD_STREAM_PARTS_H
#define RECORD_STREAM_PARTS_H

#include "record/csv_reader.h"
#include "record/header.h"
#include "record/json_reader.h"
#include "record/stream.h"

struct stream {
	struct stream_options options;
	const char **paths;
	size_t path_count;
	size_t path_next;
	enum stream_format format;	/* of the file being read */
	struct window window;
	bool open;			/* a file is being read */
	struct header header;
	struct csv_reader csv;
	struct json_reader json;
	struct slice *slots;		/* the cells of the record */
	size_t slot_count;
	struct text marked;		/* numbers with the decimal mark put
					   right */
	struct record record;
	uint64_t records;
	struct sources sources;
};

/* At the end of a file go on with the next one; false at the last. */
bool stream_next_file(struct stream *stream, struct error *error);

/* Numbers with a decimal comma, as people's spreadsheets write them. */
bool stream_mark_set(struct stream *stream, struct error *error);

#endif
