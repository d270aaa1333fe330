#include "domain/pay_batch.h"

#include "base/assert.h"
#include "base/memory.h"
#include "base/table.h"
#include "base/text.h"
#include "domain/pay_person.h"
#include "domain/payment.h"

enum { PAY_BATCH_DIGITS = 6 };	/* of a payment's number */

/* What makes a payment. */
struct part {
	const struct pay_person *person;
	const struct pay_pack *account;
	const struct slice *debtor;
	struct money amount;
};

struct pay_batch {
	struct pay_batch_terms terms;
	struct arena arena;
	struct table numbers;	/* of the persons, in the order of these */
	struct pay_person *persons;
	size_t person_capacity;
	size_t last;		/* whose line came last */
	struct table entities;
	struct table debtors;	/* "ENTITY CUR", "ENTITY" for any currency */
	struct text key;
	struct part *parts;
	size_t count;
	size_t capacity;
	char number[PAYMENT_ID_MAX + 1];	/* of the payment shown last */
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
	table_release(&batch->numbers);
	table_release(&batch->entities);
	table_release(&batch->debtors);
	text_release(&batch->key);
	arena_release(&batch->arena);
	memory_free(batch->persons);
	memory_free(batch->parts);
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
	text_clear(text);
	text_add(text, entity);
	text_add_character(text, ' ');
	text_add_string(text, currency_code(currency));
	return text_slice(text);
}

bool
pay_batch_add_debtor(struct pay_batch *batch,
    const struct debtor_account *debtor, struct error *error)
{
	return payment_check_account(debtor->iban, debtor->account,
	    debtor->bank_country, error) &&
	    add_debtor(batch, debtor_key(&batch->key, debtor->entity,
	    debtor->currency), debtor->debtor_account, error) &&
	    (!debtor->any_currency || add_debtor(batch, debtor->entity,
	    debtor->debtor_account, error));
}

/* Lines of a person come together. */
static struct pay_person *
find_or_add(struct pay_batch *batch, const struct pay_line *line)
{
	size_t number, entity;
	bool added;

	if (batch->last < batch->numbers.count &&
	    slice_equal(batch->persons[batch->last].number, line->person))
		return &batch->persons[batch->last];
	number = table_put(&batch->numbers, line->person, &added);
	batch->last = number;
	if (!added)
		return &batch->persons[number];
	batch->persons = memory_grow(batch->persons, &batch->person_capacity,
	    number, sizeof(*batch->persons));
	entity = table_put(&batch->entities, line->entity, &added);
	batch->persons[number] = (struct pay_person){
		.number = batch->numbers.entries[number].key,
		.entity = batch->entities.entries[entity].key
	};
	return &batch->persons[number];
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

bool
pay_batch_add_account(struct pay_batch *batch,
    const struct pay_account *account, struct error *error)
{
	int64_t number = table_find(&batch->numbers, account->person);

	return number == TABLE_ABSENT ||
	    pay_pack_add(&batch->persons[number].accounts, &batch->arena,
	    account, error);
}

static bool
find_debtor(const struct slice **out, struct pay_batch *batch,
    struct slice entity, struct currency currency, struct error *error)
{
	*out = table_get(&batch->debtors, debtor_key(&batch->key, entity,
	    currency));
	if (*out == NULL)
		*out = table_get(&batch->debtors, entity);
	return *out != NULL || error_set(error, FAULT_INPUT,
	    "entity %.*s has no debtor account in %s and none for any "
	    "currency", SLICE_PRINT(entity), currency_code(currency));
}

static bool
add_payment(struct pay_batch *batch, const struct part *part,
    struct error *error)
{
	struct payment payment;

	if (batch->count == PAY_BATCH_PAYMENTS_MAX)
		return error_set(error, FAULT_INPUT,
		    "there are more than %d payments in the batch",
		    PAY_BATCH_PAYMENTS_MAX);
	batch->parts = memory_grow(batch->parts, &batch->capacity,
	    batch->count, sizeof(*part));
	batch->parts[batch->count++] = *part;
	pay_batch_payment(&payment, batch, batch->count - 1);
	return payment_check(&payment, error);
}

static bool
open_accounts(struct pay_account accounts[PAY_SPLIT_ACCOUNTS_MAX],
    const struct pay_pack *packs[PAY_SPLIT_ACCOUNTS_MAX],
    struct pay_shares *shares, const struct pay_person *person,
    struct error *error)
{
	const struct pay_pack *pack = person->accounts;

	for (shares->count = 0; pack != NULL; pack = pay_pack_next(pack)) {
		if (shares->count == PAY_SPLIT_ACCOUNTS_MAX)
			return error_set(error, FAULT_INPUT,
			    "there are more than %d accounts",
			    PAY_SPLIT_ACCOUNTS_MAX);
		packs[shares->count] = pack;
		pay_pack_open(&accounts[shares->count], pack);
		shares->accounts[shares->count] = &accounts[shares->count];
		shares->count++;
	}
	return true;
}

static bool
pay_one(struct pay_batch *batch, struct pay_person *person,
    struct error *error)
{
	struct pay_split split = { .exchange = batch->terms.exchange,
	    .day = batch->terms.execution_date };
	struct pay_account accounts[PAY_SPLIT_ACCOUNTS_MAX];
	const struct pay_pack *packs[PAY_SPLIT_ACCOUNTS_MAX];
	struct pay_shares shares;

	if (!open_accounts(accounts, packs, &shares, person, error) ||
	    !pay_person_share(&shares, person, &batch->arena, &split, error))
		return false;
	for (size_t i = 0; i < shares.count; i++) {
		struct part part = { person, packs[i], NULL,
		    shares.totals[i] };

		if (part.amount.units == 0)
			continue;
		if (!find_debtor(&part.debtor, batch, person->entity,
		    part.amount.currency, error) ||
		    !add_payment(batch, &part, error))
			return false;
	}
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
	size_t count = batch->numbers.count;
	struct pay_person **order = memory_resize(NULL, count + 1,
	    sizeof(*order));
	bool done = true;

	for (size_t i = 0; i < count; i++)
		order[i] = &batch->persons[i];
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

/* BATCH-000001: numbers have one length, so that they are in order. */
static struct slice
number_payment(struct pay_batch *batch, size_t number)
{
	size_t end = sizeof(batch->number), at = end;
	struct slice key = batch->terms.batch;

	for (; end - at < PAY_BATCH_DIGITS; number /= 10)
		batch->number[--at] = (char)('0' + number % 10);
	batch->number[--at] = '-';
	ENSURE(key.length <= at);
	at -= key.length;
	memcpy(batch->number + at, key.text, key.length);
	return slice_from(batch->number + at, end - at);
}

void
pay_batch_payment(struct payment *out, struct pay_batch *batch, size_t at)
{
	const struct part *part = &batch->parts[at];
	struct pay_account account;

	pay_pack_open(&account, part->account);
	*out = (struct payment){
		.payment = number_payment(batch, at + 1),
		.batch = batch->terms.batch, .person = part->person->number,
		.sequence = account.sequence, .entity = part->person->entity,
		.amount = part->amount, .currency = part->amount.currency,
		.execution_date = batch->terms.execution_date,
		.debtor_account = *part->debtor,
		.holder = account.holder, .iban = account.iban,
		.account = account.account, .bic = account.bic,
		.bank_name = account.bank_name,
		.bank_country = account.bank_country,
		.street = account.street, .post_code = account.post_code,
		.town = account.town, .country = account.country,
		.remittance = batch->terms.remittance
	};
}
