#include "domain/pay_batch.h"

#include "domain/pay_split.h"
#include "currency_of.h"
#include "tap.h"

static struct error error;
static struct pay_batch *batch;
static struct payment payment;

static void
begin(const char *key, const struct exchange *exchange)
{
	struct pay_batch_terms terms = { slice_of(key), { 20755 },
	    slice_of("Salary"), exchange };
	struct debtor_account debtor = {
		.debtor_account = SLICE("HOUSE"), .entity = SLICE("E"),
		.currency = currency_of("USD"), .any_currency = true,
		.account = SLICE("123"), .bank_country = SLICE("US")
	};

	pay_batch_free(batch);
	batch = NULL;
	error_clear(&error);
	if (pay_batch_new(&batch, &terms, &error))
		(void)pay_batch_add_debtor(batch, &debtor, &error);
}

static bool
line(const char *person, const char *kind, int64_t units, const char *code,
    const char *class)
{
	struct pay_line line = {
		.person = slice_of(person), .kind = slice_of(kind),
		.entity = SLICE("E"), .split = slice_of(class),
		.currency = currency_of(code),
		.amount = { units, currency_of(code) }
	};

	return pay_batch_add_line(batch, &line, &error);
}

/* An empty share is the rest. */
static bool
account(const char *person, int64_t sequence, const char *code,
    int64_t fixed, const char *share, const char *class)
{
	struct pay_account account = {
		.person = slice_of(person), .sequence = sequence,
		.currency = currency_of(code), .split = slice_of(class),
		.amount = { fixed, currency_of(code) },
		.holder = SLICE("Ann Example"), .account = SLICE("77"),
		.bank_country = SLICE("US"), .town = SLICE("New York"),
		.country = SLICE("US")
	};

	if (*share != '\0')
		(void)decimal_parse(&account.share, slice_of(share), &error);
	return pay_batch_add_account(batch, &account, &error);
}

static bool
pays(size_t at, const char *number, const char *person, int64_t units,
    const char *code)
{
	if (at >= pay_batch_count(batch))
		return false;
	pay_batch_payment(&payment, batch, at);
	return slice_is(payment.payment, number) &&
	    slice_is(payment.person, person) &&
	    payment.amount.units == units &&
	    currency_equal(payment.amount.currency, currency_of(code)) &&
	    currency_equal(payment.currency, currency_of(code));
}

static bool
says(const char *text)
{
	bool said = error.fault == FAULT_INPUT &&
	    strstr(error.message, text) != NULL;

	if (!said)
		printf("# %s\n", error.message);
	return said;
}

static void
nets(void)
{
	begin("B", NULL);
	(void)line("P2", "earning", 500, "USD", "");
	(void)line("P1", "earning", 1000, "USD", "");
	(void)line("P1", "deduction", 300, "USD", "");
	(void)line("P1", "employer", 9999, "USD", "");
	(void)line("P1", "information", 9999, "USD", "");
	(void)account("P1", 1, "USD", 0, "", "");
	(void)account("P2", 1, "USD", 0, "", "");
	(void)account("P3", 1, "USD", 0, "", "");
	tap_ok(pay_batch_finish(batch, &error) && pay_batch_count(batch) == 2
	    && pays(0, "B-000001", "P1", 700, "USD") &&
	    pays(1, "B-000002", "P2", 500, "USD"),
	    "the net is earnings less deductions, payments go by person");
	tap_ok(slice_is(payment.debtor_account, "HOUSE") &&
	    slice_is(payment.holder, "Ann Example") &&
	    slice_is(payment.remittance, "Salary") &&
	    slice_is(payment.town, "New York") &&
	    slice_is(payment.bic, "") && payment.sequence == 1,
	    "a payment carries what its account and the batch say");
}

static void
orders(void)
{
	begin("B", NULL);
	(void)line("P1", "earning", 100, "USD", "");
	(void)account("P1", 9, "USD", 0, "", "");
	(void)account("P1", 3, "USD", 60, "", "");
	(void)account("P1", 5, "USD", 0, "25", "");
	tap_ok(pay_batch_finish(batch, &error) &&
	    pays(0, "B-000001", "P1", 60, "USD") && payment.sequence == 3 &&
	    pays(1, "B-000002", "P1", 10, "USD") && payment.sequence == 5 &&
	    pays(2, "B-000003", "P1", 30, "USD") && payment.sequence == 9,
	    "accounts go by sequence, in whatever order they came");
	begin("B", NULL);
	(void)line("P1", "earning", 100, "USD", "");
	(void)account("P1", 3, "USD", 0, "", "");
	tap_ok(!account("P1", 3, "USD", 0, "", "") &&
	    says("person P1 has two accounts 3"),
	    "two accounts of one sequence are refused");
}

static void
many_accounts(void)
{
	begin("B", NULL);
	(void)line("P1", "earning", 10000, "USD", "");
	for (int64_t i = 1; i <= PAY_SPLIT_ACCOUNTS_MAX; i++)
		(void)account("P1", i, "USD",
		    i < PAY_SPLIT_ACCOUNTS_MAX ? i : 0, "", "");
	tap_ok(pay_batch_finish(batch, &error) && pay_batch_count(batch) ==
	    PAY_SPLIT_ACCOUNTS_MAX, "32 accounts are paid");
	begin("B", NULL);
	(void)line("P1", "earning", 10000, "USD", "");
	for (int64_t i = 0; i <= PAY_SPLIT_ACCOUNTS_MAX; i++)
		(void)account("P1", i, "USD", i > 0 ? i : 0, "", "");
	tap_ok(!pay_batch_finish(batch, &error) &&
	    says("person P1: there are more than 32 accounts"),
	    "one more is refused with the person");
}

static void
classes(void)
{
	begin("B", NULL);
	(void)line("P1", "earning", 1000, "USD", "housing");
	(void)line("P1", "earning", 200, "USD", "travel");
	(void)line("P1", "earning", 30, "USD", "");
	(void)line("P1", "earning", 4, "EUR", "housing");
	(void)account("P1", 1, "USD", 0, "", "");
	(void)account("P1", 2, "USD", 0, "", "housing");
	tap_ok(!pay_batch_finish(batch, &error) &&
	    says("person P1: there are no rates to convert EUR to USD"),
	    "a class has nets in several currencies");
	begin("B", NULL);
	(void)line("P1", "earning", 1000, "USD", "housing");
	(void)line("P1", "earning", 200, "USD", "travel");
	(void)line("P1", "earning", 30, "USD", "");
	(void)account("P1", 1, "USD", 0, "", "");
	(void)account("P1", 2, "USD", 0, "", "housing");
	tap_ok(pay_batch_finish(batch, &error) && pay_batch_count(batch) == 2
	    && pays(0, "B-000001", "P1", 230, "USD") &&
	    pays(1, "B-000002", "P1", 1000, "USD"),
	    "a class without account of its own goes the general way");
	begin("B", NULL);
	(void)line("P1", "earning", 1000, "USD", "housing");
	(void)line("P1", "earning", 30, "USD", "");
	(void)account("P1", 2, "USD", 0, "", "housing");
	tap_ok(!pay_batch_finish(batch, &error) &&
	    says("there is no account for the net pay 0.30 USD"),
	    "what has no way to go is refused");
}

static void
fixed_over_two_nets(void)
{
	struct exchange *exchange = exchange_new(currency_of("USD"));
	struct decimal rate;

	(void)decimal_parse(&rate, slice_of("0.8"), &error);
	(void)exchange_add(exchange, currency_of("EUR"), (struct date){ 20700 },
	    rate, &error);
	begin("B", exchange);
	(void)line("P1", "earning", 300000, "USD", "");
	(void)line("P1", "earning", 30000, "EUR", "");
	(void)account("P1", 1, "EUR", 50000, "", "");
	(void)account("P1", 2, "USD", 0, "", "");
	tap_ok(pay_batch_finish(batch, &error) &&
	    pays(0, "B-000001", "P1", 50000, "EUR") &&
	    pays(1, "B-000002", "P1", 275000, "USD"),
	    "a fixed amount with net pay in two currencies is paid once");
	exchange_free(exchange);
}

static void
refused_nets(void)
{
	begin("B", NULL);
	(void)line("P1", "earning", 100, "USD", "");
	(void)line("P1", "deduction", 101, "USD", "");
	(void)account("P1", 1, "USD", 0, "", "");
	tap_ok(!pay_batch_finish(batch, &error) &&
	    says("person P1: the net pay -0.01 USD is below zero"),
	    "a net below zero is refused");
	begin("B", NULL);
	(void)line("P1", "earning", 100, "USD", "");
	(void)line("P1", "deduction", 100, "USD", "");
	tap_ok(pay_batch_finish(batch, &error) && pay_batch_count(batch) == 0,
	    "a net of nothing needs no account and gives no payment");
	begin("B", NULL);
	(void)line("P1", "earning", 100, "USD", "");
	(void)account("P1", 1, "USD", 101, "", "");
	(void)account("P1", 2, "USD", 0, "", "");
	tap_ok(!pay_batch_finish(batch, &error) &&
	    says("the fixed amounts are more than the net pay"),
	    "a fixed amount over the net is refused");
}

static void
entities(void)
{
	struct pay_line other = {
		.person = SLICE("P1"), .kind = SLICE("earning"),
		.entity = SLICE("F"), .currency = currency_of("USD"),
		.amount = { 1, currency_of("USD") }
	};
	struct debtor_account again = {
		.debtor_account = SLICE("OTHER"), .entity = SLICE("E"),
		.currency = currency_of("USD"), .account = SLICE("124"),
		.bank_country = SLICE("US")
	};

	begin("B", NULL);
	(void)line("P1", "earning", 100, "USD", "");
	tap_ok(!pay_batch_add_line(batch, &other, &error) &&
	    says("person P1 has lines of the entities E and F"),
	    "a person is of one entity");
	begin("B", NULL);
	tap_ok(!pay_batch_add_debtor(batch, &again, &error) &&
	    says("\"HOUSE\" and \"OTHER\" are both debtor accounts of E USD"),
	    "an entity has one debtor account a currency");
	begin("B", NULL);
	other.person = slice_of("P2");
	(void)pay_batch_add_line(batch, &other, &error);
	(void)account("P2", 1, "USD", 0, "", "");
	tap_ok(!pay_batch_finish(batch, &error) &&
	    says("person P2: entity F has no debtor account in USD"),
	    "an entity without debtor account is refused");
}

static void
keys(void)
{
	begin("a-key-of-twenty-eight-bytes-", NULL);
	(void)line("P1", "earning", 1, "USD", "");
	(void)account("P1", 1, "USD", 0, "", "");
	tap_ok(pay_batch_finish(batch, &error) && pays(0,
	    "a-key-of-twenty-eight-bytes--000001", "P1", 1, "USD") &&
	    payment.payment.length == 35,
	    "a number has 35 characters at most");
	begin("a-key-of-twenty-nine-bytes---", NULL);
	tap_ok(batch == NULL && error.fault == FAULT_USAGE,
	    "a longer key is refused");
	begin("slash//key", NULL);
	tap_ok(batch == NULL && says("slash//key"),
	    "so is one which banks do not take");
}

int
main(void)
{
	tap_begin();
	nets();
	orders();
	many_accounts();
	classes();
	fixed_over_two_nets();
	refused_nets();
	entities();
	keys();
	pay_batch_free(batch);
	return tap_end();
}
