#include "domain/pain.h"

#include "base/assert.h"
#include "domain/pain_text.h"
#include "domain/xml_write.h"

static const char *const namespaces[] = {
	[PAIN_001_001_03] = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.03",
	[PAIN_001_001_09] = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
};

bool
pain_version_parse(enum pain_version *out, struct slice name,
    struct error *error)
{
	if (slice_is(name, "pain.001.001.03"))
		*out = PAIN_001_001_03;
	else if (slice_is(name, "pain.001.001.09"))
		*out = PAIN_001_001_09;
	else
		return error_set(error, FAULT_USAGE,
		    "\"%.*s\" is neither pain.001.001.03 nor "
		    "pain.001.001.09", SLICE_PRINT(name));
	return true;
}

void
pain_group_id(char out[PAYMENT_ID_MAX + 1], struct slice message,
    size_t number)
{
	(void)snprintf(out, PAYMENT_ID_MAX + 1, "%.*s-%zu",
	    SLICE_PRINT(message), number);
}

/* What the writing functions share. */
struct writer {
	struct xml_write xml;
	const struct pain_message *message;
	struct text plain;	/* of the text being written */
};

/* A party or account, ours or a creditor's. */
struct side {
	struct slice name;
	struct slice street;
	struct slice post_code;
	struct slice town;
	struct slice country;
	struct slice iban;
	struct slice account;
	struct slice bic;
	struct slice bank_name;
	struct slice bank_country;
};

static struct side
side_of_payment(const struct payment *payment)
{
	return (struct side){
		.name = payment->holder, .street = payment->street,
		.post_code = payment->post_code, .town = payment->town,
		.country = payment->country, .iban = payment->iban,
		.account = payment->account, .bic = payment->bic,
		.bank_name = payment->bank_name,
		.bank_country = payment->bank_country
	};
}

static struct side
side_of_debtor(const struct debtor_account *debtor)
{
	return (struct side){
		.name = debtor->name, .street = debtor->street,
		.post_code = debtor->post_code, .town = debtor->town,
		.country = debtor->country, .iban = debtor->iban,
		.account = debtor->account, .bic = debtor->bic,
		.bank_country = debtor->bank_country
	};
}

static void
put(struct writer *writer, const char *name, struct slice text)
{
	struct slice plain;

	(void)pain_text(&plain, writer->message->letters, text,
	    &writer->plain);
	if (!slice_is_empty(plain))
		xml_write_text(&writer->xml, name, plain);
}

/* What was checked to be of permitted characters. */
static void
put_code(struct writer *writer, const char *name, struct slice code)
{
	if (!slice_is_empty(code))
		xml_write_text(&writer->xml, name, code);
}

static void
put_address(struct writer *writer, const struct side *side)
{
	xml_write_open(&writer->xml, "PstlAdr");
	put(writer, "StrtNm", side->street);
	put(writer, "PstCd", side->post_code);
	put(writer, "TwnNm", side->town);
	put_code(writer, "Ctry", side->country);
	xml_write_close(&writer->xml);
}

static void
put_party(struct writer *writer, const char *name, const struct side *side)
{
	xml_write_open(&writer->xml, name);
	put(writer, "Nm", side->name);
	put_address(writer, side);
	xml_write_close(&writer->xml);
}

static void
put_account(struct writer *writer, const char *name, const struct side *side,
    const char *currency)
{
	xml_write_open(&writer->xml, name);
	xml_write_open(&writer->xml, "Id");
	if (!slice_is_empty(side->iban)) {
		put_code(writer, "IBAN", side->iban);
	} else {
		xml_write_open(&writer->xml, "Othr");
		put_code(writer, "Id", side->account);
		xml_write_close(&writer->xml);
	}
	xml_write_close(&writer->xml);
	if (currency != NULL)
		put_code(writer, "Ccy", slice_of(currency));
	xml_write_close(&writer->xml);
}

/* A bank is named by its BIC, else by name, country and "NOTPROVIDED". */
static void
put_bank(struct writer *writer, const char *name, const struct side *side)
{
	bool old = writer->message->version == PAIN_001_001_03;

	xml_write_open(&writer->xml, name);
	xml_write_open(&writer->xml, "FinInstnId");
	put_code(writer, old ? "BIC" : "BICFI", side->bic);
	put(writer, "Nm", side->bank_name);
	if (!slice_is_empty(side->bank_country)) {
		xml_write_open(&writer->xml, "PstlAdr");
		put_code(writer, "Ctry", side->bank_country);
		xml_write_close(&writer->xml);
	}
	if (slice_is_empty(side->bic)) {
		xml_write_open(&writer->xml, "Othr");
		put_code(writer, "Id", slice_of("NOTPROVIDED"));
		xml_write_close(&writer->xml);
	}
	xml_write_close(&writer->xml);
	xml_write_close(&writer->xml);
}

/* Nothing may be left of a text, and the element around it is not empty. */
static void
put_remittance(struct writer *writer, struct slice remittance)
{
	struct slice plain;

	(void)pain_text(&plain, writer->message->letters, remittance,
	    &writer->plain);
	if (slice_is_empty(plain))
		return;
	xml_write_open(&writer->xml, "RmtInf");
	xml_write_text(&writer->xml, "Ustrd", plain);
	xml_write_close(&writer->xml);
}

static void
put_payment(struct writer *writer, const struct payment *payment)
{
	struct side side = side_of_payment(payment);
	struct xml_write *xml = &writer->xml;
	char amount[MONEY_TEXT_MAX];

	xml_write_open(xml, "CdtTrfTxInf");
	xml_write_open(xml, "PmtId");
	put_code(writer, "EndToEndId", payment->payment);
	xml_write_close(xml);
	xml_write_open(xml, "Amt");
	(void)money_format(amount, payment->amount);
	xml_write_text_with(xml, "InstdAmt", "Ccy",
	    currency_code(payment->currency), slice_of(amount));
	xml_write_close(xml);
	put_bank(writer, "CdtrAgt", &side);
	put_party(writer, "Cdtr", &side);
	put_account(writer, "CdtrAcct", &side, NULL);
	put_remittance(writer, payment->remittance);
	xml_write_close(xml);
}

/* NbOfTxs and CtrlSum of the payments [from, until). */
static bool
put_controls(struct writer *writer, size_t from, size_t until,
    struct error *error)
{
	struct decimal sum = DECIMAL_ZERO;
	char text[DECIMAL_TEXT_MAX], count[24];

	for (size_t i = from; i < until; i++)
		if (!decimal_add(&sum, sum, money_to_decimal(
		    writer->message->payments[i]->amount), error))
			return false;
	(void)snprintf(count, sizeof(count), "%zu", until - from);
	xml_write_text(&writer->xml, "NbOfTxs", slice_of(count));
	(void)decimal_format(text, sum);
	xml_write_text(&writer->xml, "CtrlSum", slice_of(text));
	return true;
}

static void
put_date(struct writer *writer, struct date date)
{
	bool old = writer->message->version == PAIN_001_001_03;
	char text[DATE_TEXT_MAX];

	(void)date_format(text, date);
	if (!old)
		xml_write_open(&writer->xml, "ReqdExctnDt");
	xml_write_text(&writer->xml, old ? "ReqdExctnDt" : "Dt",
	    slice_of(text));
	if (!old)
		xml_write_close(&writer->xml);
}

static bool
put_group(struct writer *writer, size_t number, size_t from, size_t until,
    struct error *error)
{
	const struct payment *first = writer->message->payments[from];
	const struct debtor_account *debtor = table_get(
	    writer->message->debtors, first->debtor_account);
	struct side side;
	char id[PAYMENT_ID_MAX + 1];

	ENSURE(debtor != NULL && number <= PAIN_GROUPS_MAX);
	side = side_of_debtor(debtor);
	pain_group_id(id, writer->message->id, number);
	xml_write_open(&writer->xml, "PmtInf");
	put_code(writer, "PmtInfId", slice_of(id));
	put_code(writer, "PmtMtd", slice_of("TRF"));
	if (!put_controls(writer, from, until, error))
		return false;
	put_date(writer, first->execution_date);
	put_party(writer, "Dbtr", &side);
	put_account(writer, "DbtrAcct", &side,
	    currency_code(debtor->currency));
	put_bank(writer, "DbtrAgt", &side);
	for (size_t i = from; i < until; i++)
		put_payment(writer, writer->message->payments[i]);
	xml_write_close(&writer->xml);
	return true;
}

static bool
put_header(struct writer *writer, struct error *error)
{
	char created[INSTANT_TEXT_MAX];

	(void)instant_format(created, writer->message->created);
	xml_write_open(&writer->xml, "GrpHdr");
	put_code(writer, "MsgId", writer->message->id);
	xml_write_text(&writer->xml, "CreDtTm", slice_of(created));
	if (!put_controls(writer, 0, writer->message->count, error))
		return false;
	xml_write_open(&writer->xml, "InitgPty");
	put(writer, "Nm", writer->message->initiator);
	xml_write_close(&writer->xml);
	xml_write_close(&writer->xml);
	return true;
}

static bool
put_groups(struct writer *writer, struct error *error)
{
	const struct pain_message *message = writer->message;
	size_t number = 0;

	for (size_t from = 0, until; from < message->count; from = until) {
		for (until = from + 1; until < message->count; until++)
			if (!payment_same_group(message->payments[from],
			    message->payments[until]))
				break;
		if (!put_group(writer, ++number, from, until, error))
			return false;
	}
	return true;
}

bool
pain_write(struct output *output, const struct pain_message *message,
    struct error *error)
{
	struct writer writer = { .message = message };
	bool done;

	xml_write_begin(&writer.xml, output, "Document",
	    namespaces[message->version]);
	xml_write_open(&writer.xml, "CstmrCdtTrfInitn");
	done = put_header(&writer, error) && put_groups(&writer, error);
	if (done) {
		xml_write_end(&writer.xml);
		done = output_check(output, error);
	}
	text_release(&writer.plain);
	return done;
}
