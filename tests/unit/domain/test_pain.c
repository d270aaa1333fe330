#include "domain/pain.h"

#include <unistd.h>

#include "../currency_of.h"
#include "../tap.h"

enum { PAYMENTS = 4, FILE_MAX = 32768 };

static struct payment payments[PAYMENTS];
static const struct payment *order[PAYMENTS];
static struct debtor_account debtor;
static struct table debtors;
static struct pain_message message;

static void
set_payment(size_t at, const char *id, const char *code, int64_t units)
{
	payments[at] = (struct payment){
		.payment = slice_of(id), .batch = SLICE("B"),
		.amount = { units, currency_of(code) },
		.currency = currency_of(code), .execution_date = { 20755 },
		.debtor_account = SLICE("MAIN"),
		.holder = SLICE("A < B"), .iban =
		    SLICE("DE89370400440532013000"),
		.bank_country = SLICE("DE"), .town = SLICE("Bonn"),
		.country = SLICE("DE")
	};
}

static void
set_message(void)
{
	set_payment(0, "B-000001", "USD", 100);
	set_payment(1, "B-000002", "JPY", 1000);
	set_payment(2, "B-000003", "KWD", 1005);
	set_payment(3, "B-000004", "USD", 250);
	debtor = (struct debtor_account){
		.debtor_account = SLICE("MAIN"), .name = SLICE("Centre"),
		.currency = currency_of("USD"), .account = SLICE("12-34"),
		.bank_country = SLICE("US"), .bic = SLICE("XXXXUS33"),
		.town = SLICE("New York"), .country = SLICE("US")
	};
	table_set(&debtors, debtor.debtor_account, &debtor);
	for (size_t i = 0; i < PAYMENTS; i++)
		order[i] = &payments[i];
	message = (struct pain_message){
		.version = PAIN_001_001_09, .id = SLICE("B"),
		.initiator = SLICE("Centre"), .payments = order,
		.count = PAYMENTS, .debtors = &debtors
	};
}

/* The bytes of the message, in a buffer which the next call refills. */
static const char *
written(void)
{
	static char bytes[2][FILE_MAX];
	static unsigned turn;
	char *buffer = bytes[turn++ % 2];
	struct error error = { 0 };
	struct output *output;
	size_t length;
	FILE *file;

	if (!pain_prepare(&message, &error) ||
	    !output_open(&output, "test_pain.xml", &error) ||
	    !pain_write(output, &message, &error) ||
	    !output_close(output, &error)) {
		printf("# %s\n", error.message);
		return "";
	}
	file = fopen("test_pain.xml", "r");
	length = file != NULL ? fread(buffer, 1, FILE_MAX - 1, file) : 0;
	buffer[length] = '\0';
	if (file != NULL)
		(void)fclose(file);
	(void)unlink("test_pain.xml");
	return buffer;
}

static void
test_bytes(void)
{
	const char *first, *second;

	set_message();
	first = written();
	tap_ok(strstr(first, "<CtrlSum>1004.505</CtrlSum>") != NULL,
	    "the control sum adds all amounts");
	tap_ok(strstr(first, "Ccy=\"JPY\">1000<") != NULL &&
	    strstr(first, "Ccy=\"KWD\">1.005<") != NULL &&
	    strstr(first, "Ccy=\"USD\">1.00<") != NULL,
	    "exponents 0, 2 and 3 are kept");
	tap_ok(strstr(first, "<PmtInfId>B-3</PmtInfId>") != NULL &&
	    strstr(first, "<PmtInfId>B-4</PmtInfId>") == NULL,
	    "there is one group a currency");
	tap_ok(strstr(first, "A ? B") != NULL, "texts have plain letters");
	for (size_t i = 0; i < PAYMENTS; i++)
		order[i] = &payments[PAYMENTS - 1 - i];
	second = written();
	tap_ok(first[0] != '\0' && strcmp(first, second) == 0,
	    "the order of the payments does not matter");
	message.version = PAIN_001_001_03;
	tap_ok(strstr(written(), "<BIC>XXXXUS33</BIC>") != NULL,
	    "version 03 calls the BIC so");
}

static bool
refused(const char *text)
{
	struct error error = { 0 };

	return !pain_prepare(&message, &error) &&
	    error.fault == FAULT_INPUT &&
	    strstr(error.message, text) != NULL;
}

static void
test_refusals(void)
{
	set_message();
	payments[1].payment = payments[0].payment;
	tap_ok(refused("is there twice"), "a number twice is refused");
	set_message();
	payments[1].amount.units = 0;
	tap_ok(refused("is not above zero"), "zero is refused");
	set_message();
	payments[2].iban = slice_of("DE88370400440532013000");
	tap_ok(refused("check digits are wrong"), "a bad IBAN is refused");
	set_message();
	payments[2].iban = slice_of("");
	payments[2].account = slice_of("123");
	tap_ok(refused("banks in DE need an IBAN"), "an account where "
	    "there are IBANs is refused");
	payments[2].bank_country = slice_of("US");
	tap_ok(!refused(""), "and accepted elsewhere");
	set_message();
	payments[3].town = slice_of("");
	tap_ok(refused("is needed"), "a missing town is refused");
	set_message();
	payments[3].debtor_account = slice_of("OTHER");
	tap_ok(refused("\"OTHER\" is not a known"), "so is an unknown debtor");
	set_message();
	message.id = slice_of("a_b");
	tap_ok(refused("characters of those banks"), "and a bad id");
}

static void
test_limits(void)
{
	static char long_name[PAYMENT_NAME_MAX + 2];

	memset(long_name, 'a', sizeof(long_name) - 1);
	set_message();
	payments[0].holder = slice_from(long_name, PAYMENT_NAME_MAX);
	tap_ok(!refused(""), "a name has 140 characters");
	payments[0].holder = slice_from(long_name, PAYMENT_NAME_MAX + 1);
	tap_ok(refused("is longer than 140 characters"), "and no more");
	set_message();
	message.initiator = payments[0].holder =
	    slice_from(long_name, PAYMENT_NAME_MAX + 1);
	payments[0].holder = slice_of("A");
	tap_ok(refused("is longer than 140 characters"),
	    "nor has the initiator");
	set_message();
	payments[0].amount.units = INT64_C(1000000000000000000);
	tap_ok(refused("has more than 18 digits"),
	    "an amount has 18 digits");
	set_message();
	payments[0].amount.units = INT64_C(999999999999999999);
	payments[3].amount.units = 101;
	tap_ok(refused("more than 18 digits"), "and so has the sum");
	payments[3].amount.units = 100;
	message.count = 1;
	tap_ok(!refused(""), "which may be reached");
}

static void
test_bics(void)
{
	set_message();
	payments[0].bic = slice_of("ZZ1RDEFF");
	tap_ok(!refused(""), "version 09 takes digits in the bank's letters");
	message.version = PAIN_001_001_03;
	tap_ok(refused("\"ZZ1RDEFF\" is not a BIC"), "version 03 does not");
	payments[0].bic = slice_of("ZZPRDE0F");
	tap_ok(refused("is not a BIC"), "nor 0 in the place");
	payments[0].bic = slice_of("ZZPRDEFFXX");
	tap_ok(refused("is not a BIC"), "a BIC has 8 or 11 characters");
	payments[0].bic = slice_of("ZZPRDEFFXXX");
	tap_ok(!refused(""), "such as this one");
	message.version = PAIN_001_001_09;
	payments[0].bic = slice_of("ZZPR1EFF");
	tap_ok(refused("is not a BIC"), "the country has letters");
}

static void
test_hostile_texts(void)
{
	static struct slice after;

	set_message();
	payments[0].holder = slice_of("\xE6\x9D\x8E\xE6\x98\x8E");
	tap_ok(refused("has no letter which banks take"),
	    "a name without any letter which stays is refused");
	payments[0].holder = slice_of(" \t ");
	tap_ok(refused("has no letter") || refused("is needed"),
	    "so are blanks");
	payments[0].holder = slice_of("//");
	tap_ok(refused("has no letter"), "and slashes");
	payments[0].holder = slice_of("/ /A//B / /");
	payments[0].remittance = slice_of("//");
	after = slice_of(written());
	tap_ok(strstr(after.text, "<Nm>A/B</Nm>") != NULL,
	    "slashes which banks would read as marks go");
	tap_ok(strstr(after.text, "RmtInf") == NULL &&
	    strstr(after.text, "<Ustrd") == NULL,
	    "a text of which nothing stays is left out");
}

int
main(void)
{
	tap_begin();
	test_bytes();
	test_refusals();
	test_limits();
	test_bics();
	test_hostile_texts();
	table_release(&debtors);
	return tap_end();
}
