/*
 * locale_table.h - decimal marks, made from share/locale.csv
 */
#ifndef RECORD_LOCALE_TABLE_H
#define RECORD_LOCALE_TABLE_H

#include <stddef.h>

struct locale_row {
	const char *name;	/* "de", or "de_CH" where it differs */
	char decimal_mark;	/* '.' or ',' */
};

extern const struct locale_row locale_rows[];
extern const size_t locale_row_count;

#endif
