#include "store/sqlite_page_file.h"

#include <stddef.h>
#include <string.h>

#include "store/page_sum.h"
#include "store/sqlite_connection.h"
#include "store/sqlite_layer.h"
#include "store/sqlite_log.h"

/* Places in the first page, as SQLite's page on its file format has them. */
enum {
	HEAD_PAGE_SIZE = 16,
	HEAD_RESERVED = 20,
	HEAD_APPLICATION = 68,
	HEAD_BYTES = 100,
	HEAD_PAGE_MAX = 65536
};

#ifndef SQLITE_IOCAP_SUBPAGE_READ
#define SQLITE_IOCAP_SUBPAGE_READ 0x00008000
#endif

_Static_assert(sizeof(struct page_file) <= SQLITE_LAYER_BYTES, "room");

static struct page_file *
ours(sqlite3_file *file)
{
	return (struct page_file *)file;
}

/* Does it have checksums? ------------------------------------------------- */

/* 0: what stands there is no size. */
static int
head_page_size(const unsigned char *head)
{
	int size = head[HEAD_PAGE_SIZE] << 8 | head[HEAD_PAGE_SIZE + 1];

	if (size == 1)
		return HEAD_PAGE_MAX;
	return size >= PAGE_SUM_PAGE_MIN && (size & (size - 1)) == 0 ? size :
	    0;
}

static bool
head_is_ours(const unsigned char *head)
{
	return sqlite_layer_number(head + HEAD_APPLICATION) ==
	    SQLITE_APPLICATION;
}

static int
file_reserve(struct page_file *file, int size)
{
	unsigned char *copy;

	if (size <= file->room)
		return SQLITE_OK;
	copy = sqlite3_realloc(file->copy, size);
	if (copy == NULL)
		return SQLITE_IOERR_NOMEM;
	file->copy = copy;
	file->room = size;
	return SQLITE_OK;
}

/*
 * The first page must say so, or agree when it would say so, or the second one
 * agree: one of them does after any damage to the other.
 */
static int
file_evidence(bool *summed, struct page_file *file, int size)
{
	unsigned char *page = file->copy;
	int result;

	*summed = page[HEAD_RESERVED] == PAGE_SUM_BYTES && head_is_ours(page);
	if (*summed || size == 0)
		return SQLITE_OK;
	result = file_reserve(file, size);
	if (result != SQLITE_OK)
		return result;
	page = file->copy;
	result = SQLITE_BELOW(&file->base, xRead, page, size, 0);
	page[HEAD_RESERVED] = PAGE_SUM_BYTES;
	*summed = result == SQLITE_OK &&
	    page_sum_agrees(page, (size_t)size, 1);
	if (*summed || result != SQLITE_OK)
		return result;
	result = SQLITE_BELOW(&file->base, xRead, page, size, size);
	*summed = result == SQLITE_OK &&
	    page_sum_agrees(page, (size_t)size, 2);
	return result;
}

/* A file which is still empty will be what it was told to be. */
static int
file_recognise(struct page_file *file)
{
	bool summed;
	int result;

	if (file->form == PAGE_FORM_SUMMED)
		return SQLITE_OK;
	result = file_reserve(file, HEAD_BYTES);
	if (result == SQLITE_OK)
		result = SQLITE_BELOW(&file->base, xRead, file->copy, HEAD_BYTES, 0);
	if (result == SQLITE_IOERR_SHORT_READ) {
		if (file->form == PAGE_FORM_UNKNOWN)
			file->form = PAGE_FORM_SUMMED;
		return SQLITE_OK;
	}
	if (result == SQLITE_OK)
		result = file_evidence(&summed, file,
		    head_page_size(file->copy));
	if (result != SQLITE_OK && result != SQLITE_IOERR_SHORT_READ)
		return result;
	file->form = summed ? PAGE_FORM_SUMMED : PAGE_FORM_PLAIN;
	return SQLITE_OK;
}

/* Pages ------------------------------------------------------------------- */

/* SQLite reads and writes whole pages, and a few bytes of the first one. */
static bool
is_page(int length, sqlite3_int64 at)
{
	return length >= PAGE_SUM_PAGE_MIN && (length & (length - 1)) == 0 &&
	    at % length == 0;
}

static uint32_t
page_number(int length, sqlite3_int64 at)
{
	return (uint32_t)(at / length) + 1;
}

static bool
is_zeros(const unsigned char *page, int size)
{
	return page[0] == 0 && memcmp(page, page + 1, (size_t)size - 1) == 0;
}

static bool
page_agrees(const unsigned char *page, int size, uint32_t number)
{
	return page_sum_agrees(page, (size_t)size, number) ||
	    is_zeros(page, size);
}

/* The number of bytes left free was damaged, and SQLite needs the right one. */
static void
page_mend(struct page_file *file, unsigned char *bytes, int length,
    sqlite3_int64 at)
{
	if (file->tolerant && at == 0 && length > HEAD_RESERVED)
		bytes[HEAD_RESERVED] = PAGE_SUM_BYTES;
}

static int
file_read(sqlite3_file *base, void *bytes, int length, sqlite3_int64 at)
{
	struct page_file *file = ours(base);
	int result = SQLITE_OK;

	/* Another process may have given it checksums meanwhile. */
	if (file->form == PAGE_FORM_UNKNOWN ||
	    (file->form == PAGE_FORM_PLAIN && at == 0))
		result = file_recognise(file);
	if (result == SQLITE_OK)
		result = SQLITE_BELOW(base, xRead, bytes, length, at);
	if (result != SQLITE_OK || file->form != PAGE_FORM_SUMMED)
		return result;
	page_mend(file, bytes, length, at);
	if (file->tolerant || !is_page(length, at) ||
	    page_agrees(bytes, length, page_number(length, at)))
		return SQLITE_OK;
	file->refused = page_number(length, at);
	return SQLITE_IOERR_DATA;
}

/*
 * A file gets checksums or is left without as a whole: SQLite puts pages back
 * which a transaction changed, and those must come as they were.  That the
 * form changes happens only by way of the log, from where the first page comes
 * first.
 */
static int
file_write(sqlite3_file *base, const void *bytes, int length,
    sqlite3_int64 at)
{
	struct page_file *file = ours(base);
	int result = SQLITE_OK;

	if (!is_page(length, at))
		return SQLITE_BELOW(base, xWrite, bytes, length, at);
	if (at == 0)
		file->form = ((const unsigned char *)bytes)[HEAD_RESERVED] ==
		    PAGE_SUM_BYTES ? PAGE_FORM_SUMMED : PAGE_FORM_PLAIN;
	else
		result = file_recognise(file);
	if (result != SQLITE_OK)
		return result;
	if (file->form != PAGE_FORM_SUMMED)
		return SQLITE_BELOW(base, xWrite, bytes, length, at);
	result = file_reserve(file, length);
	if (result != SQLITE_OK)
		return result;
	memcpy(file->copy, bytes, (size_t)length);
	page_sum_put(file->copy, (size_t)length, page_number(length, at));
	return SQLITE_BELOW(base, xWrite, file->copy, length, at);
}

static int
file_close(sqlite3_file *base)
{
	int result = SQLITE_BELOW(base, xClose);

	sqlite3_free(ours(base)->copy);
	return result;
}

/*
 * SQLite asks this when all of the log was written back, and removes the log
 * and the memory which programs share unless it shall stay.
 */
static int
file_control(sqlite3_file *base, int what, void *argument)
{
	struct page_file *file = ours(base);

	if (what != SQLITE_FCNTL_PERSIST_WAL || *(int *)argument >= 0 ||
	    !file->keeps_log || file->log == NULL)
		return SQLITE_BELOW(base, xFileControl, what, argument);
	file->log_kept = sqlite_log_keep(file->log);
	*(int *)argument = file->log_kept;
	return SQLITE_OK;
}

/* The memory goes, too, when the log stays. */
static int
file_shm_unmap(sqlite3_file *file, int removes)
{
	return SQLITE_BELOW(file, xShmUnmap, removes || ours(file)->log_kept);
}

/* A part of a page cannot be held to its checksum. */
static int
file_device(sqlite3_file *file)
{
	return SQLITE_BELOW(file, xDeviceCharacteristics) &
	    ~SQLITE_IOCAP_SUBPAGE_READ;
}

/* Version 2: pages which are mapped into memory would pass unseen. */
static const sqlite3_io_methods file_methods = {
	2, file_close, file_read, file_write, sqlite_layer_truncate,
	sqlite_layer_sync, sqlite_layer_size, sqlite_layer_lock,
	sqlite_layer_unlock, sqlite_layer_reserved, file_control,
	sqlite_layer_sector, file_device, sqlite_layer_shm_map,
	sqlite_layer_shm_lock, sqlite_layer_shm_barrier,
	file_shm_unmap, NULL, NULL
};

/* For sqlite_page.c ------------------------------------------------------- */

int
sqlite_page_file_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file,
    int flags, int *out_flags)
{
	struct page_file *page_file = ours(file);
	int result;

	*page_file = (struct page_file){ .form = PAGE_FORM_UNKNOWN };
	result = vfs->xOpen(vfs, name, sqlite_layer_below(file), flags, out_flags);
	if (result == SQLITE_OK)
		page_file->base.pMethods = &file_methods;
	return result;
}

struct page_file *
sqlite_page_file_of(sqlite3_file *file)
{
	return file != NULL && file->pMethods == &file_methods ? ours(file) :
	    NULL;
}

void
sqlite_page_file_set_log(struct page_file *file, sqlite3_file *log)
{
	file->log = log;
	file->log_kept = false;
}

int
sqlite_page_file_size(struct page_file *file, int *page,
    sqlite3_int64 *bytes)
{
	int result = file_recognise(file);

	*page = 0;
	*bytes = 0;
	if (result != SQLITE_OK || file->form != PAGE_FORM_SUMMED)
		return result;
	result = file_reserve(file, HEAD_BYTES);
	if (result == SQLITE_OK)
		result = SQLITE_BELOW(&file->base, xRead, file->copy, HEAD_BYTES, 0);
	if (result == SQLITE_IOERR_SHORT_READ)
		return SQLITE_OK;
	if (result == SQLITE_OK)
		*page = head_page_size(file->copy);
	return result != SQLITE_OK ? result :
	    SQLITE_BELOW(&file->base, xFileSize, bytes);
}

int
sqlite_page_file_look(bool *agrees, struct page_file *file,
    unsigned char *page, int size, uint32_t number)
{
	int result = SQLITE_BELOW(&file->base, xRead, page, size,
	    (sqlite3_int64)(number - 1) * size);

	*agrees = result == SQLITE_OK && page_agrees(page, size, number);
	return result;
}
