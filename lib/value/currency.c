#include "value/currency.h"

#include "base/assert.h"
#include "value/currency_table.h"

/* What is shown of a wrong value in a message. */
enum { SHOWN_MAX = 40 };

static bool
refuse(struct slice code, struct error *error)
{
	int length = (int)(code.length < SHOWN_MAX ? code.length : SHOWN_MAX);

	return error_set_code(error, FAULT_INPUT, "type-error",
	    "\"%.*s\" is not a currency code of ISO 4217", length,
	    code.length > 0 ? code.text : "");
}

static const struct currency_row *
row_of(struct currency currency)
{
	ENSURE(currency.number < currency_row_count);
	return &currency_rows[currency.number];
}

bool
currency_parse(struct currency *out, struct slice code, struct error *error)
{
	unsigned at = 0;
	uint8_t row;

	if (code.length != CURRENCY_CODE_LENGTH)
		return refuse(code, error);
	for (size_t i = 0; i < CURRENCY_CODE_LENGTH; i++) {
		unsigned letter = (unsigned char)code.text[i] - (unsigned)'A';

		if (letter >= CURRENCY_LETTERS)
			return refuse(code, error);
		at = at * CURRENCY_LETTERS + letter;
	}
	row = currency_row_of_code[at];
	if (row == 0)
		return refuse(code, error);
	out->number = row;
	return true;
}

const char *
currency_code(struct currency currency)
{
	return row_of(currency)->code;
}

const char *
currency_name(struct currency currency)
{
	return row_of(currency)->name;
}

unsigned
currency_exponent(struct currency currency)
{
	return row_of(currency)->exponent;
}

bool
currency_in_use(struct currency currency, struct date day)
{
	const struct currency_row *row = row_of(currency);

	return currency.number != 0 && day.days >= row->valid_from &&
	    day.days < row->valid_to;
}

unsigned
currency_count(void)
{
	return currency_row_count - 1;
}
