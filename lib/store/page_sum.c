#include "store/page_sum.h"

#include <string.h>

enum { SUM_LANES = 4, SUM_WORD = 8 };

#define SUM_FACTOR 0x9e3779b97f4a7c15u	/* odd: nothing is lost by it */

/* Lowest byte first, whatever the machine. */
static inline uint64_t
sum_word(const unsigned char *bytes)
{
	uint64_t word;

	memcpy(&word, bytes, sizeof(word));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	word = __builtin_bswap64(word);
#endif
	return word;
}

/*
 * Of either argument, the other being given, each value gives another result:
 * what differs once differs to the end.  The turn brings what a product moved
 * up within reach of the next one.
 */
static inline uint64_t
sum_add(uint64_t sum, uint64_t word)
{
	uint64_t product = (sum ^ word) * SUM_FACTOR;

	return product << 29 | product >> 35;
}

/* Four lanes, since a product takes four times as long as a step. */
uint64_t
page_sum(const unsigned char *page, size_t size, uint32_t number)
{
	uint64_t lanes[SUM_LANES] = { 1, 2, 3, 4 };
	uint64_t sum = number;
	size_t end = size - PAGE_SUM_BYTES, at = 0;

	for (; at + SUM_LANES * SUM_WORD <= end; at += SUM_LANES * SUM_WORD)
		for (size_t i = 0; i < SUM_LANES; i++)
			lanes[i] = sum_add(lanes[i],
			    sum_word(page + at + i * SUM_WORD));
	for (size_t i = 0; at < end; at += SUM_WORD, i++)
		lanes[i] = sum_add(lanes[i], sum_word(page + at));
	for (size_t i = 0; i < SUM_LANES; i++)
		sum = sum_add(sum, lanes[i]);
	return sum;
}

void
page_sum_put(unsigned char *page, size_t size, uint32_t number)
{
	uint64_t sum = page_sum(page, size, number);

	for (size_t i = 0; i < PAGE_SUM_BYTES; i++)
		page[size - PAGE_SUM_BYTES + i] =
		    (unsigned char)(sum >> (8 * i));
}

bool
page_sum_agrees(const unsigned char *page, size_t size, uint32_t number)
{
	return sum_word(page + size - PAGE_SUM_BYTES) ==
	    page_sum(page, size, number);
}
