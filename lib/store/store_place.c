#include "store/store_place.h"

#include "store/address.h"
#include "store/store_state.h"

static const char place_mark[] = "/*placed ";

static const char place_asked[] =
    "SELECT count(*) FROM pg_catalog.pg_attribute AS a "
    "JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid "
    "JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace "
    "WHERE n.nspname = current_schema() AND c.relname = 'journal_line' "
    "AND a.attname = 'ops_period'";

static bool
place_ask(struct store *store, struct error *error)
{
	struct statement *statement;
	int64_t count;

	if (!store_prepare(&statement, store, place_asked, error) ||
	    !store_get_integer(&count, statement, error))
		return false;
	store->place = count > 0 ? STORE_PLACE_YES : STORE_PLACE_NO;
	return true;
}

bool
store_placed(bool *out, struct store *store, struct error *error)
{
	if (store->place == STORE_PLACE_UNKNOWN &&
	    !address_is_server(store->name))
		store->place = STORE_PLACE_NO;
	if (store->place == STORE_PLACE_UNKNOWN && !place_ask(store, error))
		return false;
	*out = store->place == STORE_PLACE_YES;
	return true;
}

bool
store_place(struct text *out, struct store *store, const char *sql,
    struct error *error)
{
	const char *mark = strstr(sql, place_mark);
	bool placed = false;

	if (mark == NULL)
		return true;
	if (!store_placed(&placed, store, error) || !placed)
		return error->fault == FAULT_NONE;
	for (; mark != NULL; mark = strstr(sql, place_mark)) {
		const char *from = mark + strlen(place_mark);
		const char *end = strstr(from, "*/");

		text_add(out, slice_from(sql, (size_t)(mark - sql)));
		text_add(out, slice_from(from, (size_t)(end - from)));
		sql = end + 2;
	}
	text_add_string(out, sql);
	return true;
}
