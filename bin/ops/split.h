/*
 * split.h - one stream into parts, and parts into one stream
 */
#ifndef SPLIT_H
#define SPLIT_H

#include "cli/program.h"
#include "record/columns.h"

enum { SPLIT_FILES_SPARE = 32 };	/* open besides the parts */

extern const struct option split_options[];
extern const struct option merge_options[];

bool split_run(struct cli *cli, struct error *error);
bool merge_run(struct cli *cli, struct error *error);

/* The columns which a list option names, each value of it "a,b". */
bool split_columns(struct columns *columns, struct cli *cli,
    const char *option, const struct stream *stream, struct error *error);

/* May so many files be open?  Raises the limit as far as it goes. */
bool split_allow_files(uint64_t count, struct error *error);

/*
 * The parts of ops merge: opened, with equal columns.  No parts (JSON lines
 * without a record) have no columns, and agree with any.
 */
struct merge_parts {
	struct stream **streams;
	size_t count;
	const struct stream *first;	/* whose columns all have */
};

/* Append: one part after the other. */
bool merge_append(const struct merge_parts *parts, struct sink *out,
    struct error *error);

/* As --order FILE and --by say. */
bool merge_ordered(const struct merge_parts *parts, struct cli *cli,
    struct sink *out, struct error *error);

/* As --by, --sum, --min and --max say. */
bool merge_sums(const struct merge_parts *parts, struct cli *cli,
    struct sink *out, struct error *error);

#endif
