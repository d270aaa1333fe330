#include "domain/payment.h"

#include "domain/transliteration.h"
#include "value/iban.h"

#define AMOUNT_UNITS_END INT64_C(1000000000000000000)	/* 18 digits */

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
	if (payment->amount.units <= 0 ||
	    payment->amount.units >= AMOUNT_UNITS_END) {
		(void)money_format(amount, payment->amount);
		(void)error_set(error, FAULT_INPUT,
		    "payment %.*s of %s %s %s",
		    SLICE_PRINT(payment->payment),
		    currency_code(payment->currency), amount,
		    payment->amount.units <= 0 ? "is not above zero" :
		    "has more than 18 digits");
		return error_in_field(error, "amount", 0);
	}
	return payment_check_account(payment->iban, payment->account,
	    payment->bank_country, error);
}

int
payment_compare(const struct payment *one, const struct payment *other)
{
	int order = slice_compare(one->debtor_account, other->debtor_account);

	if (order == 0 && !currency_equal(one->currency, other->currency))
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

static const size_t texts[] = {
	offsetof(struct payment, payment), offsetof(struct payment, batch),
	offsetof(struct payment, person), offsetof(struct payment, entity),
	offsetof(struct payment, debtor_account),
	offsetof(struct payment, holder), offsetof(struct payment, iban),
	offsetof(struct payment, account), offsetof(struct payment, bic),
	offsetof(struct payment, bank_name),
	offsetof(struct payment, bank_country),
	offsetof(struct payment, street),
	offsetof(struct payment, post_code), offsetof(struct payment, town),
	offsetof(struct payment, country),
	offsetof(struct payment, remittance)
};

enum { TEXTS = sizeof(texts) / sizeof(texts[0]) };

static struct slice *
text_of(struct payment *payment, size_t at)
{
	return (struct slice *)(void *)((char *)payment + texts[at]);
}

static struct slice
text_at(const struct payment *payment, size_t at)
{
	return *(const struct slice *)(const void *)
	    ((const char *)payment + texts[at]);
}

struct payment *
payment_keep(struct arena *arena, const struct payment *payment)
{
	size_t size = sizeof(*payment);
	struct payment *copy;
	char *at;

	for (size_t i = 0; i < TEXTS; i++)
		size += text_at(payment, i).length;
	copy = arena_new(arena, size);
	*copy = *payment;
	at = (char *)copy + sizeof(*copy);
	for (size_t i = 0; i < TEXTS; i++) {
		struct slice *text = text_of(copy, i);

		if (text->length > 0)
			memcpy(at, text->text, text->length);
		text->text = at;
		at += text->length;
	}
	return copy;
}

bool
payment_same(const struct payment *one, const struct payment *other)
{
	for (size_t i = 0; i < TEXTS; i++)
		if (!slice_equal(text_at(one, i), text_at(other, i)))
			return false;
	return one->sequence == other->sequence &&
	    one->amount.units == other->amount.units &&
	    currency_equal(one->currency, other->currency) &&
	    one->execution_date.days == other->execution_date.days;
}
