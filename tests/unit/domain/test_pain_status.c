/* Reports of the bank, and which payments an answer means. */
#include "domain/pain_status.h"

#include "tap.h"
#include "text_file.h"

#define BEGIN "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:" \
	"pain.002.001.10\"><CstmrPmtStsRpt><GrpHdr><MsgId>R</MsgId></GrpHdr>" \
	"<OrgnlGrpInfAndSts><OrgnlMsgId>B</OrgnlMsgId>"
#define WHOLE(status) "<GrpSts>" status "</GrpSts></OrgnlGrpInfAndSts>"
#define GROUP(id, more) "<OrgnlPmtInfAndSts><OrgnlPmtInfId>" id \
	"</OrgnlPmtInfId>" more "</OrgnlPmtInfAndSts>"
#define ONE(id, more) "<TxInfAndSts><OrgnlEndToEndId>" id \
	"</OrgnlEndToEndId>" more "</TxInfAndSts>"
#define END "</CstmrPmtStsRpt></Document>"

static struct pain_status status;
static struct error error;

static bool
reads(const char *text)
{
	struct xml_reader *reader = NULL;
	bool done;

	pain_status_release(&status);
	status = (struct pain_status){ 0 };
	error_clear(&error);
	done = text_file_put(text) &&
	    xml_reader_open(&reader, text_file, &error) &&
	    pain_status_read(&status, reader, &error);
	xml_reader_close(reader);
	return done;
}

/* Is the answer on the payment, the group or, with both empty, all? */
static bool
has(size_t at, const char *group, const char *payment, const char *code)
{
	const struct payment_status *answer = &status.answers[at];

	return at < status.count && slice_is(answer->group, group) &&
	    slice_is(answer->payment, payment) &&
	    slice_is(answer->status, code) &&
	    slice_is(answer->report, "R") && slice_is(answer->message, "B");
}

static bool
says(uint64_t line, const char *text)
{
	bool said = error.fault == FAULT_INPUT && error.line == line &&
	    strcmp(error.origin, text_file) == 0 &&
	    strstr(error.message, text) != NULL;

	if (!said)
		printf("# %s:%ju: %s\n", error.origin, (uintmax_t)error.line,
		    error.message);
	return said;
}

static void
levels(void)
{
	tap_ok(reads(BEGIN WHOLE("RJCT") END) && status.count == 1 &&
	    has(0, "", "", "RJCT"), "a message may have a status alone");
	tap_ok(reads(BEGIN WHOLE("ACCP") GROUP("B-2",
	    "<PmtInfSts>RJCT</PmtInfSts>" ONE("B-000003", "")
	    ONE("B-000004", "<TxSts>ACSC</TxSts>")) END) &&
	    status.count == 4 && has(0, "", "B-000003", "RJCT") &&
	    has(1, "", "B-000004", "ACSC") && has(2, "B-2", "", "RJCT") &&
	    has(3, "", "", "ACCP"), "the lowest level holds");
	tap_ok(reads(BEGIN WHOLE("ACCP") GROUP("B-2", ONE("B-000003", ""))
	    END) && status.count == 2 && has(0, "", "B-000003", "ACCP"),
	    "a payment without status has that of the message");
	tap_ok(reads(BEGIN "</OrgnlGrpInfAndSts>" GROUP("B-1",
	    "<PmtInfSts>ACSP</PmtInfSts>") GROUP("B-2",
	    "<PmtInfSts>PDNG</PmtInfSts>") END) && status.count == 2 &&
	    has(0, "B-1", "", "ACSP") && has(1, "B-2", "", "PDNG"),
	    "groups may have a status alone");
	tap_ok(reads(BEGIN "</OrgnlGrpInfAndSts>" GROUP("B-1", ONE("P",
	    "<TxSts>RJCT</TxSts><StsRsnInf><Rsn><Prtry>X9</Prtry></Rsn>"
	    "<AddtlInf>a &amp; b</AddtlInf></StsRsnInf>")) END) &&
	    slice_is(status.answers[0].reason, "X9") &&
	    slice_is(status.answers[0].information, "a & b"),
	    "reasons of the bank's own and words are kept");
}

static void
refusals(void)
{
	tap_ok(!reads(BEGIN "</OrgnlGrpInfAndSts>\n" GROUP("B-1",
	    ONE("P", "")) END) && says(2, "payment \"P\" has no status"),
	    "a payment needs a status of some level");
	tap_ok(!reads(BEGIN WHOLE("RJCT") "\n" GROUP("B-1",
	    "<TxInfAndSts><TxSts>RJCT</TxSts></TxInfAndSts>") END) &&
	    says(2, "a payment has no OrgnlEndToEndId"),
	    "and a number");
	tap_ok(!reads(BEGIN "</OrgnlGrpInfAndSts>\n\n" GROUP("",
	    "<PmtInfSts>RJCT</PmtInfSts>") END) &&
	    says(3, "the status RJCT is of a group without its number"),
	    "so does a group");
	tap_ok(!reads(BEGIN "</OrgnlGrpInfAndSts>" END) &&
	    says(1, "the report has no status"), "nothing is no report");
	tap_ok(!reads("<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:"
	    "pain.002.001.11\"/>") && says(1, "pain.002.001.11\" is not "
	    "pain.002.001.03 or pain.002.001.10"),
	    "another version is refused");
	tap_ok(!reads("<Document/>") && says(1, "\"\" is not pain.002"),
	    "so is a document without namespace");
	tap_ok(!reads(BEGIN WHOLE("RJCT")), "and one cut short");
}

static struct payment
payment(const char *number, const char *debtor)
{
	return (struct payment){ .payment = slice_of(number),
	    .debtor_account = slice_of(debtor), .execution_date = { 20755 } };
}

static void
spread(void)
{
	struct payment made[] = {
		payment("P1", "A"), payment("P2", "A"), payment("P3", "B"),
		payment("P4", "C")
	};
	const struct payment *const payments[] = {
		&made[0], &made[1], &made[2], &made[3]
	};
	const struct payment_status *answers[4], *strange;

	tap_ok(reads(BEGIN WHOLE("ACCP") GROUP("B-1",
	    "<PmtInfSts>RJCT</PmtInfSts>" ONE("P2", "<TxSts>ACSC</TxSts>"))
	    GROUP("B-9", "<PmtInfSts>PDNG</PmtInfSts>") END),
	    "a report with all levels is read");
	pain_status_spread(answers, &strange, &status, payments, 4);
	tap_ok(answers[0] != NULL && slice_is(answers[0]->status, "RJCT"),
	    "a group's status is of its payments");
	tap_ok(answers[1] == NULL, "but of those with their own");
	tap_ok(answers[2] != NULL && slice_is(answers[2]->status, "ACCP") &&
	    answers[3] == answers[2],
	    "the message's is of the other groups");
	tap_ok(strange != NULL && slice_is(strange->group, "B-9"),
	    "a group which the message has not is told");
	tap_ok(reads(BEGIN "</OrgnlGrpInfAndSts>" GROUP("B-2",
	    "<PmtInfSts>RJCT</PmtInfSts>") END),
	    "a report on one group is read");
	pain_status_spread(answers, &strange, &status, payments, 4);
	tap_ok(answers[0] == NULL && answers[1] == NULL &&
	    answers[2] != NULL && answers[3] == NULL && strange == NULL,
	    "and says nothing of the others");
}

int
main(void)
{
	tap_begin();
	text_file_begin();
	levels();
	refusals();
	spread();
	pain_status_release(&status);
	text_file_end();
	return tap_end();
}
