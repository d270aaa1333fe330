#include "domain/payment.h"

#include "domain/transliteration.h"
#include "value/iban.h"

bool
payment_check_account(struct slice iban, struct slice account,
    struct slice bank_country, struct error *error)
{
	if (!slice_is_empty(iban))
		return iban_check(iban, error) ||
		    error_in_field(error, "iban", 0);
	if (slice_is_empty(account)) {
		(void)error_set(error, FAULT_INPUT,
		    "neither an IBAN nor an account is given");
		return error_in_field(error, "iban", 0);
	}
	if (iban_country_has(bank_country)) {
		(void)error_set(error, FAULT_INPUT,
		    "\"%.*s\": banks in %.*s need an IBAN",
		    SLICE_PRINT(account), SLICE_PRINT(bank_country));
		return error_in_field(error, "account", 0);
	}
	if (account.length > PAYMENT_ACCOUNT_MAX ||
	    !transliteration_is_plain(account)) {
		(void)error_set(error, FAULT_INPUT,
		    "\"%.*s\" is not up to %d characters which banks take",
		    SLICE_PRINT(account), PAYMENT_ACCOUNT_MAX);
		return error_in_field(error, "account", 0);
	}
	return true;
}

bool
payment_check_id(const char *what, struct slice id, struct error *error)
{
	bool right = id.length > 0 && id.length <= PAYMENT_ID_MAX &&
	    transliteration_is_plain(id) && id.text[0] != '/' &&
	    id.text[id.length - 1] != '/';

	for (size_t i = 1; right && i < id.length; i++)
		right = id.text[i - 1] != '/' || id.text[i] != '/';
	if (!right)
		return error_set(error, FAULT_INPUT,
		    "%s \"%.*s\" is not 1 to %d characters of those banks "
		    "take (a-z A-Z 0-9 / - ? : ( ) . , ' +)", what,
		    SLICE_PRINT(id), PAYMENT_ID_MAX);
	return true;
}

bool
payment_check(const struct payment *payment, struct error *error)
{
	char amount[MONEY_TEXT_MAX];

	if (!payment_check_id("the number", payment->payment, error))
		return error_in_field(error, "payment", 0);
	if (payment->amount.units <= 0) {
		(void)money_format(amount, payment->amount);
		(void)error_set(error, FAULT_INPUT,
		    "payment %.*s of %s %s is not above zero",
		    SLICE_PRINT(payment->payment),
		    currency_code(payment->currency), amount);
		return error_in_field(error, "amount", 0);
	}
	return payment_check_account(payment->iban, payment->account,
	    payment->bank_country, error);
}

int
payment_compare(const struct payment *one, const struct payment *other)
{
	int order = slice_compare(one->debtor_account, other->debtor_account);

	if (order == 0)
		order = strcmp(currency_code(one->currency),
		    currency_code(other->currency));
	if (order == 0)
		order = date_compare(one->execution_date,
		    other->execution_date);
	if (order == 0)
		order = slice_compare(one->payment, other->payment);
	return order;
}

bool
payment_same_group(const struct payment *one, const struct payment *other)
{
	return slice_equal(one->debtor_account, other->debtor_account) &&
	    currency_equal(one->currency, other->currency) &&
	    date_compare(one->execution_date, other->execution_date) == 0;
}
