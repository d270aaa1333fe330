#include "store/copy_place.h"

#include "store/journal_span.h"
#include "store/sealed.h"

/* The values of the columns of the place, in their order. */
static const struct {
	const struct seal_table *table;
	const char *own;	/* what stands before a column of the table */
	const char *values;
} places[] = {
	{ &sealed_journal_line, "l.",
	    ", substr(e.date, 1, 7), e.run, e.number, b.entity "
	    "FROM journal_entry e " JOURNAL_JOIN_LINES
	    "JOIN journal_block b ON b.number = l.block "
	    "ORDER BY e.number, l.number /*scan*/" },
	{ &sealed_payment_event, "e.",
	    ", substr(r.time, 1, 7) FROM payment_event e "
	    "JOIN run r ON r.number = e.run ORDER BY e.run, e.line /*scan*/" },
	{ &sealed_payment_status, "s.",
	    ", substr(r.time, 1, 7) FROM payment_status s "
	    "JOIN run r ON r.number = s.run ORDER BY s.run, s.line /*scan*/" }
};

static void
place_describe(struct catalog_table *table, const struct bulk_table *placed)
{
	size_t own = table->table.column_count;

	for (size_t i = 0; i < placed->placed_count &&
	    own + i < CATALOG_COLUMNS_MAX; i++) {
		table->columns[own + i] =
		    placed->columns[placed->column_count + i];
		table->table.placed_count = i + 1;
	}
}

bool
copy_place(struct text *out, struct catalog_table *table)
{
	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++) {
		const struct bulk_table *placed = &places[i].table->table;

		if (strcmp(placed->name, table->table.name) != 0)
			continue;
		for (size_t at = 0; at < table->table.column_count; at++)
			text_add_format(out, "%s%s%s", at == 0 ? "SELECT " :
			    ", ", places[i].own, table->columns[at].name);
		text_add_string(out, places[i].values);
		place_describe(table, placed);
		return true;
	}
	return false;
}
