/* Bank statements: lines, signs, and whether they lead to the closing. */
#include "domain/camt.h"

#include "currency_of.h"
#include "tap.h"
#include "text_file.h"

#define SPACE "urn:iso:std:iso:20022:tech:xsd:camt.053.001."
#define BALANCE(kind, code, amount, side) "<Bal><Tp><CdOrPrtry><Cd>" kind \
	"</Cd></CdOrPrtry></Tp><Amt Ccy=\"" code "\">" amount "</Amt>" \
	"<CdtDbtInd>" side "</CdtDbtInd><Dt><Dt>2026-10-29</Dt></Dt></Bal>"
#define ENTRY(code, amount, side, status, more) "<Ntry><Amt Ccy=\"" code \
	"\">" amount "</Amt><CdtDbtInd>" side "</CdtDbtInd><Sts>" status \
	"</Sts>" more "</Ntry>"
#define BOOKED "<Cd>BOOK</Cd>"
#define DETAILS(more) "<NtryDtls>" more "</NtryDtls>"
#define DETAIL(id, more) "<TxDtls><Refs><EndToEndId>" id "</EndToEndId>" \
	"</Refs>" more "</TxDtls>"
#define AMOUNT(code, amount) "<Amt Ccy=\"" code "\">" amount "</Amt>"
#define HEAD "<Id>S</Id><Acct><Id><IBAN>DE1</IBAN></Id></Acct>"
#define STATEMENT(more) "<Document xmlns=\"" SPACE "08\"><BkToCstmrStmt>" \
	"<Stmt>" HEAD more "</Stmt></BkToCstmrStmt></Document>"
#define ENDS(opening, closing) BALANCE("OPBD", "USD", opening, "CRDT") \
	BALANCE("CLBD", "USD", closing, "CRDT")

static struct error error;
static struct camt_statement statement;
static struct xml_reader *reader;

static bool
next(void)
{
	return camt_next(&statement, reader, &error);
}

static bool
reads(const char *document)
{
	xml_reader_close(reader);
	reader = NULL;
	error_clear(&error);
	return text_file_put(document) &&
	    xml_reader_open(&reader, text_file, &error) && next();
}

static bool
refuses(const char *document, const char *words)
{
	return !reads(document) && error.fault == FAULT_INPUT &&
	    error.line > 0 && strstr(error.message, words) != NULL;
}

static bool
line_is(size_t at, int64_t units, const char *code, const char *id)
{
	const struct bank_line *line = &statement.lines[at];

	return at < statement.line_count && line->amount.units == units &&
	    currency_equal(line->currency, currency_of(code)) &&
	    line->sequence == (int64_t)at + 1 &&
	    slice_is(line->end_to_end, id) &&
	    slice_is(line->statement, "S") && slice_is(line->account, "DE1");
}

static void
ties(void)
{
	tap_ok(reads(STATEMENT(ENDS("10.00", "15.50")
	    ENTRY("USD", "7.5", "CRDT", BOOKED, "")
	    ENTRY("USD", "2.00", "DBIT", "BOOK", ""))) &&
	    statement.tie == CAMT_TIES && line_is(0, 750, "USD", "") &&
	    line_is(1, -200, "USD", ""), "lines lead to the closing balance");
	tap_ok(reads(STATEMENT(ENDS("10.00", "15.51")
	    ENTRY("USD", "5.50", "CRDT", BOOKED, ""))) &&
	    statement.tie == CAMT_DIFFERS &&
	    statement.difference.units == 1, "a cent too few is told");
	tap_ok(reads(STATEMENT(ENDS("10.00", "15.49")
	    ENTRY("USD", "5.50", "CRDT", BOOKED, ""))) &&
	    statement.tie == CAMT_DIFFERS &&
	    statement.difference.units == -1, "and a cent too many");
	tap_ok(reads(STATEMENT(ENDS("10.00", "10.00")
	    ENTRY("USD", "5.50", "CRDT", "<Cd>PDNG</Cd>", ""))) &&
	    statement.tie == CAMT_TIES && statement.line_count == 1 &&
	    slice_is(statement.lines[0].status, "PDNG"),
	    "only booked lines count");
	tap_ok(reads(STATEMENT(BALANCE("OPBD", "USD", "1.00", "DBIT")
	    BALANCE("CLBD", "USD", "2.00", "CRDT")
	    ENTRY("USD", "3.00", "CRDT", BOOKED, ""))) &&
	    statement.tie == CAMT_TIES && camt_opening(&statement)
	    ->amount.units == -100, "an overdrawn account is below zero");
	tap_ok(reads(STATEMENT(BALANCE("PRCD", "USD", "1.00", "CRDT")
	    BALANCE("ITBD", "USD", "9.00", "CRDT")
	    BALANCE("CLBD", "USD", "1.00", "CRDT"))) &&
	    statement.tie == CAMT_TIES && statement.balance_count == 3,
	    "the balance carried over opens too");
}

static void
unknown(void)
{
	tap_ok(reads(STATEMENT(BALANCE("CLBD", "USD", "1.00", "CRDT"))) &&
	    statement.tie == CAMT_UNKNOWN, "without opening nobody knows");
	tap_ok(reads(STATEMENT(BALANCE("OPBD", "USD", "1.00", "CRDT"))) &&
	    statement.tie == CAMT_UNKNOWN, "nor without closing");
	tap_ok(reads(STATEMENT(BALANCE("OPBD", "USD", "1.00", "CRDT")
	    BALANCE("CLBD", "EUR", "1.00", "CRDT"))) &&
	    statement.tie == CAMT_UNKNOWN, "nor with two currencies");
	tap_ok(reads(STATEMENT(ENDS("1.00", "1.00")
	    ENTRY("EUR", "1.00", "CRDT", BOOKED, ""))) &&
	    statement.tie == CAMT_UNKNOWN, "nor with a line in another");
}

static void
details(void)
{
	tap_ok(reads(STATEMENT(ENTRY("USD", "3.00", "DBIT", BOOKED,
	    "<AcctSvcrRef>R</AcctSvcrRef>" DETAILS(
	    DETAIL("A", AMOUNT("USD", "1.00"))
	    DETAIL("B", AMOUNT("USD", "2.00")))))) &&
	    statement.line_count == 2 && line_is(0, -100, "USD", "A") &&
	    line_is(1, -200, "USD", "B") &&
	    slice_is(statement.lines[1].reference, "R"),
	    "an entry of several payments is a line for each");
	tap_ok(reads(STATEMENT(ENTRY("USD", "3.00", "DBIT", BOOKED,
	    DETAILS(DETAIL("A", AMOUNT("USD", "1.00"))
	    DETAIL("B", AMOUNT("USD", "2.01")))))) &&
	    statement.line_count == 1 && line_is(0, -300, "USD", ""),
	    "unless they sum to something else");
	tap_ok(reads(STATEMENT(ENTRY("USD", "3.00", "DBIT", BOOKED,
	    DETAILS(DETAIL("A", AMOUNT("USD", "1.00"))
	    DETAIL("B", ""))))) && statement.line_count == 1,
	    "or one has no amount");
	tap_ok(reads(STATEMENT(ENTRY("USD", "3.00", "DBIT", BOOKED,
	    DETAILS(DETAIL("A", AMOUNT("USD", "1.00"))
	    DETAIL("B", AMOUNT("EUR", "2.00")))))) &&
	    statement.line_count == 1 && line_is(0, -300, "USD", ""),
	    "or another currency");
	tap_ok(reads(STATEMENT(ENTRY("USD", "3.00", "DBIT", BOOKED,
	    DETAILS(DETAIL("A", ""))))) && line_is(0, -300, "USD", "A"),
	    "a single detail needs no amount");
	tap_ok(reads(STATEMENT(ENTRY("USD", "1.00", "CRDT", BOOKED,
	    DETAILS(DETAIL("A", AMOUNT("USD", "3.00"))
	    DETAIL("B", AMOUNT("USD", "2.00")
	    "<CdtDbtInd>DBIT</CdtDbtInd>"))))) &&
	    line_is(0, 300, "USD", "A") && line_is(1, -200, "USD", "B"),
	    "a detail may go the other way");
	tap_ok(reads(STATEMENT(ENTRY("USD", "3.00", "CRDT", BOOKED,
	    "<RvslInd>true</RvslInd>" DETAILS(DETAIL("A", ""))))) &&
	    line_is(0, 300, "USD", "A"),
	    "a reversal says its side as others do");
}

static void
texts(void)
{
	const char *document = STATEMENT("<ElctrncSeqNb>12</ElctrncSeqNb>"
	    "<LglSeqNb>7</LglSeqNb>"
	    ENTRY("USD", "3.00", "DBIT", BOOKED,
	    "<BookgDt><DtTm>2026-10-29T23:59:59+02:00</DtTm></BookgDt>"
	    "<ValDt><Dt>2026-10-30</Dt></ValDt>" DETAILS(DETAIL("A",
	    "<RltdPties><Dbtr><Nm>Us</Nm></Dbtr><Cdtr><Pty><Nm>Ann &amp; Co"
	    "</Nm></Pty></Cdtr></RltdPties><RmtInf><Ustrd>one</Ustrd>"
	    "<Ustrd>two</Ustrd></RmtInf>"))));
	struct date_parts day;

	tap_ok(reads(document) && slice_is(statement.lines[0].party,
	    "Ann & Co"), "the other side of a payment is its creditor");
	tap_ok(slice_is(statement.lines[0].remittance, "one two"),
	    "texts are joined");
	day = date_parts(statement.lines[0].booking_date);
	tap_ok(day.year == 2026 && day.month == 10 && day.day == 29,
	    "a time is the day it is written with");
	tap_ok(statement.number == 12, "the electronic count comes first");
}

static void
several(void)
{
	tap_ok(reads("<Document xmlns=\"" SPACE "02\"><BkToCstmrStmt>"
	    "<Stmt>" HEAD "<LglSeqNb>7</LglSeqNb>"
	    ENTRY("USD", "3.00", "DBIT", "BOOK", "")
	    "</Stmt><Stmt><Id>T</Id><Acct><Id><Othr><Id>9</Id></Othr></Id>"
	    "</Acct></Stmt></BkToCstmrStmt></Document>") &&
	    statement.number == 7 && statement.line_count == 1,
	    "the first statement of a document");
	tap_ok(next() && slice_is(statement.id, "T") &&
	    slice_is(statement.account, "9") && statement.line_count == 0 &&
	    statement.number == 0, "the second has nothing of the first");
	tap_ok(!next() && error.fault == FAULT_NONE, "and then the end");
}

static void
refusals(void)
{
	tap_ok(refuses(STATEMENT(ENTRY("USD", "-3.00", "DBIT", BOOKED, "")),
	    "\"-3.00\" is below zero"), "an amount has no sign");
	tap_ok(refuses(STATEMENT(ENTRY("USD", "3.001", "DBIT", BOOKED, "")),
	    "more than 2 decimal places"), "nor a fraction of a cent");
	tap_ok(reads(STATEMENT(ENTRY("JPY", "300.00000", "DBIT", BOOKED,
	    ""))) && line_is(0, -300, "JPY", ""),
	    "but zeros behind, as banks write");
	tap_ok(refuses(STATEMENT(ENTRY("XXQ", "3.00", "DBIT", BOOKED, "")),
	    "XXQ"), "a currency is known");
	tap_ok(refuses(STATEMENT("<Ntry><Amt>3.00</Amt></Ntry>"), ""),
	    "and given");
	tap_ok(refuses(STATEMENT(ENTRY("USD", "3.00", "DEBT", BOOKED, "")),
	    "\"DEBT\" is neither CRDT nor DBIT"), "a side is one of two");
	tap_ok(refuses(STATEMENT(ENTRY("USD", "3.00", "DBIT", "", "")),
	    "an entry has no amount or status"), "an entry has a status");
	tap_ok(refuses(STATEMENT("<Bal><Amt Ccy=\"USD\">1</Amt></Bal>"),
	    "a balance has no kind or amount"), "a balance has a kind");
	tap_ok(refuses(STATEMENT("<ElctrncSeqNb>x</ElctrncSeqNb>"),
	    "\"x\" is not a number"), "a count is a number");
	tap_ok(refuses("<Document xmlns=\"" SPACE "08\"><BkToCstmrStmt>"
	    "<Stmt/></BkToCstmrStmt></Document>",
	    "a statement has no number or account"),
	    "a statement has a number and an account");
	tap_ok(refuses("<Document xmlns=\"" SPACE "13\"/>",
	    "is not camt.053.001.02 or camt.053.001.08"),
	    "another version is refused");
}

int
main(void)
{
	tap_begin();
	text_file_begin();
	ties();
	unknown();
	details();
	texts();
	several();
	refusals();
	camt_release(&statement);
	xml_reader_close(reader);
	text_file_end();
	return tap_end();
}
