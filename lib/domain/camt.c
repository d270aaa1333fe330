#include "domain/camt.h"

#include "base/memory.h"
#include "domain/camt_field.h"

#define ROOT "BkToCstmrStmt"
#define STATEMENT ROOT "/Stmt"

static const char *const namespaces[] = {
	"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02",
	"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08",
	NULL
};

/* The entry or the detail being read. */
struct part {
	struct camt_amount amount;
	struct slice end_to_end;
	struct slice reference;
	struct slice debtor;
	struct slice creditor;
	struct slice remittance;
};

struct reading {
	struct camt_statement *statement;
	struct bank_balance balance;
	struct camt_amount balance_amount;
	struct part entry;
	struct part *details;
	size_t detail_count;
	size_t detail_capacity;
	struct part detail;
	struct bank_line line;	/* what details share */
};

static struct slice
keep(struct reading *reading, struct slice text)
{
	return arena_copy(&reading->statement->arena, text);
}

static bool
in_balance(struct reading *reading, const char *at,
    const struct xml_element *element, struct error *error)
{
	struct bank_balance *balance = &reading->balance;

	if (strcmp(at, "Tp/CdOrPrtry/Cd") == 0 ||
	    strcmp(at, "Tp/CdOrPrtry/Prtry") == 0)
		balance->kind = keep(reading, element->text);
	else if (strcmp(at, "Amt") == 0)
		return camt_field_amount(&reading->balance_amount, element, error);
	else if (strcmp(at, "CdtDbtInd") == 0)
		return camt_field_side(&reading->balance_amount, element->text,
		    error);
	else if (strcmp(at, "Dt/Dt") == 0 || strcmp(at, "Dt/DtTm") == 0)
		return camt_field_date(&balance->date, element->text, error);
	return true;
}

static bool
end_balance(struct reading *reading, struct error *error)
{
	struct camt_statement *statement = reading->statement;

	if (!reading->balance_amount.given ||
	    slice_is_empty(reading->balance.kind))
		return error_set(error, FAULT_INPUT,
		    "a balance has no kind or amount");
	reading->balance.amount = camt_field_signed(&reading->balance_amount);
	reading->balance.currency = reading->balance.amount.currency;
	statement->balances = memory_grow(statement->balances,
	    &statement->balance_capacity, statement->balance_count,
	    sizeof(reading->balance));
	statement->balances[statement->balance_count++] = reading->balance;
	reading->balance = (struct bank_balance){ .date = DATE_NONE };
	reading->balance_amount = (struct camt_amount){ 0 };
	return true;
}

static void
add_remittance(struct reading *reading, struct part *part, struct slice text)
{
	struct slice before = part->remittance;
	char *joined;

	if (slice_is_empty(before)) {
		part->remittance = keep(reading, text);
		return;
	}
	joined = arena_new(&reading->statement->arena,
	    before.length + text.length + 1);
	memcpy(joined, before.text, before.length);
	joined[before.length] = ' ';
	memcpy(joined + before.length + 1, text.text, text.length);
	part->remittance = slice_from(joined, before.length + 1 + text.length);
}

static bool
in_detail(struct reading *reading, const char *at,
    const struct xml_element *element, struct error *error)
{
	struct part *part = &reading->detail;
	struct slice text = element->text;

	if (strcmp(at, "Refs/EndToEndId") == 0)
		part->end_to_end = keep(reading, text);
	else if (strcmp(at, "Refs/AcctSvcrRef") == 0)
		part->reference = keep(reading, text);
	else if (strcmp(at, "Amt") == 0 ||
	    (strcmp(at, "AmtDtls/TxAmt/Amt") == 0 && !part->amount.given))
		return camt_field_amount(&part->amount, element, error);
	else if (strcmp(at, "CdtDbtInd") == 0)
		return camt_field_side(&part->amount, text, error);
	else if (strcmp(at, "RltdPties/Dbtr/Nm") == 0 ||
	    strcmp(at, "RltdPties/Dbtr/Pty/Nm") == 0)
		part->debtor = keep(reading, text);
	else if (strcmp(at, "RltdPties/Cdtr/Nm") == 0 ||
	    strcmp(at, "RltdPties/Cdtr/Pty/Nm") == 0)
		part->creditor = keep(reading, text);
	else if (strcmp(at, "RmtInf/Ustrd") == 0 ||
	    strcmp(at, "RmtInf/Strd/CdtrRefInf/Ref") == 0)
		add_remittance(reading, part, text);
	return true;
}

static bool
in_entry(struct reading *reading, const char *at,
    const struct xml_element *element, struct error *error)
{
	static const char detail[] = "NtryDtls/TxDtls/";
	struct bank_line *line = &reading->line;

	if (strncmp(at, detail, sizeof(detail) - 1) == 0)
		return in_detail(reading, at + sizeof(detail) - 1, element,
		    error);
	if (strcmp(at, "Amt") == 0)
		return camt_field_amount(&reading->entry.amount, element, error);
	if (strcmp(at, "CdtDbtInd") == 0)
		return camt_field_side(&reading->entry.amount, element->text,
		    error);
	if (strcmp(at, "Sts") == 0 && element->text.length > 0)
		line->status = keep(reading, element->text);
	else if (strcmp(at, "Sts/Cd") == 0 || strcmp(at, "Sts/Prtry") == 0)
		line->status = keep(reading, element->text);
	else if (strcmp(at, "BookgDt/Dt") == 0 ||
	    strcmp(at, "BookgDt/DtTm") == 0)
		return camt_field_date(&line->booking_date, element->text, error);
	else if (strcmp(at, "ValDt/Dt") == 0 || strcmp(at, "ValDt/DtTm") == 0)
		return camt_field_date(&line->value_date, element->text, error);
	else if (strcmp(at, "AcctSvcrRef") == 0)
		reading->entry.reference = keep(reading, element->text);
	return true;
}

static void
end_detail(struct reading *reading)
{
	/* A detail goes the way of its entry unless it says otherwise. */
	if (!reading->detail.amount.sided)
		reading->detail.amount.debit = reading->entry.amount.debit;
	reading->details = memory_grow(reading->details,
	    &reading->detail_capacity, reading->detail_count,
	    sizeof(reading->detail));
	reading->details[reading->detail_count++] = reading->detail;
	reading->detail = (struct part){ 0 };
}

/* Do the details have amounts which sum to the entry's? */
static bool
details_sum(const struct reading *reading)
{
	struct money sum = { 0, reading->entry.amount.money.currency };
	struct error ignored = { 0 };

	for (size_t i = 0; i < reading->detail_count; i++)
		if (!reading->details[i].amount.given || !money_add(&sum, sum,
		    camt_field_signed(&reading->details[i].amount), &ignored))
			return false;
	return reading->detail_count > 0 &&
	    sum.units == camt_field_signed(&reading->entry.amount).units;
}

static void
add_line(struct reading *reading, const struct part *part,
    struct money amount)
{
	struct camt_statement *statement = reading->statement;
	struct bank_line line = reading->line;

	line.sequence = (int64_t)statement->line_count + 1;
	line.amount = amount;
	line.currency = amount.currency;
	line.end_to_end = part->end_to_end;
	line.reference = slice_is_empty(part->reference) ?
	    reading->entry.reference : part->reference;
	line.party = amount.units < 0 ? part->creditor : part->debtor;
	line.remittance = part->remittance;
	statement->lines = memory_grow(statement->lines,
	    &statement->line_capacity, statement->line_count, sizeof(line));
	statement->lines[statement->line_count++] = line;
}

static void
start_entry(struct reading *reading)
{
	reading->entry = (struct part){ 0 };
	reading->detail = (struct part){ 0 };
	reading->detail_count = 0;
	reading->line = (struct bank_line){
		.booking_date = DATE_NONE, .value_date = DATE_NONE };
}

static bool
end_entry(struct reading *reading, struct error *error)
{
	if (!reading->entry.amount.given ||
	    slice_is_empty(reading->line.status))
		return error_set(error, FAULT_INPUT,
		    "an entry has no amount or status");
	if (details_sum(reading)) {
		for (size_t i = 0; i < reading->detail_count; i++)
			add_line(reading, &reading->details[i],
			    camt_field_signed(&reading->details[i].amount));
	} else {
		add_line(reading, reading->detail_count == 1 ?
		    &reading->details[0] : &reading->entry,
		    camt_field_signed(&reading->entry.amount));
	}
	start_entry(reading);
	return true;
}

/* Statement and account are known only after the header. */
static bool
end_statement(struct reading *reading, struct error *error)
{
	struct camt_statement *statement = reading->statement;

	if (slice_is_empty(statement->id) ||
	    slice_is_empty(statement->account))
		return error_set(error, FAULT_INPUT,
		    "a statement has no number or account");
	for (size_t i = 0; i < statement->line_count; i++) {
		statement->lines[i].statement = statement->id;
		statement->lines[i].account = statement->account;
	}
	for (size_t i = 0; i < statement->balance_count; i++) {
		statement->balances[i].statement = statement->id;
		statement->balances[i].account = statement->account;
	}
	camt_tie_up(statement);
	return true;
}

/* What is below the statement; at is the path below it. */
static bool
take(struct reading *reading, const char *at,
    const struct xml_element *element, struct error *error)
{
	struct camt_statement *statement = reading->statement;

	if (strcmp(at, "Id") == 0)
		statement->id = keep(reading, element->text);
	else if (strcmp(at, "ElctrncSeqNb") == 0 ||
	    (strcmp(at, "LglSeqNb") == 0 && statement->number == 0))
		return camt_field_number(&statement->number, element->text, error);
	else if (strcmp(at, "Acct/Id/IBAN") == 0 ||
	    strcmp(at, "Acct/Id/Othr/Id") == 0)
		statement->account = keep(reading, element->text);
	else if (strncmp(at, "Bal/", 4) == 0)
		return in_balance(reading, at + 4, element, error);
	else if (strcmp(at, "Bal") == 0)
		return end_balance(reading, error);
	else if (strcmp(at, "Ntry/NtryDtls/TxDtls") == 0)
		end_detail(reading);
	else if (strncmp(at, "Ntry/", 5) == 0)
		return in_entry(reading, at + 5, element, error);
	else if (strcmp(at, "Ntry") == 0)
		return end_entry(reading, error);
	return true;
}

static void
clear(struct camt_statement *statement)
{
	arena_reset(&statement->arena);
	statement->id = statement->account = slice_of("");
	statement->number = 0;
	statement->balance_count = statement->line_count = 0;
}

bool
camt_next(struct camt_statement *statement, struct xml_reader *reader,
    struct error *error)
{
	struct reading reading = { .statement = statement,
		.balance.date = DATE_NONE };
	struct xml_element element;
	bool done = false;

	clear(statement);
	start_entry(&reading);
	xml_reader_expect(reader, namespaces);
	while (!done && xml_reader_next(reader, &element, error)) {
		static const size_t length = sizeof(STATEMENT) - 1;

		if (!element.ends || !slice_starts_with(element.path,
		    slice_of(STATEMENT)))
			continue;
		done = element.path.length == length;
		if (done ? !end_statement(&reading, error) :
		    element.path.text[length] == '/' &&
		    !take(&reading, element.path.text + length + 1, &element,
		    error))
			break;
	}
	memory_free(reading.details);
	if (error->fault == FAULT_NONE)
		return done;
	return xml_reader_locate(reader, error);
}

void
camt_release(struct camt_statement *statement)
{
	memory_free(statement->balances);
	memory_free(statement->lines);
	arena_release(&statement->arena);
}
