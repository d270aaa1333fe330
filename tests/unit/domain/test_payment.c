/* What a payment must be before a bank may see it. */
#include "domain/payment.h"

#include "../tap.h"

static void
account(const char *iban, const char *number, const char *country,
    const char *message)
{
	struct error error = { 0 };
	bool right = payment_check_account(slice_of(iban), slice_of(number),
	    slice_of(country), &error);

	tap_ok(right == (*message == '\0') &&
	    strcmp(error.message, message) == 0, "%s/%s in %s: %s", iban,
	    number, country, error.message);
}

static void
test_accounts(void)
{
	account("DE89370400440532013000", "", "DE", "");
	account("", "1000200030", "US", "");
	account("", "", "US", "neither an IBAN nor an account is given");
	account("", "532013000", "DE",
	    "\"532013000\": banks in DE need an IBAN");
	account("", "12345678901234567890123456789012345", "US",
	    "\"12345678901234567890123456789012345\" is not up to 34 "
	    "characters which banks take");
	account("", "1000_2000", "US",
	    "\"1000_2000\" is not up to 34 characters which banks take");
}

static bool
numbered(const char *id)
{
	struct error error = { 0 };

	return payment_check_id("the number", slice_of(id), &error);
}

static void
test_numbers(void)
{
	tap_ok(numbered("payroll-2026-10-000001") && numbered("a/b") &&
	    numbered("1"), "letters, digits, and a slash between them");
	tap_ok(!numbered("") && !numbered("/a") && !numbered("a/") &&
	    !numbered("a//b"), "none, or slashes where they are marks");
	tap_ok(!numbered("payroll-2026-10-0000000000000000001a") &&
	    !numbered("pay_roll") && !numbered("caf\xc3\xa9"),
	    "too long, or of other characters");
}

static void
test_amounts(void)
{
	struct payment payment = { .payment = SLICE("P-1"),
	    .account = SLICE("1000"), .bank_country = SLICE("US") };
	struct error error = { 0 };

	(void)currency_parse(&payment.currency, slice_of("JPY"), &error);
	payment.amount = (struct money){ 1, payment.currency };
	tap_ok(payment_check(&payment, &error), "one yen");
	payment.amount.units = 0;
	tap_ok(!payment_check(&payment, &error) && strcmp(error.message,
	    "payment P-1 of JPY 0 is not above zero") == 0, "%s",
	    error.message);
	error_clear(&error);
	payment.amount.units = INT64_C(1000000000000000000);
	tap_ok(!payment_check(&payment, &error) && strcmp(error.field,
	    "amount") == 0, "%s", error.message);
	error_clear(&error);
	payment.payment = slice_of("P//1");
	tap_ok(!payment_check(&payment, &error) && strcmp(error.field,
	    "payment") == 0, "%s", error.message);
}

int
main(void)
{
	tap_begin();
	test_accounts();
	test_numbers();
	test_amounts();
	return tap_end();
}
