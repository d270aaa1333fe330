/*
 * Which part a key belongs to is the same everywhere and for ever.
 */
#include "../tap.h"
#include "record/partition.h"

/* The check value of the catalogue of CRC algorithms for CRC-32/ISO-HDLC. */
static void
is_the_known_crc(void)
{
	tap_ok(partition_crc(slice_of("123456789")) == UINT32_C(0xcbf43926),
	    "the check value");
	tap_ok(partition_crc(slice_of("")) == 0, "of nothing");
	tap_ok(partition_crc(slice_of("a")) == UINT32_C(0xe8b7be43),
	    "of one letter");
}

static void
parts_are_from_one(void)
{
	tap_ok(partition_of(slice_of("123456789"), 7) ==
	    0xcbf43926u % 7 + 1, "the remainder, from 1");
	tap_ok(partition_of(slice_of("anything"), 1) == 1, "one part");
}

/* 7,000 numbers like those of persons: no part has less than 9 in 10. */
static void
parts_are_even(void)
{
	unsigned counts[8] = { 0 };
	char key[16];
	bool even = true;

	for (int i = 0; i < 7000; i++) {
		(void)snprintf(key, sizeof(key), "P%05d", i);
		counts[partition_of(slice_of(key), 7)]++;
	}
	for (int part = 1; part <= 7; part++)
		even = even && counts[part] > 900 && counts[part] < 1100;
	tap_ok(even && counts[0] == 0, "the parts are about as large");
}

int
main(void)
{
	tap_begin();
	is_the_known_crc();
	parts_are_from_one();
	parts_are_even();
	return tap_end();
}
