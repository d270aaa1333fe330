#include "record/partition.h"

#include <stdbool.h>

/* The reversed polynomial of ISO 3309 (HDLC), table B.1 of ITU-T V.42. */
static const uint32_t partition_polynomial = UINT32_C(0xedb88320);

static uint32_t partition_table[256];
static bool partition_ready;

static void
partition_prepare(void)
{
	for (uint32_t byte = 0; byte < 256; byte++) {
		uint32_t value = byte;

		for (unsigned bit = 0; bit < 8; bit++)
			value = (value >> 1) ^
			    ((value & 1) != 0 ? partition_polynomial : 0);
		partition_table[byte] = value;
	}
	partition_ready = true;
}

uint32_t
partition_crc(struct slice bytes)
{
	uint32_t value = UINT32_C(0xffffffff);

	if (!partition_ready)
		partition_prepare();
	for (size_t i = 0; i < bytes.length; i++)
		value = (value >> 8) ^ partition_table[
		    (value ^ (unsigned char)bytes.text[i]) & 0xff];
	return value ^ UINT32_C(0xffffffff);
}

unsigned
partition_of(struct slice key, unsigned parts)
{
	return partition_crc(key) % parts + 1;
}
