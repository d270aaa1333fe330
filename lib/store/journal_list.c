#include "base/memory.h"
#include "store/journal.h"
#include "store/journal_span.h"

struct journal_list {
	struct statement *rows;
	struct currency functional;
};

bool
journal_list_open(struct journal_list **out, struct store *store,
    struct journal_span span, struct error *error)
{
	struct journal_list *list = memory_new(sizeof(*list));

	if (!currency_parse(&list->functional,
	    slice_of(JOURNAL_FUNCTIONAL_CURRENCY), error) ||
	    !store_prepare(&list->rows, store,
	    "SELECT e.entry, l.number - e.first_line + 1, e.date, b.entity, "
	    "b.account, b.fund, b.fund_centre, b.project, b.cost_centre, "
	    "b.donor, b.currency, l.amount, l.functional_amount, "
	    "coalesce(l.reference, ''), coalesce(l.text, '') "
	    "FROM journal_entry e "
	    JOURNAL_JOIN_LINES
	    "JOIN journal_block b ON b.number = l.block "
	    "WHERE " JOURNAL_OF_SPAN("$1", "$2")
	    "ORDER BY e.number, l.number /*scan*/", error)) {
		memory_free(list);
		return false;
	}
	journal_span_bind(list->rows, 1, span);
	*out = list;
	return true;
}

bool
journal_list_next(struct journal_list *list, struct journal_line *out,
    struct error *error)
{
	const struct statement *row = list->rows;

	if (!store_step(list->rows, error))
		return false;
	if (!currency_parse(&out->currency, store_text(row, 10), error))
		return false;
	out->entry = store_text(row, 0);
	out->line = store_integer(row, 1);
	out->date = store_date(row, 2, error);
	out->entity = store_text(row, 3);
	out->account = store_text(row, 4);
	out->fund = store_text(row, 5);
	out->fund_centre = store_text(row, 6);
	out->project = store_text(row, 7);
	out->cost_centre = store_text(row, 8);
	out->donor = store_text(row, 9);
	out->amount = (struct money){ store_integer(row, 11),
	    out->currency };
	out->functional_amount = (struct money){ store_integer(row, 12),
	    list->functional };
	out->reference = store_text(row, 13);
	out->text = store_text(row, 14);
	return error->fault == FAULT_NONE;
}

void
journal_list_close(struct journal_list *list)
{
	memory_free(list);
}

bool
journal_accounts(struct store *store, struct journal_span span,
    bool (*each)(void *context, struct slice account,
    struct currency currency, struct date first, struct error *error),
    void *context, struct error *error)
{
	struct statement *rows;

	if (!store_prepare(&rows, store,
	    "SELECT b.account, b.currency, min(e.date) FROM journal_entry e "
	    JOURNAL_JOIN_LINES
	    "JOIN journal_block b ON b.number = l.block "
	    "WHERE " JOURNAL_OF_SPAN("$1", "$2")
	    "GROUP BY b.account, b.currency "
	    "ORDER BY b.account, b.currency /*scan*/", error))
		return false;
	journal_span_bind(rows, 1, span);
	while (store_step(rows, error)) {
		struct date first = store_date(rows, 2, error);
		struct currency currency;

		if (error->fault != FAULT_NONE ||
		    !currency_parse(&currency, store_text(rows, 1), error) ||
		    !each(context, store_text(rows, 0), currency, first,
		    error))
			return false;
	}
	return error->fault == FAULT_NONE;
}
