#include "store/bank_statement.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/assert.h"
#include "base/memory.h"
#include "store/bank_line.h"
#include "store/sealed.h"

struct bank_statement_list {
	struct statement *rows;
};

static const char one_statement[] = "SELECT number, currency, opening,"
    " closing, closing_date, line_count FROM bank_statement"
    " WHERE account = $1 AND statement = $2";

static const char order_of[] = "SELECT ordinal FROM bank_statement"
    " WHERE account = $1 AND statement = $2";

#define NEIGHBOUR(before, direction) \
	"SELECT statement, opening, closing FROM bank_statement" \
	" WHERE account = $1 AND currency = $2 AND (closing_date " before \
	" $3 OR (closing_date = $3 AND (number " before " $4 OR" \
	" (number = $4 AND ordinal " before " $5)))) ORDER BY closing_date " \
	direction ", number " direction ", ordinal " direction " LIMIT 1"

static const char statement_before[] = NEIGHBOUR("<", "DESC");
static const char statement_after[] = NEIGHBOUR(">", "ASC");

static const char all_statements[] = "SELECT account, statement, number,"
    " currency, opening, closing, closing_date, line_count, (SELECT COUNT(*)"
    " FROM bank_line l WHERE l.account = s.account AND l.statement ="
    " s.statement AND l.status = 'BOOK' AND NOT EXISTS (SELECT 1 FROM"
    " bank_match m WHERE m.account = l.account AND m.statement ="
    " l.statement AND m.sequence = l.sequence)) FROM bank_statement s"
    " ORDER BY account, currency, closing_date, number, ordinal /*scan*/";

static struct slice
day(char buffer[DATE_TEXT_MAX], struct date date)
{
	return date_is_none(date) ? slice_of("") :
	    slice_from(buffer, date_format(buffer, date));
}

static bool
write_line(struct run *run, const struct bank_line *line,
    struct error *error)
{
	char booked[DATE_TEXT_MAX], valued[DATE_TEXT_MAX];
	struct bulk *bulk;

	if (!run_bulk(&bulk, run, &sealed_bank_line, error))
		return false;
	bulk_text(bulk, line->account);
	bulk_text(bulk, line->statement);
	bulk_integer(bulk, line->sequence);
	bulk_integer(bulk, line->amount.units);
	bulk_text(bulk, slice_of(currency_code(line->currency)));
	bulk_text(bulk, day(booked, line->booking_date));
	bulk_text(bulk, day(valued, line->value_date));
	bulk_text(bulk, line->status);
	bulk_text(bulk, line->end_to_end);
	bulk_text(bulk, line->reference);
	bulk_text(bulk, line->party);
	bulk_text(bulk, line->remittance);
	return bulk_row(bulk, error);
}

static bool
write_head(struct run *run, size_t index,
    const struct camt_statement *statement, struct error *error)
{
	const struct bank_balance *opening = camt_opening(statement);
	const struct bank_balance *closing = camt_closing(statement);
	char date[DATE_TEXT_MAX];
	struct bulk *bulk;

	ENSURE(index < BANK_STATEMENTS_MAX);
	if (!run_bulk(&bulk, run, &sealed_bank_statement, error))
		return false;
	bulk_text(bulk, statement->account);
	bulk_text(bulk, statement->id);
	bulk_integer(bulk, statement->number);
	bulk_text(bulk, slice_of(currency_code(closing->currency)));
	bulk_integer(bulk, opening->amount.units);
	bulk_integer(bulk, closing->amount.units);
	bulk_text(bulk, day(date, closing->date));
	bulk_integer(bulk, (int64_t)statement->line_count);
	bulk_integer(bulk, run_number(run) * BANK_STATEMENTS_MAX +
	    (int64_t)index);
	bulk_integer(bulk, run_number(run));
	return bulk_row(bulk, error);
}

/* What is written is seen by the next query of the run. */
static bool
flush(struct run *run, const struct seal_table *table, struct error *error)
{
	struct bulk *bulk;

	return run_bulk(&bulk, run, table, error) && bulk_flush(bulk, error);
}

static bool
write_statement(struct run *run, size_t index,
    const struct camt_statement *statement, struct error *error)
{
	struct text key = { 0 };
	char after[64];
	bool done;

	if (!write_head(run, index, statement, error))
		return false;
	for (size_t i = 0; i < statement->line_count; i++)
		if (!write_line(run, &statement->lines[i], error))
			return false;
	text_add_format(&key, "%.*s %.*s", SLICE_PRINT(statement->account),
	    SLICE_PRINT(statement->id));
	(void)snprintf(after, sizeof(after), "{\"lines\":%zu}",
	    statement->line_count);
	done = flush(run, &sealed_bank_statement, error) &&
	    flush(run, &sealed_bank_line, error) &&
	    run_audit(run, "store", "bank_statement", text_slice(&key),
	    slice_of(""), slice_of(after), error);
	text_release(&key);
	return done;
}

static bool
same_line(const struct bank_line *one, const struct bank_line *other)
{
	return one->amount.units == other->amount.units &&
	    currency_equal(one->currency, other->currency) &&
	    one->booking_date.days == other->booking_date.days &&
	    one->value_date.days == other->value_date.days &&
	    slice_equal(one->status, other->status) &&
	    slice_equal(one->end_to_end, other->end_to_end) &&
	    slice_equal(one->reference, other->reference) &&
	    slice_equal(one->party, other->party) &&
	    slice_equal(one->remittance, other->remittance);
}

/* Is the statement which is there, at the row, this one? */
static bool
same_head(const struct statement *row,
    const struct camt_statement *statement)
{
	const struct bank_balance *opening = camt_opening(statement);
	const struct bank_balance *closing = camt_closing(statement);
	char date[DATE_TEXT_MAX];

	return store_integer(row, 0) == statement->number &&
	    slice_is(store_text(row, 1), currency_code(closing->currency)) &&
	    store_integer(row, 2) == opening->amount.units &&
	    store_integer(row, 3) == closing->amount.units &&
	    slice_equal(store_text(row, 4), day(date, closing->date)) &&
	    store_integer(row, 5) == (int64_t)statement->line_count;
}

static bool
same_lines(bool *same, struct store *store,
    const struct camt_statement *statement, struct error *error)
{
	for (size_t i = 0; *same && i < statement->line_count; i++) {
		struct bank_line line;
		bool found;

		if (!bank_line_find(&found, &line, store,
		    &statement->lines[i], error))
			return false;
		*same = found && same_line(&line, &statement->lines[i]);
	}
	return true;
}

bool
bank_statement_store(bool *repeats, struct run *run, size_t index,
    const struct camt_statement *statement, struct error *error)
{
	struct statement *row;
	bool same;

	ENSURE(statement->tie == CAMT_TIES);
	*repeats = false;
	if (date_is_none(camt_closing(statement)->date))
		return error_set(error, FAULT_INPUT,
		    "statement \"%.*s\": the closing balance has no day",
		    SLICE_PRINT(statement->id));
	if (!store_prepare(&row, run_store(run), one_statement, error))
		return false;
	store_bind_text(row, 1, statement->account);
	store_bind_text(row, 2, statement->id);
	if (!store_step(row, error))
		return error->fault == FAULT_NONE &&
		    write_statement(run, index, statement, error);
	*repeats = same = same_head(row, statement);
	if (!same_lines(repeats, run_store(run), statement, error))
		return false;
	return *repeats || error_set(error, FAULT_STORE,
	    "statement \"%.*s\" of account %.*s is recorded with other %s",
	    SLICE_PRINT(statement->id), SLICE_PRINT(statement->account),
	    same ? "lines" : "balances or another count of lines");
}

/* The statement before or after; *found says whether there is one. */
static bool
find_neighbour(bool *found, struct statement **out, struct store *store,
    const char *sql, const struct camt_statement *statement,
    struct error *error)
{
	const struct bank_balance *closing = camt_closing(statement);
	char date[DATE_TEXT_MAX];
	struct statement *order;
	int64_t ordinal;

	if (!store_prepare(&order, store, order_of, error))
		return false;
	store_bind_text(order, 1, statement->account);
	store_bind_text(order, 2, statement->id);
	if (!store_get_integer(&ordinal, order, error) ||
	    !store_prepare(out, store, sql, error))
		return false;
	store_bind_text(*out, 1, statement->account);
	store_bind_text(*out, 2, slice_of(currency_code(closing->currency)));
	store_bind_text(*out, 3, day(date, closing->date));
	store_bind_integer(*out, 4, statement->number);
	store_bind_integer(*out, 5, ordinal);
	*found = store_step(*out, error);
	return error->fault == FAULT_NONE;
}

/* Close a gap: false when there is none. */
static bool
measure(struct bank_gap *gap)
{
	struct error ignored = { 0 };

	return money_subtract(&gap->difference, gap->opening, gap->closing,
	    &ignored) && gap->difference.units != 0;
}

bool
bank_statement_gaps(struct bank_gap gaps[2], size_t *count,
    struct store *store, const struct camt_statement *statement,
    struct error *error)
{
	const struct bank_balance *opening = camt_opening(statement);
	const struct bank_balance *closing = camt_closing(statement);
	struct currency currency = closing->currency;
	struct statement *row;
	bool found;

	*count = 0;
	if (!find_neighbour(&found, &row, store, statement_before, statement,
	    error))
		return false;
	if (found) {
		gaps[0] = (struct bank_gap){
			.before = store_text(row, 0), .after = statement->id,
			.closing = { store_integer(row, 2), currency },
			.opening = opening->amount
		};
		*count += measure(&gaps[0]);
	}
	if (!find_neighbour(&found, &row, store, statement_after, statement,
	    error))
		return false;
	if (found) {
		gaps[*count] = (struct bank_gap){
			.before = statement->id, .after = store_text(row, 0),
			.closing = closing->amount,
			.opening = { store_integer(row, 1), currency }
		};
		*count += measure(&gaps[*count]);
	}
	return true;
}

bool
bank_statement_list_open(struct bank_statement_list **out,
    struct store *store, struct error *error)
{
	struct statement *rows;

	if (!store_prepare(&rows, store, all_statements, error))
		return false;
	*out = memory_new(sizeof(**out));
	(*out)->rows = rows;
	return true;
}

bool
bank_statement_list_next(struct bank_statement_list *list,
    struct bank_record *out, struct error *error)
{
	const struct statement *row = list->rows;

	if (!store_step(list->rows, error))
		return false;
	*out = (struct bank_record){
		.account = store_text(row, 0), .statement = store_text(row, 1),
		.number = store_integer(row, 2),
		.closing_date = store_date(row, 6, error),
		.lines = store_integer(row, 7),
		.open_lines = store_integer(row, 8)
	};
	if (error->fault != FAULT_NONE ||
	    !currency_parse(&out->currency, store_text(row, 3), error))
		return false;
	out->opening = (struct money){ store_integer(row, 4), out->currency };
	out->closing = (struct money){ store_integer(row, 5), out->currency };
	return true;
}

void
bank_statement_list_close(struct bank_statement_list *list)
{
	memory_free(list);
}
