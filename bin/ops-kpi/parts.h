/*
 * parts.h - what was counted, as records which can be added up
 */
#ifndef OPS_KPI_PARTS_H
#define OPS_KPI_PARTS_H

#include "domain/tally_part.h"
#include "kpi.h"

/* Which fields of the source stand in columns behind those of a part. */
struct parts_columns {
	const uint16_t *fields;
	size_t count;
};

/* Write the parts of all indicators which are not left out. */
bool parts_write(struct tally *tally, const struct indicators *set,
    const bool left_out[], struct parts_columns columns, struct sink *out,
    struct error *error);

/* Add up the parts of the stream, opened as figure_part. */
bool parts_read(struct tally *tally, const struct indicators *set,
    struct parts_columns columns, struct stream *in, struct error *error);

#endif
