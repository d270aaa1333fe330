#include "store/payment.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/memory.h"
#include "store/digest.h"
#include "store/pay_line.h"
#include "store/sealed.h"
#include "store/undone.h"

struct payment_list {
	struct statement *rows;
};

#define COLUMNS "payment, batch, person, sequence, entity, amount, " \
	"currency, execution_date, debtor_account, holder, iban, account, " \
	"bic, bank_name, bank_country, street, post_code, town, country, " \
	"remittance"

static const char one_payment[] =
    "SELECT " COLUMNS " FROM payment WHERE payment = $1";

static const char batch_payments[] =
    "SELECT " COLUMNS " FROM payment WHERE batch = $1 ORDER BY payment";

static const char batch_created[] =
    "SELECT created, run FROM payment_batch WHERE batch = $1";

/* Columns which are no text fields, from 0. */
enum {
	COLUMN_SEQUENCE = 3,
	COLUMN_AMOUNT = 5,
	COLUMN_CURRENCY = 6,
	COLUMN_DATE = 7,
	COLUMN_COUNT = 20
};

/* The text fields and their columns. */
struct place {
	int column;
	size_t offset;
};

static const struct place places[] = {
	{ 0, offsetof(struct payment, payment) },
	{ 1, offsetof(struct payment, batch) },
	{ 2, offsetof(struct payment, person) },
	{ 4, offsetof(struct payment, entity) },
	{ 8, offsetof(struct payment, debtor_account) },
	{ 9, offsetof(struct payment, holder) },
	{ 10, offsetof(struct payment, iban) },
	{ 11, offsetof(struct payment, account) },
	{ 12, offsetof(struct payment, bic) },
	{ 13, offsetof(struct payment, bank_name) },
	{ 14, offsetof(struct payment, bank_country) },
	{ 15, offsetof(struct payment, street) },
	{ 16, offsetof(struct payment, post_code) },
	{ 17, offsetof(struct payment, town) },
	{ 18, offsetof(struct payment, country) },
	{ 19, offsetof(struct payment, remittance) }
};

enum { PLACES = sizeof(places) / sizeof(places[0]) };

static struct slice
text_at(const struct payment *payment, size_t at)
{
	return *(const struct slice *)(const void *)
	    ((const char *)payment + places[at].offset);
}

void
payment_digest(struct run *run, const struct payment *payment)
{
	char numbers[128], date[DATE_TEXT_MAX];
	struct digest digest;
	int length;

	digest_begin(&digest, run);
	for (size_t i = 0; i < PLACES; i++) {
		digest_add(&digest, text_at(payment, i));
		digest_add(&digest, slice_from("\x1f", 1));
	}
	(void)date_format(date, payment->execution_date);
	length = snprintf(numbers, sizeof(numbers),
	    "%" PRId64 " %" PRId64 " %s %s\n", payment->sequence,
	    payment->amount.units, currency_code(payment->currency), date);
	digest_add(&digest, slice_from(numbers, (size_t)length));
	digest_flush(&digest);
}

/* In the order of the columns (sealed.c); the state is that of the table. */
bool
payment_store(struct run *run, const struct payment *payment,
    struct error *error)
{
	char date[DATE_TEXT_MAX];
	struct slice texts[COLUMN_COUNT];
	struct bulk *bulk;

	if (!run_bulk(&bulk, run, &sealed_payment, error))
		return false;
	for (size_t i = 0; i < PLACES; i++)
		texts[places[i].column] = text_at(payment, i);
	texts[COLUMN_CURRENCY] = slice_of(currency_code(payment->currency));
	texts[COLUMN_DATE] = slice_from(date,
	    date_format(date, payment->execution_date));
	for (int i = 0; i < COLUMN_COUNT; i++)
		if (i == COLUMN_SEQUENCE)
			bulk_integer(bulk, payment->sequence);
		else if (i == COLUMN_AMOUNT)
			bulk_integer(bulk, payment->amount.units);
		else
			bulk_text(bulk, texts[i]);
	seal_total(bulk->seal, payment->currency, payment->amount.units);
	return bulk_row(bulk, error);
}

bool
payment_store_batch(struct run *run, struct slice batch, struct slice source,
    size_t count, struct error *error)
{
	char created[INSTANT_TEXT_MAX], after[64];
	struct bulk *bulk;
	int64_t paid;

	/* The lines may have been withdrawn since they were read. */
	if (!pay_line_batch_run(&paid, run_store(run), source, error) ||
	    !run_bulk(&bulk, run, &sealed_payment_batch, error))
		return false;
	(void)instant_format(created, run_time(run));
	bulk_text(bulk, batch);
	bulk_text(bulk, source);
	bulk_text(bulk, slice_of(created));
	bulk_integer(bulk, (int64_t)count);
	bulk_integer(bulk, run_number(run));
	(void)snprintf(after, sizeof(after), "{\"payments\":%zu}", count);
	return bulk_row(bulk, error) &&
	    run_audit(run, "store", "payment", batch, slice_of(""),
	    slice_of(after), error);
}

bool
payment_batch_created(struct instant *out, struct store *store,
    struct slice batch, struct error *error)
{
	struct statement *statement;

	if (!store_prepare(&statement, store, batch_created, error))
		return false;
	store_bind_text(statement, 1, batch);
	if (store_step(statement, error))
		return instant_parse(out, store_text(statement, 0), error) &&
		    undone_refuse(store, store_integer(statement, 1),
		    "the payment batch", batch, error);
	if (error->fault != FAULT_NONE)
		return false;
	return error_set(error, FAULT_STORE,
	    "there is no payment batch \"%.*s\"", SLICE_PRINT(batch));
}

static bool
read_row(struct payment *out, const struct statement *row,
    struct error *error)
{
	*out = (struct payment){ 0 };
	for (size_t i = 0; i < PLACES; i++)
		*(struct slice *)(void *)((char *)out + places[i].offset) =
		    store_text(row, places[i].column);
	out->sequence = store_integer(row, 3);
	out->execution_date = store_date(row, 7, error);
	if (error->fault != FAULT_NONE ||
	    !currency_parse(&out->currency, store_text(row, 6), error))
		return false;
	out->amount = (struct money){ store_integer(row, 5), out->currency };
	return true;
}

bool
payment_find(bool *found, struct payment *out, struct store *store,
    struct slice number, struct error *error)
{
	struct statement *statement;

	if (!store_prepare(&statement, store, one_payment, error))
		return false;
	store_bind_text(statement, 1, number);
	*found = store_step(statement, error);
	if (!*found)
		return error->fault == FAULT_NONE;
	return read_row(out, statement, error);
}

bool
payment_list_open(struct payment_list **out, struct store *store,
    struct slice batch, struct error *error)
{
	struct instant created;
	struct statement *rows;

	if (!payment_batch_created(&created, store, batch, error) ||
	    !store_prepare(&rows, store, batch_payments, error))
		return false;
	store_bind_text(rows, 1, batch);
	*out = memory_new(sizeof(**out));
	(*out)->rows = rows;
	return true;
}

bool
payment_list_next(struct payment_list *list, struct payment *out,
    struct error *error)
{
	return store_step(list->rows, error) &&
	    read_row(out, list->rows, error);
}

void
payment_list_close(struct payment_list *list)
{
	memory_free(list);
}
