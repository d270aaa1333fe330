#include "store/page_sum.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "tap.h"

enum { PAGE = 4096, SMALL = 512 };

static void
fill(unsigned char *page, size_t size, unsigned seed)
{
	for (size_t i = 0; i < size; i++) {
		seed = seed * 1103515245u + 12345u;
		page[i] = (unsigned char)(seed >> 16);
	}
}

/* Stores of today must be read tomorrow. */
static void
sum_is_fixed(void)
{
	unsigned char page[PAGE];
	uint64_t sum;

	for (size_t i = 0; i < PAGE; i++)
		page[i] = (unsigned char)(i * 7 + i / 256);
	sum = page_sum(page, PAGE, 12);
	tap_ok(sum == UINT64_C(0xfa9f1a001e754044), "the sum of a page is %" PRIx64,
	    sum);
	page_sum_put(page, PAGE, 12);
	tap_ok(page[PAGE - 8] == (unsigned char)sum &&
	    page[PAGE - 1] == (unsigned char)(sum >> 56),
	    "and stands at its end, lowest byte first");
	tap_ok(page_sum_agrees(page, PAGE, 12), "with which it agrees");
	tap_ok(!page_sum_agrees(page, PAGE, 13), "but not as another page");
}

static void
every_bit_counts(size_t size)
{
	unsigned char page[PAGE];
	size_t missed = 0;

	fill(page, size, 5);
	page_sum_put(page, size, 3);
	for (size_t bit = 0; bit < size * 8; bit++) {
		page[bit / 8] ^= (unsigned char)(1 << bit % 8);
		missed += page_sum_agrees(page, size, 3);
		page[bit / 8] ^= (unsigned char)(1 << bit % 8);
	}
	tap_ok(missed == 0, "each bit of %zu bytes counts", size);
	for (size_t at = 0; at < size; at++)
		for (unsigned bits = 1; bits < 256; bits++) {
			page[at] ^= (unsigned char)bits;
			missed += page_sum_agrees(page, size, 3);
			page[at] ^= (unsigned char)bits;
		}
	tap_ok(missed == 0, "and each value of each byte");
}

/* What cancels out in sums of words and in products alone. */
static void
two_bits_count(void)
{
	unsigned char page[SMALL];
	size_t missed = 0, bits = SMALL * 8;

	fill(page, SMALL, 9);
	page_sum_put(page, SMALL, 1);
	for (size_t one = 7; one < bits; one += 8)
		for (size_t other = one + 8; other < bits; other += 8) {
			page[one / 8] ^= 128;
			page[other / 8] ^= 128;
			missed += page_sum_agrees(page, SMALL, 1);
			page[one / 8] ^= 128;
			page[other / 8] ^= 128;
		}
	tap_ok(missed == 0, "two high bits count, wherever they stand");
	for (size_t one = 0; one + 16 <= SMALL - 8; one += 8) {
		unsigned char word[8];

		memcpy(word, page + one, 8);
		memmove(page + one, page + one + 8, 8);
		memcpy(page + one + 8, word, 8);
		missed += page_sum_agrees(page, SMALL, 1);
		memcpy(word, page + one, 8);
		memmove(page + one, page + one + 8, 8);
		memcpy(page + one + 8, word, 8);
	}
	tap_ok(missed == 0, "and so does the order of words");
}

int
main(void)
{
	tap_begin();
	sum_is_fixed();
	every_bit_counts(SMALL);
	every_bit_counts(PAGE);
	two_bits_count();
	return tap_end();
}
