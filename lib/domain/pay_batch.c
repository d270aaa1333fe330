#include "domain/pay_batch.h"

#include "base/memory.h"
#include "base/table.h"
#include "base/text.h"
#include "domain/pay_person.h"
#include "domain/payment.h"

struct pay_batch {
	struct pay_batch_terms terms;
	struct arena arena;
	struct table persons;
	struct table debtors;	/* "ENTITY CUR", "ENTITY" for any currency */
	struct payment *payments;
	size_t count;
	size_t capacity;
};

bool
pay_batch_new(struct pay_batch **out, const struct pay_batch_terms *terms,
    struct error *error)
{
	struct pay_batch *batch;

	if (terms->batch.length > PAYMENT_BATCH_MAX)
		return error_set(error, FAULT_USAGE,
		    "the batch \"%.*s\" is longer than %d characters",
		    SLICE_PRINT(terms->batch), PAYMENT_BATCH_MAX);
	if (!payment_check_id("the batch", terms->batch, error))
		return false;
	batch = memory_new(sizeof(*batch));
	batch->terms = *terms;
	batch->terms.batch = arena_copy(&batch->arena, terms->batch);
	batch->terms.remittance = arena_copy(&batch->arena,
	    terms->remittance);
	*out = batch;
	return true;
}

void
pay_batch_free(struct pay_batch *batch)
{
	if (batch == NULL)
		return;
	table_release(&batch->persons);
	table_release(&batch->debtors);
	arena_release(&batch->arena);
	memory_free(batch->payments);
	memory_free(batch);
}

static bool
add_debtor(struct pay_batch *batch, struct slice key, struct slice code,
    struct error *error)
{
	struct slice *value = table_get(&batch->debtors, key);

	if (value != NULL)
		return error_set(error, FAULT_INPUT,
		    "\"%.*s\" and \"%.*s\" are both debtor accounts of %.*s",
		    SLICE_PRINT(*value), SLICE_PRINT(code),
		    SLICE_PRINT(key));
	value = arena_new(&batch->arena, sizeof(*value));
	*value = arena_copy(&batch->arena, code);
	table_set(&batch->debtors, key, value);
	return true;
}

static struct slice
debtor_key(struct text *text, struct slice entity, struct currency currency)
{
	text_add(text, entity);
	text_add_character(text, ' ');
	text_add_string(text, currency_code(currency));
	return text_slice(text);
}

bool
pay_batch_add_debtor(struct pay_batch *batch,
    const struct debtor_account *debtor, struct error *error)
{
	struct text key = { 0 };
	bool done;

	done = payment_check_account(debtor->iban, debtor->account,
	    debtor->bank_country, error) &&
	    add_debtor(batch, debtor_key(&key, debtor->entity,
	    debtor->currency), debtor->debtor_account, error) &&
	    (!debtor->any_currency || add_debtor(batch, debtor->entity,
	    debtor->debtor_account, error));
	text_release(&key);
	return done;
}

static struct pay_person *
find_or_add(struct pay_batch *batch, const struct pay_line *line)
{
	struct pay_person *person = table_get(&batch->persons, line->person);

	if (person != NULL)
		return person;
	person = arena_new(&batch->arena, sizeof(*person));
	person->number = arena_copy(&batch->arena, line->person);
	person->entity = arena_copy(&batch->arena, line->entity);
	table_set(&batch->persons, person->number, person);
	return person;
}

bool
pay_batch_add_line(struct pay_batch *batch, const struct pay_line *line,
    struct error *error)
{
	struct pay_person *person = find_or_add(batch, line);
	struct money amount = line->amount;

	if (!slice_equal(person->entity, line->entity))
		return error_set(error, FAULT_INPUT,
		    "person %.*s has lines of the entities %.*s and %.*s",
		    SLICE_PRINT(person->number), SLICE_PRINT(person->entity),
		    SLICE_PRINT(line->entity));
	if (slice_is(line->kind, "deduction")) {
		if (!money_negate(&amount, amount, error))
			return false;
	} else if (!slice_is(line->kind, "earning")) {
		return true;
	}
	return pay_person_add(person, &batch->arena, line->split, amount, error);
}

static struct slice
keep(struct pay_batch *batch, struct slice text)
{
	return arena_copy(&batch->arena, text);
}

static struct pay_account *
copy_account(struct pay_batch *batch, const struct pay_account *account)
{
	struct pay_account *copy = arena_new(&batch->arena, sizeof(*copy));

	*copy = *account;
	copy->person = keep(batch, account->person);
	copy->split = keep(batch, account->split);
	copy->holder = keep(batch, account->holder);
	copy->iban = keep(batch, account->iban);
	copy->account = keep(batch, account->account);
	copy->bic = keep(batch, account->bic);
	copy->bank_name = keep(batch, account->bank_name);
	copy->bank_country = keep(batch, account->bank_country);
	copy->street = keep(batch, account->street);
	copy->post_code = keep(batch, account->post_code);
	copy->town = keep(batch, account->town);
	copy->country = keep(batch, account->country);
	return copy;
}

bool
pay_batch_add_account(struct pay_batch *batch,
    const struct pay_account *account, struct error *error)
{
	struct pay_person *person = table_get(&batch->persons, account->person);
	size_t at;

	if (person == NULL)
		return true;
	if (person->count == PAY_SPLIT_ACCOUNTS_MAX)
		return error_set(error, FAULT_INPUT,
		    "person %.*s has more than %d accounts",
		    SLICE_PRINT(person->number), PAY_SPLIT_ACCOUNTS_MAX);
	for (at = person->count; at > 0 && person->accounts[at - 1]->sequence
	    > account->sequence; at--)
		person->accounts[at] = person->accounts[at - 1];
	if (at > 0 && person->accounts[at - 1]->sequence == account->sequence)
		return error_set(error, FAULT_INPUT,
		    "person %.*s has two accounts %lld",
		    SLICE_PRINT(person->number),
		    (long long)account->sequence);
	person->accounts[at] = copy_account(batch, account);
	person->count++;
	person->has_fixed |= account->amount.units != 0;
	return true;
}

static bool
find_debtor(struct slice *out, const struct pay_batch *batch,
    struct slice entity, struct currency currency, struct error *error)
{
	struct text key = { 0 };
	const struct slice *found = table_get(&batch->debtors,
	    debtor_key(&key, entity, currency));

	text_release(&key);
	if (found == NULL)
		found = table_get(&batch->debtors, entity);
	if (found == NULL)
		return error_set(error, FAULT_INPUT,
		    "entity %.*s has no debtor account in %s and none for "
		    "any currency", SLICE_PRINT(entity),
		    currency_code(currency));
	*out = *found;
	return true;
}

static struct slice
number_payment(struct pay_batch *batch)
{
	char text[PAYMENT_ID_MAX + 16];
	int length = snprintf(text, sizeof(text), "%.*s-%06zu",
	    SLICE_PRINT(batch->terms.batch), batch->count + 1);

	return arena_copy(&batch->arena, slice_from(text, (size_t)length));
}

static bool
add_payment(struct pay_batch *batch, const struct pay_person *person, size_t at,
    struct error *error)
{
	const struct pay_account *account = person->accounts[at];
	struct payment payment = {
		.payment = number_payment(batch),
		.batch = batch->terms.batch, .person = person->number,
		.sequence = account->sequence, .entity = person->entity,
		.amount = person->totals[at], .currency = account->currency,
		.execution_date = batch->terms.execution_date,
		.holder = account->holder, .iban = account->iban,
		.account = account->account, .bic = account->bic,
		.bank_name = account->bank_name,
		.bank_country = account->bank_country,
		.street = account->street, .post_code = account->post_code,
		.town = account->town, .country = account->country,
		.remittance = batch->terms.remittance
	};

	if (!find_debtor(&payment.debtor_account, batch, person->entity,
	    payment.currency, error) || !payment_check(&payment, error))
		return false;
	batch->payments = memory_grow(batch->payments, &batch->capacity,
	    batch->count, sizeof(payment));
	batch->payments[batch->count++] = payment;
	return true;
}

static bool
pay_one(struct pay_batch *batch, struct pay_person *person,
    struct error *error)
{
	struct pay_split split = { .exchange = batch->terms.exchange,
	    .day = batch->terms.execution_date };

	if (!pay_person_share(person, &batch->arena, &split, error))
		return false;
	for (size_t i = 0; i < person->count; i++)
		if (person->totals[i].units != 0 &&
		    !add_payment(batch, person, i, error))
			return false;
	return true;
}

/* Put the person before the message. */
static bool
name_person(const struct pay_person *person, struct error *error)
{
	char message[ERROR_MESSAGE_MAX];

	(void)snprintf(message, sizeof(message), "%s", error->message);
	(void)snprintf(error->message, sizeof(error->message),
	    "person %.*s: %.*s", SLICE_PRINT(person->number),
	    ERROR_MESSAGE_MAX / 2, message);
	return false;
}

static int
compare_persons(const void *one, const void *other)
{
	return slice_compare((*(struct pay_person *const *)one)->number,
	    (*(struct pay_person *const *)other)->number);
}

bool
pay_batch_finish(struct pay_batch *batch, struct error *error)
{
	size_t count = batch->persons.count;
	struct pay_person **order = memory_resize(NULL, count + 1,
	    sizeof(*order));
	bool done = true;

	for (size_t i = 0; i < count; i++)
		order[i] = batch->persons.entries[i].value;
	qsort(order, count, sizeof(*order), compare_persons);
	for (size_t i = 0; done && i < count; i++)
		done = pay_one(batch, order[i], error) ||
		    name_person(order[i], error);
	memory_free(order);
	return done;
}

size_t
pay_batch_count(const struct pay_batch *batch)
{
	return batch->count;
}

const struct payment *
pay_batch_payment(const struct pay_batch *batch, size_t at)
{
	return &batch->payments[at];
}
