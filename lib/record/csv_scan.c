#include "record/csv_scan.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "record/stream.h"

#ifdef __SSE2__
const char *
csv_scan(struct slice cells[], size_t *count, const char *begin,
    char separator, bool *wide)
{
	const __m128i delimiter = _mm_set1_epi8(separator);
	const __m128i feed = _mm_set1_epi8('\n'), back = _mm_set1_epi8('\r');
	const __m128i quote = _mm_set1_epi8('"'), zero = _mm_setzero_si128();
	struct slice *cell = cells;
	struct slice *const last = cell + STREAM_COLUMNS_MAX;
	unsigned high = 0;

	for (const char *at = begin;; at += sizeof(__m128i)) {
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

		high |= (unsigned)_mm_movemask_epi8(bytes) & before;
		for (cuts &= before; cuts != 0; cuts &= cuts - 1) {
			const char *cut = at + __builtin_ctz(cuts);

			*cell = slice_from(begin, (size_t)(cut - begin));
			cell += cell < last;
			begin = cut + 1;
		}
		if (stops == 0)
			continue;
		at += __builtin_ctz(stops);
		*cell = slice_from(begin, (size_t)(at - begin));
		*count = (size_t)(cell - cells) + 1;
		*wide = high != 0;
		return at;
	}
}
#else
const char *
csv_scan(struct slice cells[], size_t *count, const char *begin,
    char separator, bool *wide)
{
	struct slice *cell = cells;
	struct slice *const last = cell + STREAM_COLUMNS_MAX;
	unsigned high = 0;
	const char *at = begin;

	for (;; at++) {
		if (*at == '\n' || *at == '\r' || *at == '"' || *at == '\0')
			break;
		high |= (unsigned char)*at & 0x80u;
		if (*at == separator) {
			*cell = slice_from(begin, (size_t)(at - begin));
			cell += cell < last;
			begin = at + 1;
		}
	}
	*cell = slice_from(begin, (size_t)(at - begin));
	*count = (size_t)(cell - cells) + 1;
	*wide = high != 0;
	return at;
}
#endif
