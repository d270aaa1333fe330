/*
 * seal.h - what vouches for the rows which a run wrote into a table
 *
 * A seal has the number of the rows, the exact sums of their amounts by
 * currency, and the SHA-256 of every column of every row in the order of
 * their key.  The run writes it into the chain of audit records, so that
 * rows which somebody alters, takes out or puts in afterwards are found.
 *
 * The bytes which are hashed: a null is 0; a whole number is 1 and its eight
 * bytes, the low one first; a text is 2, the four bytes of its length and its
 * own.  No two rows give the same bytes, and no two tables of rows.
 *
 * The rows may be added by another thread than the totals.
 */
#ifndef STORE_SEAL_H
#define STORE_SEAL_H

#include <nettle/sha2.h>

#include "store/bulk.h"

enum { SEAL_BUFFER_BYTES = 4096, SEAL_HASH_BYTES = 32 };

struct seal {
	struct sha256_ctx hash;
	int64_t rows;
	__int128 *totals;		/* by the currency's number */
	bool *present;			/* is there a total of it? */
	size_t used;
	uint8_t buffer[SEAL_BUFFER_BYTES];
};

void seal_init(struct seal *seal);
void seal_release(struct seal *seal);	/* a zeroed one is allowed */

/* Values of a row, then the row. */
void seal_integer(struct seal *seal, int64_t value);
void seal_text(struct seal *seal, struct slice text);
void seal_null(struct seal *seal);
void seal_row(struct seal *seal);

/* All rows of a block, whose first so many columns are sealed. */
void seal_block(struct seal *seal, const struct bulk_block *block,
    size_t column_count, size_t sealed_count);

/* No currency: the amount is not counted. */
void seal_total(struct seal *seal, struct currency currency, int64_t units);

/*
 * The seal as a JSON object: {"rows":2,"totals":{"EUR":"1.50"},"sha256":...}.
 * It is at its end: nothing more can be added.
 */
void seal_image(struct text *out, struct seal *seal);

/*
 * Say in what the rows which are there are not those which were sealed:
 * "rows 3 instead of 4, EUR 1.00 instead of 1.50", or "other content".  Both
 * are images; of equal ones nothing is said.
 */
void seal_difference(struct text *out, struct slice written,
    struct slice found);

#endif
