#include "store/sealed.h"

/* A table of this name, with the columns of the array NAME_columns. */
#define TABLE(name) { #name, name##_columns, \
	sizeof(name##_columns) / sizeof(*name##_columns), 0 }, .kind = #name
#define NUMBER(name) { #name, BULK_INTEGER }
#define TEXT(name) { #name, BULK_TEXT }

static const struct bulk_column journal_block_columns[] = {
	NUMBER(number), NUMBER(run), TEXT(entity), TEXT(account), TEXT(fund),
	TEXT(fund_centre), TEXT(project), TEXT(cost_centre), TEXT(donor),
	TEXT(currency)
};

const struct seal_table sealed_journal_block = {
	TABLE(journal_block), .run = "t.run", .from = "journal_block t",
	.order = "t.run, t.number"
};

static const struct bulk_column journal_batch_columns[] = {
	NUMBER(run), TEXT(batch), NUMBER(first_entry), NUMBER(last_entry),
	NUMBER(first_line), NUMBER(last_line)
};

const struct seal_table sealed_journal_batch = {
	TABLE(journal_batch), .run = "t.run", .from = "journal_batch t",
	.order = "t.run"
};

static const struct bulk_column journal_entry_columns[] = {
	NUMBER(number), TEXT(entry), TEXT(date), NUMBER(run),
	NUMBER(reverses), NUMBER(first_line), NUMBER(last_line)
};

const struct seal_table sealed_journal_entry = {
	TABLE(journal_entry), .run = "t.run", .from = "journal_entry t",
	.order = "t.number"
};

/* Those whose names begin with ops_ are of the place, and not sealed. */
static const struct bulk_column journal_line_columns[] = {
	NUMBER(number), NUMBER(block), NUMBER(amount),
	NUMBER(functional_amount), TEXT(reference), TEXT(text),
	TEXT(ops_period), NUMBER(ops_run), NUMBER(ops_entry), TEXT(ops_entity)
};

/* What is debited; all amounts together come to nothing. */
const struct seal_table sealed_journal_line = {
	.table = { "journal_line", journal_line_columns, 6, 4 },
	.kind = "journal_line", .run = "b.run",
	.from = "journal_batch b JOIN journal_line t ON t.number BETWEEN "
	    "b.first_line AND b.last_line /*placed AND t.ops_run = b.run */"
	    "JOIN journal_block k ON k.number = t.block "
	    "/*placed AND k.entity = t.ops_entity */",
	.order = "b.run, t.number",
	.totals = { { "CASE WHEN t.amount > 0 THEN t.amount END",
	    "k.currency" } }
};

static const struct bulk_column journal_total_columns[] = {
	NUMBER(run), TEXT(period), NUMBER(block), NUMBER(line_count),
	NUMBER(debit), NUMBER(credit), NUMBER(functional)
};

const struct seal_table sealed_journal_total = {
	TABLE(journal_total), .run = "t.run", .from = "journal_total t",
	.order = "t.run, t.period, t.block"
};

static const struct bulk_column pay_batch_columns[] = {
	TEXT(batch), TEXT(period), NUMBER(run), NUMBER(line_count)
};

const struct seal_table sealed_pay_batch = {
	TABLE(pay_batch), .run = "t.run", .from = "pay_batch t",
	.order = "t.run, t.batch"
};

static const struct bulk_column pay_line_columns[] = {
	NUMBER(number), TEXT(person), TEXT(period), TEXT(element), TEXT(kind),
	NUMBER(amount), TEXT(currency), NUMBER(local_amount),
	TEXT(local_currency), TEXT(entity), TEXT(account), TEXT(split),
	TEXT(fund), TEXT(fund_centre), TEXT(project), TEXT(cost_centre),
	TEXT(donor)
};

/* pay_line.c numbers the lines of a run from run * 2^32 on. */
const struct seal_table sealed_pay_line = {
	TABLE(pay_line), .run = "t.number / 4294967296",
	.from = "pay_line t", .order = "t.number",
	.totals = { { "t.amount", "t.currency" },
	    { "t.local_amount", "t.local_currency" } }
};

static const struct bulk_column payment_batch_columns[] = {
	TEXT(batch), TEXT(source), TEXT(created), NUMBER(payment_count),
	NUMBER(run)
};

const struct seal_table sealed_payment_batch = {
	TABLE(payment_batch), .run = "t.run", .from = "payment_batch t",
	.order = "t.run, t.batch"
};

static const struct bulk_column payment_columns[] = {
	TEXT(payment), TEXT(batch), TEXT(person), NUMBER(sequence),
	TEXT(entity), NUMBER(amount), TEXT(currency), TEXT(execution_date),
	TEXT(debtor_account), TEXT(holder), TEXT(iban), TEXT(account),
	TEXT(bic), TEXT(bank_name), TEXT(bank_country), TEXT(street),
	TEXT(post_code), TEXT(town), TEXT(country), TEXT(remittance)
};

const struct seal_table sealed_payment = {
	TABLE(payment), .run = "b.run",
	.from = "payment_batch b JOIN payment t ON t.batch = b.batch",
	.order = "b.run, b.batch, t.payment",
	.totals = { { "t.amount", "t.currency" } }
};

static const struct bulk_column payment_file_columns[] = {
	TEXT(message), TEXT(batch), TEXT(format), TEXT(time), NUMBER(run)
};

const struct seal_table sealed_payment_file = {
	TABLE(payment_file), .run = "t.run", .from = "payment_file t",
	.order = "t.run, t.message"
};

static const struct bulk_column payment_status_columns[] = {
	NUMBER(run), NUMBER(line), TEXT(report), TEXT(message), TEXT(payment),
	TEXT(status), TEXT(reason), TEXT(information), TEXT(payment_group),
	TEXT(ops_period)
};

const struct seal_table sealed_payment_status = {
	.table = { "payment_status", payment_status_columns, 9, 1 },
	.kind = "payment_status", .run = "t.run", .from = "payment_status t",
	.order = "t.run, t.line"
};

static const struct bulk_column payment_reissue_columns[] = {
	TEXT(message), TEXT(payment), NUMBER(run)
};

const struct seal_table sealed_payment_reissue = {
	TABLE(payment_reissue), .run = "t.run", .from = "payment_reissue t",
	.order = "t.run, t.message, t.payment", .any_order = true
};

static const struct bulk_column payment_event_columns[] = {
	NUMBER(run), NUMBER(line), TEXT(payment), TEXT(event), TEXT(state),
	TEXT(ops_period)
};

const struct seal_table sealed_payment_event = {
	.table = { "payment_event", payment_event_columns, 5, 1 },
	.kind = "payment_event", .run = "t.run", .from = "payment_event t",
	.order = "t.run, t.line"
};

static const struct bulk_column bank_statement_columns[] = {
	TEXT(account), TEXT(statement), NUMBER(number), TEXT(currency),
	NUMBER(opening), NUMBER(closing), TEXT(closing_date),
	NUMBER(line_count), NUMBER(ordinal), NUMBER(run)
};

const struct seal_table sealed_bank_statement = {
	TABLE(bank_statement), .run = "t.run", .from = "bank_statement t",
	.order = "t.run, t.ordinal"
};

static const struct bulk_column bank_line_columns[] = {
	TEXT(account), TEXT(statement), NUMBER(sequence), NUMBER(amount),
	TEXT(currency), TEXT(booking_date), TEXT(value_date), TEXT(status),
	TEXT(end_to_end), TEXT(reference), TEXT(party), TEXT(remittance)
};

const struct seal_table sealed_bank_line = {
	TABLE(bank_line), .run = "s.run",
	.from = "bank_statement s JOIN bank_line t"
	    " ON t.account = s.account AND t.statement = s.statement",
	.order = "s.run, s.ordinal, t.sequence",
	.totals = { { "t.amount", "t.currency" } },
	.any_order = true
};

static const struct bulk_column bank_match_columns[] = {
	TEXT(account), TEXT(statement), NUMBER(sequence), TEXT(payment),
	TEXT(event), NUMBER(run)
};

const struct seal_table sealed_bank_match = {
	TABLE(bank_match), .run = "t.run", .from = "bank_match t",
	.order = "t.run, t.account, t.statement, t.sequence",
	.any_order = true
};

static const struct bulk_column rate_series_columns[] = {
	TEXT(kind), TEXT(pivot), NUMBER(run)
};

const struct seal_table sealed_rate_series = {
	TABLE(rate_series), .run = "t.run", .from = "rate_series t",
	.order = "t.run, t.kind"
};

static const struct bulk_column exchange_rate_columns[] = {
	TEXT(kind), TEXT(currency), TEXT(valid_from), TEXT(units_per_pivot),
	TEXT(source), NUMBER(run)
};

const struct seal_table sealed_exchange_rate = {
	TABLE(exchange_rate), .run = "t.run", .from = "exchange_rate t",
	.order = "t.run, t.kind, t.currency, t.valid_from"
};

static const struct bulk_column request_columns[] = {
	NUMBER(number), TEXT(request), TEXT(entity), TEXT(centre),
	TEXT(service), TEXT(priority), TEXT(impact), TEXT(urgency),
	TEXT(channel), TEXT(source), TEXT(external), TEXT(restriction),
	TEXT(opened), TEXT(requester), TEXT(subject), TEXT(text)
};

/* request_write.c numbers the events of a run from run * 2^32 on. */
#define BY_NUMBER(table) .run = "t.number / 4294967296", \
	.from = table " t", .order = "t.number"

const struct seal_table sealed_request = {
	TABLE(request), BY_NUMBER("request")
};

static const struct bulk_column request_event_columns[] = {
	NUMBER(number), TEXT(request), TEXT(entity), TEXT(time), TEXT(event),
	TEXT(state), TEXT(reason), TEXT(team), TEXT(assignee), TEXT(actor),
	TEXT(rule), NUMBER(value), TEXT(note)
};

const struct seal_table sealed_request_event = {
	TABLE(request_event), BY_NUMBER("request_event")
};

static const struct bulk_column request_message_columns[] = {
	NUMBER(number), TEXT(source), TEXT(external), TEXT(request),
	TEXT(entity)
};

const struct seal_table sealed_request_message = {
	TABLE(request_message), BY_NUMBER("request_message")
};

static const struct bulk_column request_link_columns[] = {
	NUMBER(number), TEXT(request), TEXT(entity), TEXT(kind), TEXT(record)
};

const struct seal_table sealed_request_link = {
	TABLE(request_link), BY_NUMBER("request_link")
};

static const struct bulk_column request_series_columns[] = {
	TEXT(centre), NUMBER(year), NUMBER(last), NUMBER(run)
};

const struct seal_table sealed_request_series = {
	TABLE(request_series), .run = "t.run", .from = "request_series t",
	.order = "t.run, t.centre, t.year", .any_order = true
};

static const struct bulk_column run_undone_columns[] = {
	NUMBER(number), NUMBER(run)
};

const struct seal_table sealed_run_undone = {
	TABLE(run_undone), .run = "t.run", .from = "run_undone t",
	.order = "t.run, t.number"
};

const struct seal_table *const sealed_tables[] = {
	&sealed_journal_block, &sealed_journal_batch, &sealed_journal_entry,
	&sealed_journal_line, &sealed_journal_total, &sealed_pay_batch,
	&sealed_pay_line, &sealed_payment_batch, &sealed_payment,
	&sealed_payment_file, &sealed_payment_status,
	&sealed_payment_reissue, &sealed_payment_event,
	&sealed_bank_statement, &sealed_bank_line, &sealed_bank_match,
	&sealed_rate_series, &sealed_exchange_rate, &sealed_request,
	&sealed_request_event, &sealed_request_message,
	&sealed_request_link, &sealed_request_series, &sealed_run_undone, NULL
};
