/* The checks before a payment message is written. */
#include "domain/pain.h"

#include <stdio.h>

#include "domain/pain_text.h"

struct limit {
	const char *field;
	struct slice text;
	size_t max;
	bool required;
};

/* Is anything said by a text whose characters became "?"? */
static bool
says_something(struct slice plain)
{
	for (size_t i = 0; i < plain.length; i++)
		if (strchr("? .,-", plain.text[i]) == NULL)
			return true;
	return false;
}

static bool
refuse_text(const struct payment *payment, const struct limit *limit,
    struct slice plain, struct error *error)
{
	char whose[PAYMENT_ID_MAX + 16] = "";

	if (payment != NULL)
		(void)snprintf(whose, sizeof(whose), " of payment %.*s",
		    SLICE_PRINT(payment->payment));
	if (slice_is_empty(limit->text))
		(void)error_set(error, FAULT_INPUT,
		    "is needed in a payment message%s%s",
		    payment != NULL ? ", for that" : "", whose);
	else if (plain.length <= limit->max)
		(void)error_set(error, FAULT_INPUT,
		    "\"%.*s\"%s has no letter which banks take",
		    SLICE_PRINT(limit->text), whose);
	else
		(void)error_set(error, FAULT_INPUT,
		    "\"%.*s\"%s is longer than %zu characters",
		    SLICE_PRINT(plain), whose, limit->max);
	return error_in_field(error, limit->field, 0);
}

/* How long is the text in permitted characters, and does it lose any? */
static bool
check_text(struct pain_message *message, const struct payment *payment,
    const struct limit *limit, struct text *buffer, struct error *error)
{
	struct slice plain;
	size_t lost = pain_text(&plain, message->letters, limit->text,
	    buffer);

	if (plain.length > limit->max || (limit->required &&
	    (slice_is_empty(plain) || (lost > 0 && !says_something(plain)))))
		return refuse_text(payment, limit, plain, error);
	if (lost > 0 && message->lost != NULL)
		message->lost(message->context, payment, limit->field,
		    limit->text, plain);
	return true;
}

static bool
check_texts(struct pain_message *message, const struct payment *payment,
    const struct limit *limits, struct error *error)
{
	struct text buffer = { 0 };
	bool right = true;

	for (; right && limits->field != NULL; limits++)
		right = check_text(message, payment, limits, &buffer, error);
	text_release(&buffer);
	return right;
}

static bool
is_letter(char character)
{
	return character >= 'A' && character <= 'Z';
}

/*
 * Version 03 has the form of ISO 9362:2009, four letters of the bank, two of
 * the country, and no 0 or 1, nor then O, in the place; 09 that of 2014, in
 * which the bank may have digits.
 */
static bool
check_bic(enum pain_version version, struct slice bic, struct error *error)
{
	bool right = bic.length == 0 || bic.length == 8 || bic.length == 11;

	for (size_t i = 0; right && i < bic.length; i++)
		right = is_letter(bic.text[i]) ||
		    (bic.text[i] >= '0' && bic.text[i] <= '9');
	for (size_t i = version == PAIN_001_001_03 ? 0 : 4;
	    right && i < 6 && i < bic.length; i++)
		right = is_letter(bic.text[i]);
	if (right && bic.length > 0 && version == PAIN_001_001_03)
		right = bic.text[6] != '0' && bic.text[6] != '1' &&
		    bic.text[7] != 'O';
	if (right)
		return true;
	(void)error_set(error, FAULT_INPUT,
	    "\"%.*s\" is not a BIC which the message may carry",
	    SLICE_PRINT(bic));
	return error_in_field(error, "bic", 0);
}

static bool
check_payment(struct pain_message *message, const struct payment *payment,
    const struct payment *before, struct error *error)
{
	/* A text for all payees is looked at, and warned of, once. */
	bool same = before != NULL && slice_equal(before->remittance,
	    payment->remittance);
	const struct limit limits[] = {
		{ "holder", payment->holder, PAYMENT_NAME_MAX, true },
		{ "street", payment->street, PAYMENT_STREET_MAX, false },
		{ "post_code", payment->post_code, PAYMENT_POST_CODE_MAX,
		    false },
		{ "town", payment->town, PAYMENT_TOWN_MAX, true },
		{ "bank_name", payment->bank_name, PAYMENT_NAME_MAX, false },
		{ "remittance", same ? slice_of("") : payment->remittance,
		    PAYMENT_REMITTANCE_MAX, false },
		{ 0 }
	};

	return payment_check(payment, error) &&
	    check_bic(message->version, payment->bic, error) &&
	    check_texts(message, payment, limits, error);
}

static bool
check_debtor(struct pain_message *message, const struct payment *payment,
    struct error *error)
{
	const struct debtor_account *debtor = table_get(message->debtors,
	    payment->debtor_account);

	if (debtor == NULL)
		return error_set(error, FAULT_INPUT,
		    "\"%.*s\" is not a known debtor account",
		    SLICE_PRINT(payment->debtor_account));

	const struct limit limits[] = {
		{ "name", debtor->name, PAYMENT_NAME_MAX, true },
		{ "street", debtor->street, PAYMENT_STREET_MAX, false },
		{ "post_code", debtor->post_code, PAYMENT_POST_CODE_MAX,
		    false },
		{ "town", debtor->town, PAYMENT_TOWN_MAX, true },
		{ 0 }
	};

	return payment_check_account(debtor->iban, debtor->account,
	    debtor->bank_country, error) &&
	    check_bic(message->version, debtor->bic, error) &&
	    check_texts(message, NULL, limits, error);
}

static int
compare(const void *one, const void *other)
{
	return payment_compare(*(const struct payment *const *)one,
	    *(const struct payment *const *)other);
}

/* Each debtor once: the payments are sorted by it. */
static bool
check_all(struct pain_message *message, struct table *numbers,
    struct error *error)
{
	size_t groups = 0;

	for (size_t i = 0; i < message->count; i++) {
		const struct payment *payment = message->payments[i];
		const struct payment *before =
		    i > 0 ? message->payments[i - 1] : NULL;
		bool added;

		if ((before == NULL || !slice_equal(before->debtor_account,
		    payment->debtor_account)) &&
		    !check_debtor(message, payment, error))
			return false;
		if (!check_payment(message, payment, before, error))
			return false;
		(void)table_put(numbers, payment->payment, &added);
		if (!added)
			return error_set(error, FAULT_INPUT,
			    "payment \"%.*s\" is there twice",
			    SLICE_PRINT(payment->payment));
		groups += before == NULL ||
		    !payment_same_group(before, payment);
	}
	if (groups > PAIN_GROUPS_MAX)
		return error_set(error, FAULT_INPUT,
		    "more than %d groups of payments", PAIN_GROUPS_MAX);
	return true;
}

/* Sums have 18 digits, as amounts do. */
static bool
check_sum(const struct pain_message *message, struct error *error)
{
	struct decimal sum = DECIMAL_ZERO;
	char text[DECIMAL_TEXT_MAX];
	size_t digits = 0;

	for (size_t i = 0; i < message->count; i++)
		if (!decimal_add(&sum, sum, money_to_decimal(
		    message->payments[i]->amount), error))
			return false;
	(void)decimal_format(text, sum);
	for (const char *at = text; *at != '\0'; at++)
		digits += *at >= '0' && *at <= '9';
	return digits <= PAYMENT_DIGITS_MAX || error_set(error, FAULT_INPUT,
	    "the payments sum to %s, more than %d digits", text,
	    PAYMENT_DIGITS_MAX);
}

/* The initiator may be left to the first debtor, which is checked. */
static bool
check_message(struct pain_message *message, struct error *error)
{
	const struct limit limits[] = {
		{ "initiator", message->initiator, PAYMENT_NAME_MAX, true },
		{ 0 }
	};

	if (message->count == 0)
		return error_set(error, FAULT_INPUT, "there is no payment");
	if (message->id.length > PAIN_MESSAGE_ID_MAX)
		return error_set(error, FAULT_INPUT,
		    "the message's id \"%.*s\" is longer than %d characters",
		    SLICE_PRINT(message->id), PAIN_MESSAGE_ID_MAX);
	return payment_check_id("the message's id", message->id, error) &&
	    (slice_is_empty(message->initiator) ||
	    check_texts(message, NULL, limits, error));
}

bool
pain_prepare(struct pain_message *message, struct error *error)
{
	struct table numbers = { 0 };
	bool right;

	if (!check_message(message, error))
		return false;
	qsort(message->payments, message->count,
	    sizeof(*message->payments), compare);
	right = check_all(message, &numbers, error) &&
	    check_sum(message, error);
	table_release(&numbers);
	return right;
}
