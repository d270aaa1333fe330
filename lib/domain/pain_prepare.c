/* The checks before a payment message is written. */
#include "domain/pain.h"

struct limit {
	const char *field;
	struct slice text;
	size_t max;
	bool required;
};

/* How long is the text in permitted characters, and does it lose any? */
static bool
check_text(struct pain_message *message, const struct payment *payment,
    const struct limit *limit, struct text *plain, struct error *error)
{
	size_t lost = transliteration_apply(message->letters, limit->text,
	    plain);

	if (lost > 0 && message->lost != NULL)
		message->lost(message->context, payment, limit->field,
		    limit->text, text_slice(plain));
	if (plain->length <= limit->max &&
	    (plain->length > 0 || !limit->required))
		return true;
	if (plain->length == 0)
		(void)error_set(error, FAULT_INPUT,
		    "is needed in a payment message");
	else
		(void)error_set(error, FAULT_INPUT,
		    "\"%s\" is longer than %zu characters", plain->bytes,
		    limit->max);
	return error_in_field(error, limit->field, 0);
}

static bool
check_texts(struct pain_message *message, const struct payment *payment,
    const struct limit *limits, struct error *error)
{
	struct text plain = { 0 };
	bool right = true;

	for (; right && limits->field != NULL; limits++)
		right = check_text(message, payment, limits, &plain, error);
	text_release(&plain);
	return right;
}

static bool
check_payment(struct pain_message *message, const struct payment *payment,
    struct error *error)
{
	const struct limit limits[] = {
		{ "holder", payment->holder, PAYMENT_NAME_MAX, true },
		{ "street", payment->street, PAYMENT_STREET_MAX, false },
		{ "post_code", payment->post_code, PAYMENT_POST_CODE_MAX,
		    false },
		{ "town", payment->town, PAYMENT_TOWN_MAX, true },
		{ "bank_name", payment->bank_name, PAYMENT_NAME_MAX, false },
		{ "remittance", payment->remittance, PAYMENT_REMITTANCE_MAX,
		    false },
		{ 0 }
	};

	return payment_check(payment, error) &&
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
		if (!check_payment(message, payment, error))
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

bool
pain_prepare(struct pain_message *message, struct error *error)
{
	struct table numbers = { 0 };
	bool right;

	if (message->count == 0)
		return error_set(error, FAULT_INPUT, "there is no payment");
	if (message->id.length > PAIN_MESSAGE_ID_MAX)
		return error_set(error, FAULT_INPUT,
		    "the message's id \"%.*s\" is longer than %d characters",
		    SLICE_PRINT(message->id), PAIN_MESSAGE_ID_MAX);
	if (!payment_check_id("the message's id", message->id, error))
		return false;
	qsort(message->payments, message->count,
	    sizeof(*message->payments), compare);
	right = check_all(message, &numbers, error);
	table_release(&numbers);
	return right;
}
