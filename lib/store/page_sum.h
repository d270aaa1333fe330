/*
 * page_sum.h - the checksum of a page of a store in one file
 *
 * The last PAGE_SUM_BYTES bytes of a page hold it, lowest byte first.  It is
 * of the other bytes and of the page's number, so a page which stands in the
 * place of another is found.  A change within eight bytes, which begin at a
 * multiple of eight, always gives another sum; of other changes one in 2^64
 * escapes.  It is no secret: who means to deceive can make it.
 *
 * A page has a power of two of bytes, PAGE_SUM_PAGE_MIN at least.
 */
#ifndef STORE_PAGE_SUM_H
#define STORE_PAGE_SUM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PAGE_SUM_BYTES = 8, PAGE_SUM_PAGE_MIN = 512 };

/* Less than a microsecond for a page of 4096 bytes. */
uint64_t page_sum(const unsigned char *page, size_t size, uint32_t number);

void page_sum_put(unsigned char *page, size_t size, uint32_t number);
bool page_sum_agrees(const unsigned char *page, size_t size, uint32_t number);

#endif
