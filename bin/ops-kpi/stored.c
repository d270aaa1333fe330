#include "stored.h"

#include "base/memory.h"
#include "store/bank_line.h"
#include "store/journal.h"
#include "store/pay_line.h"
#include "store/payment_review.h"

struct stored {
	const struct stored_kind *kind;
	struct store *store;
	struct stored_span span;
	struct period month;		/* that of the open pay lines */
	struct pay_line_list *pay_lines;
	struct journal_list *journal;
	struct payment_review *payments;
	struct bank_line_list *bank_lines;
};

struct stored_kind {
	const struct schema *schema;
	bool (*open)(struct stored *stored, struct error *error);
	bool (*next)(struct stored *stored, void *record,
	    struct error *error);
};

static bool
in_span(const struct stored *stored, struct date day)
{
	struct period month = period_of(day);

	return month.month >= stored->span.from.month &&
	    (stored->span.to.month == 0 ||
	    month.month <= stored->span.to.month);
}

static bool
pay_lines_open(struct stored *stored, struct error *error)
{
	if (stored->span.from.month == 0 || stored->span.to.month == 0)
		return error_set(error, FAULT_USAGE,
		    "stored lines of pay need --since and --until");
	stored->month = stored->span.from;
	return pay_line_list_period(&stored->pay_lines, stored->store,
	    stored->month, error);
}

static bool
pay_lines_next(struct stored *stored, void *record, struct error *error)
{
	while (!pay_line_list_next(stored->pay_lines, record, error)) {
		if (error->fault != FAULT_NONE ||
		    stored->month.month >= stored->span.to.month)
			return false;
		pay_line_list_close(stored->pay_lines);
		stored->pay_lines = NULL;
		stored->month.month++;
		if (!pay_line_list_period(&stored->pay_lines, stored->store,
		    stored->month, error))
			return false;
	}
	return true;
}

static bool
journal_open(struct stored *stored, struct error *error)
{
	struct journal_span span = { DATE_NONE, DATE_NONE };

	if (stored->span.from.month != 0)
		span.from = period_first(stored->span.from);
	if (stored->span.to.month != 0)
		span.until = period_after(stored->span.to);
	return journal_list_open(&stored->journal, stored->store, span,
	    error);
}

static bool
journal_next(struct stored *stored, void *record, struct error *error)
{
	return journal_list_next(stored->journal, record, error);
}

static bool
payments_open(struct stored *stored, struct error *error)
{
	return payment_review_open(&stored->payments, stored->store, error);
}

static bool
payments_next(struct stored *stored, void *record, struct error *error)
{
	struct payment_state *payment = record;

	while (payment_review_next(stored->payments, payment, error))
		if (in_span(stored, payment->execution_date))
			return true;
	return false;
}

static bool
bank_lines_open(struct stored *stored, struct error *error)
{
	return bank_line_list_open(&stored->bank_lines, stored->store, false,
	    error);
}

static bool
bank_lines_next(struct stored *stored, void *record, struct error *error)
{
	struct bank_line *line = record;

	while (bank_line_list_next(stored->bank_lines, line, error))
		if (in_span(stored, line->booking_date))
			return true;
	return false;
}

static const struct stored_kind kinds[] = {
	{ &schema_bank_line, bank_lines_open, bank_lines_next },
	{ &schema_journal_line, journal_open, journal_next },
	{ &schema_pay_line, pay_lines_open, pay_lines_next },
	{ &schema_payment_state, payments_open, payments_next }
};

bool
stored_open(struct stored **out, struct store *store,
    const struct schema *schema, struct stored_span span,
    struct error *error)
{
	const struct stored_kind *kind = NULL;
	struct stored *stored;

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (kinds[i].schema == schema)
			kind = &kinds[i];
	if (kind == NULL)
		return error_set(error, FAULT_USAGE, "the store keeps no %s: "
		    "give its records as input", schema->name);
	stored = memory_new(sizeof(*stored));
	*stored = (struct stored){ .kind = kind, .store = store,
	    .span = span };
	if (!kind->open(stored, error)) {
		stored_close(stored);
		return false;
	}
	*out = stored;
	return true;
}

bool
stored_next(struct stored *stored, void *record, struct error *error)
{
	return stored->kind->next(stored, record, error);
}

void
stored_close(struct stored *stored)
{
	if (stored == NULL)
		return;
	pay_line_list_close(stored->pay_lines);
	journal_list_close(stored->journal);
	payment_review_close(stored->payments);
	bank_line_list_close(stored->bank_lines);
	memory_free(stored);
}
