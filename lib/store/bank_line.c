#include "store/bank_line.h"

#include "base/memory.h"
#include "store/sealed.h"

struct bank_line_list {
	struct statement *rows;
};

#define COLUMNS "l.account, l.statement, l.sequence, l.amount, l.currency," \
	" l.booking_date, l.value_date, l.status, l.end_to_end, l.reference," \
	" l.party, l.remittance"

static const char one_line[] = "SELECT " COLUMNS " FROM bank_line l"
    " WHERE l.account = $1 AND l.statement = $2 AND l.sequence = $3";

static const char matches_of[] = "SELECT account, statement, sequence, event"
    " FROM bank_match WHERE payment = $1";

#define ALL_LINES "SELECT " COLUMNS " FROM bank_statement s JOIN bank_line l" \
	" ON l.account = s.account AND l.statement = s.statement "
#define IN_ORDER "ORDER BY s.account, s.currency, s.closing_date, s.number," \
	" s.ordinal, l.sequence /*scan*/"

static const char all_lines[] = ALL_LINES IN_ORDER;

static const char open_lines[] = ALL_LINES "WHERE l.status = 'BOOK' AND NOT"
    " EXISTS (SELECT 1 FROM bank_match m WHERE m.account = l.account AND"
    " m.statement = l.statement AND m.sequence = l.sequence) " IN_ORDER;

static bool
read_day(struct date *out, const struct statement *row, int column,
    struct error *error)
{
	*out = DATE_NONE;
	return slice_is_empty(store_text(row, column)) ||
	    date_parse(out, store_text(row, column), error);
}

static bool
read_row(struct bank_line *out, const struct statement *row,
    struct error *error)
{
	*out = (struct bank_line){
		.account = store_text(row, 0), .statement = store_text(row, 1),
		.sequence = store_integer(row, 2),
		.status = store_text(row, 7),
		.end_to_end = store_text(row, 8),
		.reference = store_text(row, 9), .party = store_text(row, 10),
		.remittance = store_text(row, 11)
	};
	if (!read_day(&out->booking_date, row, 5, error) ||
	    !read_day(&out->value_date, row, 6, error) ||
	    !currency_parse(&out->currency, store_text(row, 4), error))
		return false;
	out->amount = (struct money){ store_integer(row, 3), out->currency };
	return true;
}

bool
bank_line_find(bool *found, struct bank_line *out, struct store *store,
    const struct bank_line *key, struct error *error)
{
	struct statement *row;

	if (!store_prepare(&row, store, one_line, error))
		return false;
	store_bind_text(row, 1, key->account);
	store_bind_text(row, 2, key->statement);
	store_bind_integer(row, 3, key->sequence);
	*found = store_step(row, error);
	if (!*found)
		return error->fault == FAULT_NONE;
	return read_row(out, row, error);
}

/* What was returned may be paid once more. */
bool
bank_line_matched(bool *matched, bool *same, struct store *store,
    const struct bank_line *line, struct slice payment, struct slice event,
    struct error *error)
{
	struct statement *row;
	int64_t settled = 0, returned = 0;

	*matched = *same = false;
	if (!store_prepare(&row, store, matches_of, error))
		return false;
	store_bind_text(row, 1, payment);
	while (store_step(row, error)) {
		if (slice_is(store_text(row, 3), "settle"))
			settled++;
		else
			returned++;
		*same |= slice_equal(store_text(row, 0), line->account) &&
		    slice_equal(store_text(row, 1), line->statement) &&
		    store_integer(row, 2) == line->sequence;
	}
	*matched = slice_is(event, "settle") ? settled > returned :
	    returned > 0 && returned >= settled;
	return error->fault == FAULT_NONE;
}

bool
bank_line_match(struct run *run, const struct bank_line *line,
    struct slice payment, struct slice event, struct error *error)
{
	struct bulk *bulk;

	if (!run_bulk(&bulk, run, &sealed_bank_match, error))
		return false;
	bulk_text(bulk, line->account);
	bulk_text(bulk, line->statement);
	bulk_integer(bulk, line->sequence);
	bulk_text(bulk, payment);
	bulk_text(bulk, event);
	bulk_integer(bulk, run_number(run));
	return bulk_row(bulk, error);
}

bool
bank_line_list_open(struct bank_line_list **out, struct store *store,
    bool open_only, struct error *error)
{
	struct statement *rows;

	if (!store_prepare(&rows, store, open_only ? open_lines : all_lines,
	    error))
		return false;
	*out = memory_new(sizeof(**out));
	(*out)->rows = rows;
	return true;
}

bool
bank_line_list_next(struct bank_line_list *list, struct bank_line *out,
    struct error *error)
{
	return store_step(list->rows, error) &&
	    read_row(out, list->rows, error);
}

void
bank_line_list_close(struct bank_line_list *list)
{
	memory_free(list);
}
