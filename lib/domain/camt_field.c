#include "domain/camt_field.h"

bool
camt_field_amount(struct camt_amount *out, const struct xml_element *element,
    struct error *error)
{
	struct currency currency;
	struct decimal value;

	/* Banks write more decimals than the currency has: "8.850". */
	out->given = currency_parse(&currency, element->currency, error) &&
	    decimal_parse(&value, element->text, error) &&
	    money_from_decimal(&out->money, value, currency, ROUND_NEVER,
	    error);
	if (out->given && out->money.units < 0)
		out->given = error_set(error, FAULT_INPUT,
		    "\"%.*s\" is below zero; CdtDbtInd gives the side",
		    SLICE_PRINT(element->text));
	return out->given || error_in_field(error, "Amt", 0);
}

bool
camt_field_side(struct camt_amount *out, struct slice text, struct error *error)
{
	out->debit = slice_is(text, "DBIT");
	if (!out->debit && !slice_is(text, "CRDT")) {
		(void)error_set(error, FAULT_INPUT,
		    "\"%.*s\" is neither CRDT nor DBIT", SLICE_PRINT(text));
		return error_in_field(error, "CdtDbtInd", 0);
	}
	out->sided = true;
	return true;
}

bool
camt_field_date(struct date *out, struct slice text, struct error *error)
{
	if (text.length > 10)
		text.length = 10;
	return date_parse(out, text, error);
}

struct money
camt_field_signed(const struct camt_amount *amount)
{
	struct money money = amount->money;

	if (amount->debit)
		money.units = -money.units;
	return money;
}

bool
camt_field_number(int64_t *out, struct slice text, struct error *error)
{
	int64_t value = 0;
	bool right = text.length > 0 && text.length <= 18;

	for (size_t i = 0; right && i < text.length; i++) {
		right = text.text[i] >= '0' && text.text[i] <= '9';
		value = value * 10 + (text.text[i] - '0');
	}
	if (!right) {
		(void)error_set(error, FAULT_INPUT,
		    "\"%.*s\" is not a number of up to 18 digits",
		    SLICE_PRINT(text));
		return error_in_field(error, "SeqNb", 0);
	}
	*out = value;
	return true;
}
