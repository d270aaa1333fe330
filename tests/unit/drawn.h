/*
 * drawn.h - numbers as if by chance, the same in every run
 *
 * A linear congruential generator modulo 2^64 with the constants of D. E.
 * Knuth's MMIX; its low bits are not used.
 */
#ifndef TESTS_UNIT_DRAWN_H
#define TESTS_UNIT_DRAWN_H

#include <stdint.h>

static uint64_t drawn_state = 20261031;

/* 31 bits. */
static inline uint64_t
drawn(void)
{
	drawn_state = drawn_state * UINT64_C(6364136223846793005) +
	    UINT64_C(1442695040888963407);
	return drawn_state >> 33;
}

/* From 0 to less than the bound, which is at most 2^31. */
static inline uint64_t
drawn_below(uint64_t bound)
{
	return drawn() % bound;
}

#endif
