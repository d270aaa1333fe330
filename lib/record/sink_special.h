/*
 * sink_special.h - bytes for which a cell of CSV must be quoted, by sixteen
 *
 * Inside lib/record only, where the machine has SSE2.
 */
#ifndef RECORD_SINK_SPECIAL_H
#define RECORD_SINK_SPECIAL_H

#ifdef __SSE2__
#include <emmintrin.h>
#include <stdbool.h>

static inline bool
sink_special(__m128i bytes, char delimiter)
{
	__m128i ends = _mm_or_si128(
	    _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n')),
	    _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\r')));
	__m128i marks = _mm_or_si128(
	    _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')),
	    _mm_cmpeq_epi8(bytes, _mm_set1_epi8(delimiter)));

	return _mm_movemask_epi8(_mm_or_si128(ends, marks)) != 0;
}
#endif

#endif
