#include "store/request_series.h"

#include <stdio.h>

#include "store/sealed.h"

struct series {
	struct slice centre;
	int64_t year;
	int64_t last;
};

static const char last_number[] = "SELECT COALESCE(MAX(last), 0)"
    " FROM request_series WHERE centre = $1 AND year = $2";

void
request_series_init(struct request_series *series, struct run *run)
{
	series->run = run;
}

void
request_series_release(struct request_series *series)
{
	table_release(&series->series);
	arena_release(&series->arena);
}

static bool
series_read(struct series **out, struct request_series *all,
    struct slice centre, int64_t year, struct error *error)
{
	struct series *one = arena_new(&all->arena, sizeof(*one));
	struct statement *find;

	*out = one;
	one->centre = arena_copy(&all->arena, centre);
	one->year = year;
	if (!store_prepare(&find, run_store(all->run), last_number, error))
		return false;
	store_bind_text(find, 1, one->centre);
	store_bind_integer(find, 2, year);
	return store_get_integer(&one->last, find, error);
}

bool
request_series_next(char buffer[REQUEST_NUMBER_MAX],
    struct request_series *all, struct request *request, struct error *error)
{
	char opened[INSTANT_TEXT_MAX];
	struct series *one;
	struct slice key;
	int64_t year;
	int length;

	(void)instant_format(opened, request->opened);
	year = (opened[0] - '0') * 1000 + (opened[1] - '0') * 100 +
	    (opened[2] - '0') * 10 + (opened[3] - '0');
	length = snprintf(buffer, REQUEST_NUMBER_MAX, "%.*s-%.4s",
	    SLICE_PRINT(request->centre), opened);
	key = slice_from(buffer, (size_t)length);
	one = table_get(&all->series, key);
	if (one == NULL) {
		if (!series_read(&one, all, request->centre, year, error))
			return false;
		table_set(&all->series, key, one);
	}
	length = snprintf(buffer, REQUEST_NUMBER_MAX, "%.*s-%.4s-%06lld",
	    SLICE_PRINT(request->centre), opened, (long long)++one->last);
	request->request = slice_from(buffer, (size_t)length);
	return true;
}

bool
request_series_write(struct request_series *all, struct error *error)
{
	struct bulk *bulk;

	for (size_t i = 0; i < all->series.count; i++) {
		const struct series *one = all->series.entries[i].value;

		if (!run_bulk(&bulk, all->run, &sealed_request_series, error))
			return false;
		bulk_text(bulk, one->centre);
		bulk_integer(bulk, one->year);
		bulk_integer(bulk, one->last);
		bulk_integer(bulk, run_number(all->run));
		if (!bulk_row(bulk, error))
			return false;
	}
	return true;
}
