/*
 * partition.h - which part of several a key belongs to
 *
 * By the CRC-32 of the bytes of the key, the one of ISO 3309 which zlib, gzip
 * and the crc32() of many databases compute: the same on every machine and in
 * every version, and other programs can tell the part, too.
 */
#ifndef RECORD_PARTITION_H
#define RECORD_PARTITION_H

#include <stdint.h>

#include "base/slice.h"

enum { PARTITION_PARTS_MAX = 4096 };

/* From 1 to parts: 1 + CRC-32 modulo parts. */
unsigned partition_of(struct slice key, unsigned parts);

uint32_t partition_crc(struct slice bytes);

#endif
