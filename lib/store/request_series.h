/*
 * request_series.h - the numbers of requests: centre, year, and a count
 *
 * BONN-2026-000123 is the 123rd request which the centre BONN got in 2026.
 * The count goes on from the last which any run gave, of which each leaves one
 * row.  Runs which write follow one another, so no two give the same, and one
 * which fails leaves no gap.
 */
#ifndef STORE_REQUEST_SERIES_H
#define STORE_REQUEST_SERIES_H

#include "base/table.h"
#include "schema/request.h"
#include "store/run.h"

enum { REQUEST_NUMBER_MAX = 48 };

struct request_series {
	struct run *run;
	struct arena arena;
	struct table series;	/* by "CENTRE-YEAR" */
};

void request_series_init(struct request_series *series, struct run *run);
void request_series_release(struct request_series *series);

/* The number goes into the buffer, and the request points there. */
bool request_series_next(char buffer[REQUEST_NUMBER_MAX],
    struct request_series *series, struct request *request,
    struct error *error);

/* Keep the last number of each series. */
bool request_series_write(struct request_series *series,
    struct error *error);

#endif
