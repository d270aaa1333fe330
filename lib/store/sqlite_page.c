#include "store/sqlite_page.h"

#include <string.h>
#include <time.h>

#include "store/page_sum.h"
#include "store/sqlite_layer.h"
#include "store/sqlite_log.h"
#include "store/sqlite_page_file.h"

enum {
	SCAN_TRIES = 4,
	SCAN_PAUSE_NS = 2000000,
	LOCK_BYTE = 0x40000000	/* SQLite never uses the page which has it */
};

/* The file is the one which page_open made: the layer is ours. */
static struct page_file *
page_of(sqlite3 *database)
{
	sqlite3_file *file = NULL;

	(void)sqlite3_file_control(database, "main",
	    SQLITE_FCNTL_FILE_POINTER, &file);
	return sqlite_page_file_of(file);
}

struct page_layer {
	sqlite3_vfs vfs;
	sqlite3_vfs *below;
};

static int
page_open_log(sqlite3_vfs *below, const char *name, sqlite3_file *file,
    int flags, int *out_flags)
{
	struct page_file *main = sqlite_page_file_of(
	    sqlite3_database_file_object(name));
	int result = sqlite_log_open(below, name, file, flags, out_flags);

	if (main != NULL)
		sqlite_page_file_set_log(main,
		    result == SQLITE_OK ? file : NULL);
	return result;
}

static int
page_open(sqlite3_vfs *layer, const char *name, sqlite3_file *file, int flags,
    int *out_flags)
{
	sqlite3_vfs *below = ((struct page_layer *)layer)->below;

	if ((flags & SQLITE_OPEN_MAIN_DB) != 0)
		return sqlite_page_file_open(below, name, file, flags,
		    out_flags);
	if ((flags & SQLITE_OPEN_WAL) != 0)
		return page_open_log(below, name, file, flags, out_flags);
	return below->xOpen(below, name, file, flags, out_flags);
}

const char *
sqlite_page_layer(void)
{
	static struct page_layer layer;

	if (layer.below != NULL)
		return layer.vfs.zName;
	/* Nobody asks how much memory is used, and counting takes a lock. */
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	layer.below = sqlite3_vfs_find(NULL);
	if (layer.below == NULL)
		return NULL;
	/* The other functions find what they need in pAppData, also here. */
	layer.vfs = *layer.below;
	layer.vfs.zName = "ops-pages";
	layer.vfs.pNext = NULL;
	layer.vfs.szOsFile += SQLITE_LAYER_BYTES;
	layer.vfs.xOpen = page_open;
	if (sqlite3_vfs_register(&layer.vfs, 0) != SQLITE_OK)
		layer.below = NULL;
	return layer.below != NULL ? layer.vfs.zName : NULL;
}

void
sqlite_page_leave_plain(sqlite3 *database)
{
	struct page_file *file = page_of(database);

	if (file != NULL)
		file->form = PAGE_FORM_PLAIN;
}

void
sqlite_page_keep_log(sqlite3 *database)
{
	struct page_file *file = page_of(database);

	if (file != NULL)
		file->keeps_log = true;
}

void
sqlite_page_tolerate(sqlite3 *database, bool tolerate)
{
	struct page_file *file = page_of(database);

	if (file != NULL)
		file->tolerant = tolerate;
}

uint32_t
sqlite_page_refused(sqlite3 *database)
{
	const struct page_file *file = page_of(database);

	return file != NULL ? file->refused : 0;
}

bool
sqlite_page_has_sums(sqlite3 *database)
{
	int bytes = -1;

	return sqlite3_file_control(database, "main",
	    SQLITE_FCNTL_RESERVE_BYTES, &bytes) == SQLITE_OK &&
	    bytes == PAGE_SUM_BYTES;
}

int
sqlite_page_make_room(sqlite3 *database)
{
	int bytes = PAGE_SUM_BYTES;

	return sqlite3_file_control(database, "main",
	    SQLITE_FCNTL_RESERVE_BYTES, &bytes);
}

/* Another process may be writing just this page from the log. */
static int
page_look(bool *agrees, struct page_file *file, unsigned char *page, int size,
    uint32_t number)
{
	const struct timespec pause = { .tv_nsec = SCAN_PAUSE_NS };
	int result;

	for (int i = 0; i < SCAN_TRIES; i++) {
		if (i > 0)
			(void)nanosleep(&pause, NULL);
		result = sqlite_page_file_look(agrees, file, page, size,
		    number);
		if (result != SQLITE_OK || *agrees)
			return result;
	}
	return SQLITE_OK;
}

int
sqlite_page_scan(sqlite3 *database, int64_t *more,
    void (*say)(void *context, uint32_t number), void *context)
{
	struct page_file *file = page_of(database);
	unsigned char *page;
	sqlite3_int64 bytes;
	int size, result;
	int64_t found = 0;

	*more = 0;
	if (file == NULL)
		return SQLITE_OK;
	result = sqlite_page_file_size(file, &size, &bytes);
	/* Damaged is what the first page says of their size. */
	if (result == SQLITE_OK && size == 0 && bytes > 0)
		say(context, 1);
	if (result != SQLITE_OK || size == 0)
		return result;
	page = sqlite3_malloc(size);
	if (page == NULL)
		return SQLITE_NOMEM;
	for (uint32_t number = 1; result == SQLITE_OK &&
	    (sqlite3_int64)number * size <= bytes; number++) {
		bool agrees = true;

		if (number != (uint32_t)(LOCK_BYTE / size) + 1)
			result = page_look(&agrees, file, page, size, number);
		if (result == SQLITE_OK && !agrees &&
		    found++ < SQLITE_PAGE_DAMAGED_MAX)
			say(context, number);
	}
	sqlite3_free(page);
	*more = found > SQLITE_PAGE_DAMAGED_MAX ?
	    found - SQLITE_PAGE_DAMAGED_MAX : 0;
	return result;
}
