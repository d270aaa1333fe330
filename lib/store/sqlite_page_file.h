/*
 * sqlite_page_file.h - one file of a store as SQLite reads and writes it
 *
 * For sqlite_page.c only.
 */
#ifndef STORE_SQLITE_PAGE_FILE_H
#define STORE_SQLITE_PAGE_FILE_H

#include <sqlite3.h>

#include <stdbool.h>
#include <stdint.h>

enum page_form {
	PAGE_FORM_UNKNOWN,
	PAGE_FORM_PLAIN,	/* of older programs, or of others */
	PAGE_FORM_SUMMED	/* it stays so */
};

/* Within SQLITE_LAYER_BYTES (sqlite_layer.h). */
struct page_file {
	sqlite3_file base;
	enum page_form form;
	bool tolerant;		/* pages which do not agree pass */
	uint32_t refused;	/* the last one */
	unsigned char *copy;	/* of a page, with its checksum */
	int room;
	bool keeps_log;		/* sqlite_log_keep */
	bool log_kept;		/* and it was */
	sqlite3_file *log;	/* while it is open */
};

int sqlite_page_file_open(sqlite3_vfs *below, const char *name,
    sqlite3_file *file, int flags, int *out_flags);

/* NULL for a file which was not opened by sqlite_page_file_open. */
struct page_file *sqlite_page_file_of(sqlite3_file *file);

void sqlite_page_file_set_log(struct page_file *file, sqlite3_file *log);

/*
 * The bytes of a page and of the file; both 0 for a file without checksums, the
 * former when it is damaged.
 */
int sqlite_page_file_size(struct page_file *file, int *page,
    sqlite3_int64 *bytes);

/* Read a page as it is; does it agree? */
int sqlite_page_file_look(bool *agrees, struct page_file *file,
    unsigned char *page, int size, uint32_t number);

#endif
