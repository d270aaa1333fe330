/*
 * decoder.h - the cells of a row into a C structure, quickly
 *
 * A decoder knows the columns of one header and decodes the kinds of fields
 * which come by the million: texts, codes, whole numbers, decimals, dates and
 * times, as they are nearly always written.  It says neither why nor where
 * a row is wrong, or only written otherwise; for that, and for all other rows,
 * there is record_decode, which gives the same structure.
 */
#ifndef RECORD_DECODER_H
#define RECORD_DECODER_H

#include "record/header.h"

struct decoder_column;

struct decoder {
	const struct schema *schema;
	struct decoder_column *columns;	/* of the file, by number from 0 */
	size_t count;
};

/* False if a column has another kind of field; there is no decoder then. */
bool decoder_init(struct decoder *decoder, const struct header *header);
void decoder_release(struct decoder *decoder);

/*
 * There are as many cells as columns.  False if one is not as usual: then *out
 * is nothing.  Fields without a column are left as they are.
 */
bool decoder_take(const struct decoder *decoder, const struct slice cells[],
    void *out);

#endif
