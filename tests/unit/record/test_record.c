/* Fields which are empty, and fields which are zero. */
#include "record/record.h"

#include "schema/pay_account.h"
#include "schema/payee.h"
#include "../tap.h"

/* A record of the schema with one field beside those it must have. */
static void
decode(void *out, const struct schema *schema, size_t field,
    const char *text, struct error *error)
{
	struct slice cells[SCHEMA_FIELDS_MAX];
	const struct record record = { .schema = schema, .origin = "-",
	    .line = 2, .fields = cells };

	for (size_t i = 0; i < schema->count; i++) {
		bool code = schema->fields[i].type != FIELD_DATE;

		cells[i] = slice_of(!schema->fields[i].required ? "" :
		    code ? "1" : "2026-10-01");
		if (schema->fields[i].type == FIELD_CURRENCY)
			cells[i] = slice_of("USD");
		if (schema->fields[i].type == FIELD_COUNTRY)
			cells[i] = slice_of("US");
	}
	cells[field] = slice_of(text);
	error_clear(error);
	(void)record_decode(out, &record, error);
}

static void
zero_is_not_absent(void)
{
	struct error error = { 0 };
	struct payee payee;

	memset(&payee, 0xff, sizeof(payee));
	decode(&payee, &schema_payee, PAYEE_FIELD_STEP, "0", &error);
	tap_ok(payee.step == 0 && !schema_is_absent(&schema_payee,
	    PAYEE_FIELD_STEP, &payee), "0 is a number: %s", error.message);
	tap_ok(payee.children == 0 && schema_is_absent(&schema_payee,
	    PAYEE_FIELD_CHILDREN, &payee), "nothing is absent");
	decode(&payee, &schema_payee, PAYEE_FIELD_FTE, "0.00", &error);
	tap_ok(payee.fte.units == 0 && !schema_is_absent(&schema_payee,
	    PAYEE_FIELD_FTE, &payee), "0.00 is a decimal");
	tap_ok(schema_is_absent(&schema_payee, PAYEE_FIELD_STEP, &payee),
	    "what was given before is forgotten");
	schema_give_zero(&schema_payee, PAYEE_FIELD_SPOUSE, &payee);
	tap_ok(!schema_is_absent(&schema_payee, PAYEE_FIELD_SPOUSE, &payee),
	    "a truth is never absent");
}

static void
amounts(void)
{
	struct error error = { 0 };
	struct pay_account account;

	decode(&account, &schema_pay_account, PAY_ACCOUNT_FIELD_AMOUNT, "",
	    &error);
	tap_ok(currency_equal(account.amount.currency, CURRENCY_NONE),
	    "an absent amount has no currency: %s", error.message);
	decode(&account, &schema_pay_account, PAY_ACCOUNT_FIELD_AMOUNT, "0",
	    &error);
	tap_ok(account.amount.units == 0 && slice_is(slice_of(currency_code(
	    account.amount.currency)), "USD"), "an amount of 0 has one");
}

/* Every byte at every place of codes of every length. */
static void
codes(void)
{
	struct error error = { 0 };
	struct payee payee;
	char text[24];
	bool right = true;

	for (size_t length = 1; length < sizeof(text) - 1; length++)
		for (size_t at = 0; at < length; at++)
			for (int byte = 1; byte < 256; byte++) {
				memset(text, at % 2 == 0 ? '0' : '\xff',
				    length);
				text[length] = '\0';
				text[at] = (char)byte;
				decode(&payee, &schema_payee,
				    PAYEE_FIELD_ENTITY, text, &error);
				right = right && (error.fault == FAULT_NONE) ==
				    (byte > ' ' && byte != 0x7f);
			}
	tap_ok(right, "a code has no blank, no control character, no delete");
}

int
main(void)
{
	tap_begin();
	zero_is_not_absent();
	amounts();
	codes();
	return tap_end();
}
