#include "record/csv_scan.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "record/stream.h"

struct csv_split {
	struct slice *cell;		/* the one which is open */
	struct slice *last;
	const char *begin;		/* of the open one */
	const char *quoted;		/* first cell in quotes, or NULL */
	unsigned high;			/* not 0: bytes beyond ASCII */
	char separator;
};

static inline void
csv_split_at(struct csv_split *split, const char *cut)
{
	*split->cell = slice_from(split->begin, (size_t)(cut - split->begin));
	split->cell += split->cell < split->last;
	split->begin = cut + 1;
}

#ifdef __SSE2__
/* Splits up to the next byte which is no part of a plain cell. */
static inline const char *
csv_scan_plain(struct csv_split *split, const char *at)
{
	const __m128i delimiter = _mm_set1_epi8(split->separator);
	const __m128i feed = _mm_set1_epi8('\n'), back = _mm_set1_epi8('\r');
	const __m128i quote = _mm_set1_epi8('"'), zero = _mm_setzero_si128();

	for (;; at += sizeof(__m128i)) {
		__m128i bytes = _mm_loadu_si128((const __m128i *)at);
		unsigned cuts = (unsigned)_mm_movemask_epi8(
		    _mm_cmpeq_epi8(bytes, delimiter));
		unsigned stops = (unsigned)_mm_movemask_epi8(_mm_or_si128(
		    _mm_or_si128(_mm_cmpeq_epi8(bytes, feed),
		    _mm_cmpeq_epi8(bytes, back)),
		    _mm_or_si128(_mm_cmpeq_epi8(bytes, quote),
		    _mm_cmpeq_epi8(bytes, zero))));
		unsigned before = stops != 0 ?
		    (stops & -stops) - 1 : 0xffff;

		split->high |= (unsigned)_mm_movemask_epi8(bytes) & before;
		for (cuts &= before; cuts != 0; cuts &= cuts - 1)
			csv_split_at(split, at + __builtin_ctz(cuts));
		if (stops != 0)
			return at + __builtin_ctz(stops);
	}
}
#else
static inline const char *
csv_scan_plain(struct csv_split *split, const char *at)
{
	for (; *at != '\n' && *at != '\r' && *at != '"' && *at != '\0'; at++) {
		split->high |= (unsigned char)*at & 0x80u;
		if (*at == split->separator)
			csv_split_at(split, at);
	}
	return at;
}
#endif

/*
 * The quote which ends a cell in quotes, when there is neither a quote nor
 * a line end inside and the cell ends behind it; else NULL.
 */
static const char *
csv_scan_quoted(struct csv_split *split)
{
	const char *at = split->begin + 1;
	unsigned high = 0;

	for (; *at != '"'; at++) {
		if (*at == '\n' || *at == '\r' || *at == '\0')
			return NULL;
		high |= (unsigned char)*at & 0x80u;
	}
	if (at[1] != split->separator && at[1] != '\n' && at[1] != '\r')
		return NULL;
	split->high |= high;
	return at;
}

static const char *
csv_scan_line(struct csv_split *split)
{
	for (;;) {
		const char *at = csv_scan_plain(split, split->begin);
		const char *end;

		if (*at != '"' || at != split->begin) {
			*split->cell = slice_from(split->begin,
			    (size_t)(at - split->begin));
			return at;
		}
		if (split->quoted == NULL)
			split->quoted = at;
		end = csv_scan_quoted(split);
		if (end == NULL)
			return at;
		*split->cell = slice_from(at + 1, (size_t)(end - at - 1));
		if (end[1] != split->separator)
			return end + 1;
		split->cell += split->cell < split->last;
		split->begin = end + 2;
	}
}

const char *
csv_scan(struct slice cells[], size_t *count, const char *begin,
    char separator, bool *wide)
{
	struct csv_split split = {
		.cell = cells, .last = cells + STREAM_COLUMNS_MAX,
		.begin = begin, .separator = separator
	};
	const char *at = csv_scan_line(&split);

	*count = (size_t)(split.cell - cells) + 1;
	*wide = split.high != 0;
	/* What is wrong behind a quote is for libcsv, from there on. */
	if (split.quoted != NULL && *at != '\n' &&
	    (*at != '\r' || at[1] != '\n'))
		return split.quoted;
	return at;
}
