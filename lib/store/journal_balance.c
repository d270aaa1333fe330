#include "base/memory.h"
#include "schema/account.h"
#include "schema/account_line.h"
#include "schema/balance.h"
#include "store/journal.h"
#include "store/journal_span.h"
#include "store/register.h"

/*
 * Whole months are summed of what the runs kept (journal_total), the days
 * before and after them of lines.  Only the sums by block, a few thousand,
 * meet the codes and are summed again by what was asked for.
 */
#define BALANCE_TOTALS \
	"SELECT block, debit, credit, functional FROM journal_total " \
	"WHERE period >= $7 AND period < $8"

#define BALANCE_LINES " UNION ALL " \
	"SELECT l.block, CASE WHEN l.amount > 0 THEN l.amount ELSE 0 END, " \
	"CASE WHEN l.amount < 0 THEN -l.amount ELSE 0 END, " \
	"l.functional_amount FROM journal_entry e " \
	JOURNAL_JOIN_LINES "WHERE ((e.date >= $9 AND e.date < $10) " \
	"OR (e.date >= $11 AND e.date < $12)) /*placed AND l.ops_period IN " \
	"(substr(CAST($9 AS TEXT), 1, 7), substr(CAST($11 AS TEXT), 1, 7)) */"

#define BALANCE_SQL(parts) \
	"SELECT account, entity, fund, fund_centre, project, cost_centre, " \
	"donor, currency, sum(debit), sum(credit), sum(functional) FROM (" \
	"SELECT b.account AS account, " \
	"CASE WHEN $1 = 1 THEN b.entity ELSE '' END AS entity, " \
	"CASE WHEN $2 = 1 THEN b.fund ELSE '' END AS fund, " \
	"CASE WHEN $3 = 1 THEN b.fund_centre ELSE '' END AS fund_centre, " \
	"CASE WHEN $4 = 1 THEN b.project ELSE '' END AS project, " \
	"CASE WHEN $5 = 1 THEN b.cost_centre ELSE '' END AS cost_centre, " \
	"CASE WHEN $6 = 1 THEN b.donor ELSE '' END AS donor, " \
	"b.currency AS currency, t.debit AS debit, t.credit AS credit, " \
	"t.functional AS functional FROM (SELECT block, " \
	"sum(debit) AS debit, sum(credit) AS credit, " \
	"sum(functional) AS functional FROM (" parts ") p GROUP BY block) t " \
	"JOIN journal_block b ON b.number = t.block" \
	") x GROUP BY account, entity, fund, fund_centre, project, " \
	"cost_centre, donor, currency ORDER BY account, entity, fund, " \
	"fund_centre, project, cost_centre, donor, currency /*scan*/"

static const char balance_months[] = BALANCE_SQL(BALANCE_TOTALS);
static const char balance_days[] =
    BALANCE_SQL(BALANCE_TOTALS BALANCE_LINES);

/* The months of a span which are whole, and the days which are not of one. */
struct balance_span {
	char from[PERIOD_TEXT_MAX];	/* a month */
	char until[PERIOD_TEXT_MAX];
	struct journal_span before;	/* empty where from is until */
	struct journal_span after;
};

static bool
balance_has_days(const struct balance_span *cut)
{
	return date_compare(cut->before.from, cut->before.until) < 0 ||
	    date_compare(cut->after.from, cut->after.until) < 0;
}

static void
balance_cut(struct balance_span *out, struct journal_span span)
{
	struct period first = PERIOD_NONE;
	struct period end = PERIOD_NONE;

	*out = (struct balance_span){ .from = "0000-00", .until = "9999-99" };
	if (!date_is_none(span.from)) {
		first = period_of(span.from);
		if (date_compare(period_first(first), span.from) < 0)
			first.month++;
		(void)period_format(out->from, first);
		out->before = (struct journal_span){ span.from,
		    period_first(first) };
	}
	if (!date_is_none(span.until)) {
		end = period_of(span.until);
		(void)period_format(out->until, end);
		out->after = (struct journal_span){ period_first(end),
		    span.until };
	}
	/* All of it lies inside one month. */
	if (!date_is_none(span.from) && !date_is_none(span.until) &&
	    end.month < first.month) {
		out->before = span;
		out->after = (struct journal_span){ span.from, span.from };
	}
}

/* The span must live as long as the statement is used. */
static bool
balance_prepare(struct statement **out, struct store *store,
    const struct balance_span *cut, struct error *error)
{
	bool days = balance_has_days(cut);
	const struct journal_span *spans[] = { &cut->before, &cut->after };

	if (!store_prepare(out, store, days ? balance_days : balance_months,
	    error))
		return false;
	store_bind_text(*out, 7, slice_of(cut->from));
	store_bind_text(*out, 8, slice_of(cut->until));
	for (int i = 0; days && i < 2; i++) {
		store_bind_date(*out, 9 + 2 * i, spans[i]->from);
		store_bind_date(*out, 10 + 2 * i, spans[i]->until);
	}
	return true;
}

static bool
journal_balance_row(struct balance *out, const struct statement *row,
    struct error *error)
{
	if (!currency_parse(&out->currency, store_text(row, 7), error))
		return false;
	out->account = store_text(row, 0);
	out->entity = store_text(row, 1);
	out->fund = store_text(row, 2);
	out->fund_centre = store_text(row, 3);
	out->project = store_text(row, 4);
	out->cost_centre = store_text(row, 5);
	out->donor = store_text(row, 6);
	out->debit = (struct money){ store_integer(row, 8), out->currency };
	out->credit = (struct money){ store_integer(row, 9), out->currency };
	out->functional_balance.units = store_integer(row, 10);
	return money_subtract(&out->balance, out->debit, out->credit, error);
}

/*
 * Every currency must come to zero: that it does not would mean that the
 * store was changed by another hand.
 */
static bool
journal_balance_check(const __int128 sums[], struct error *error)
{
	for (unsigned i = 0; i <= currency_count(); i++)
		if (sums[i] != 0)
			return error_set(error, FAULT_STORE,
			    "the ledger is out of balance in %s: the store "
			    "is damaged (see ops-store verify)", i == 0 ?
			    "the functional currency" : currency_code(
			    (struct currency){ (uint16_t)i }));
	return true;
}

static bool
journal_balance_rows(struct statement *rows, struct store *store,
    struct date names_on, struct sink *out, __int128 sums[],
    struct error *error)
{
	struct balance balance = { 0 };
	struct account account;

	if (!currency_parse(&balance.functional_balance.currency,
	    slice_of(JOURNAL_FUNCTIONAL_CURRENCY), error))
		return false;
	while (store_step(rows, error)) {
		bool found;

		if (!journal_balance_row(&balance, rows, error) ||
		    !register_find(&found, &account, store, &schema_account,
		    &balance.account, names_on, error))
			return false;
		balance.name = found ? account.name : slice_from("", 0);
		sums[balance.currency.number] += balance.balance.units;
		sums[0] += balance.functional_balance.units;
		if (!balance_put(out, &balance, error))
			return false;
	}
	return error->fault == FAULT_NONE;
}

bool
journal_balance(struct store *store, struct journal_span span, unsigned by,
    struct date names_on, struct sink *out, struct error *error)
{
	struct balance_span cut;
	struct statement *rows;
	__int128 *sums;
	bool done;

	balance_cut(&cut, span);
	if (!balance_prepare(&rows, store, &cut, error))
		return false;
	for (int i = 0; i < 6; i++)
		store_bind_integer(rows, i + 1, by >> i & 1);
	sums = memory_new((currency_count() + 1) * sizeof(*sums));
	done = journal_balance_rows(rows, store, names_on, out, sums,
	    error) && journal_balance_check(sums, error);
	memory_free(sums);
	return done;
}

static bool
journal_register_row(struct account_line *out, const struct statement *row,
    struct error *error)
{
	if (!currency_parse(&out->currency, store_text(row, 6), error))
		return false;
	out->date = store_date(row, 0, error);
	out->entry = store_text(row, 1);
	out->line = store_integer(row, 2);
	out->account = store_text(row, 3);
	out->entity = store_text(row, 4);
	out->fund = store_text(row, 5);
	out->amount = (struct money){ store_integer(row, 7), out->currency };
	out->functional_amount.units = store_integer(row, 8);
	out->reference = store_text(row, 9);
	out->text = store_text(row, 10);
	return error->fault == FAULT_NONE;
}

static bool
journal_register_rows(struct statement *rows, struct date from,
    struct money balances[], struct sink *out, struct error *error)
{
	struct account_line line = { 0 };
	struct money *running;

	if (!currency_parse(&line.functional_amount.currency,
	    slice_of(JOURNAL_FUNCTIONAL_CURRENCY), error))
		return false;
	balances[0].currency = line.functional_amount.currency;
	while (store_step(rows, error)) {
		if (!journal_register_row(&line, rows, error))
			return false;
		running = &balances[line.currency.number];
		running->currency = line.currency;
		if (!money_add(running, *running, line.amount, error) ||
		    !money_add(&balances[0], balances[0],
		    line.functional_amount, error))
			return false;
		line.balance = *running;
		line.functional_balance = balances[0];
		if (!date_is_none(from) && date_compare(line.date, from) < 0)
			continue;
		if (!account_line_put(out, &line, error))
			return false;
	}
	return error->fault == FAULT_NONE;
}

bool
journal_register(struct store *store, struct slice account,
    struct journal_span span, struct sink *out, struct error *error)
{
	struct statement *rows;
	struct money *balances;
	bool done;

	if (!store_prepare(&rows, store,
	    "SELECT e.date, e.entry, l.number - e.first_line + 1, "
	    "b.account, b.entity, b.fund, b.currency, l.amount, "
	    "l.functional_amount, coalesce(l.reference, ''), "
	    "coalesce(l.text, '') FROM journal_entry e "
	    JOURNAL_JOIN_LINES
	    "JOIN journal_block b ON b.number = l.block "
	    "WHERE b.account = $1 AND " JOURNAL_OF_SPAN("$2", "$3")
	    "ORDER BY e.date, l.number /*scan*/", error))
		return false;
	store_bind_text(rows, 1, account);
	journal_span_bind(rows, 2,
	    (struct journal_span){ DATE_NONE, span.until });
	balances = memory_new((currency_count() + 1) * sizeof(*balances));
	done = journal_register_rows(rows, span.from, balances, out, error);
	memory_free(balances);
	return done;
}
