#include "domain/pay_split.h"

#include "tap.h"

static struct pay_account accounts[3];
static const struct pay_account *order[] = {
	&accounts[0], &accounts[1], &accounts[2]
};
static struct money parts[3];
static struct error error;

static struct currency
currency(const char *code)
{
	struct currency out = CURRENCY_NONE;

	error_clear(&error);
	(void)currency_parse(&out, slice_of(code), &error);
	return out;
}

static struct decimal
decimal(const char *text)
{
	struct decimal out = DECIMAL_ZERO;

	(void)decimal_parse(&out, slice_of(text), &error);
	return out;
}

/* Empty: neither amount nor share. */
static void
account(size_t at, const char *code, int64_t amount, const char *share)
{
	accounts[at] = (struct pay_account){
		.sequence = (int64_t)at + 1, .currency = currency(code),
		.amount = { amount, currency(code) },
		.share = decimal(*share != '\0' ? share : "0")
	};
}

static bool
split(size_t count, int64_t net, const struct exchange *exchange)
{
	struct pay_split terms = { order, count, exchange, { 20755 } };

	error_clear(&error);
	return pay_split(parts, &terms,
	    (struct money){ net, currency("USD") }, &error);
}

static bool
says(const char *text)
{
	return error.fault == FAULT_INPUT &&
	    strstr(error.message, text) != NULL;
}

static void
test_shares(void)
{
	account(0, "USD", 0, "33.333");
	account(1, "USD", 0, "33.333");
	account(2, "USD", 0, "");
	tap_ok(split(3, 100, NULL) && parts[0].units == 33 &&
	    parts[1].units == 33 && parts[2].units == 34,
	    "leftover units go by largest remainder");
	account(0, "USD", 5000, "");
	account(1, "USD", 0, "25");
	tap_ok(split(3, 15001, NULL) && parts[0].units == 5000 &&
	    parts[1].units == 2500 && parts[2].units == 7501,
	    "fixed amounts come first, shares are of the rest");
	for (int64_t net = 1; net < 2000; net++)
		if (split(3, 5000 + net, NULL) && parts[0].units +
		    parts[1].units + parts[2].units != 5000 + net) {
			tap_ok(false, "net %lld is lost", (long long)net);
			return;
		}
	tap_ok(true, "parts sum to the net");
}

static void
test_refusals(void)
{
	account(0, "USD", 0, "60");
	account(1, "USD", 0, "50");
	tap_ok(!split(2, 100, NULL) && says("sum to 110 %, more than 100 %"),
	    "shares over 100 %% are refused");
	account(1, "USD", 0, "30");
	tap_ok(!split(2, 100, NULL) && says("sum to 90 % and no account"),
	    "shares under 100 %% which nobody fills up are refused");
	account(0, "USD", 0, "");
	account(1, "USD", 0, "");
	tap_ok(!split(2, 100, NULL) && says("1 and 2 both take the rest"),
	    "two accounts which take the rest are refused");
	account(0, "USD", 200, "");
	tap_ok(!split(2, 100, NULL) && says("more than the net"),
	    "fixed amounts above the net are refused");
	account(0, "EUR", 0, "");
	tap_ok(!split(1, 100, NULL) && says("no rates to convert USD to EUR"),
	    "another currency needs rates");
}

static void
test_currencies(void)
{
	struct exchange *exchange = exchange_new(currency("USD"));

	(void)exchange_add(exchange, currency("JPY"), (struct date){ 20700 },
	    decimal("150"), &error);
	account(0, "JPY", 3000, "");
	account(1, "USD", 0, "");
	tap_ok(split(2, 10000, exchange) && parts[0].units == 3000 &&
	    parts[1].units == 8000, "a fixed amount costs what it converts");
	account(0, "JPY", 0, "50");
	tap_ok(split(2, 10001, exchange) && parts[1].units == 5000 &&
	    parts[0].units == 7502, "a share is converted once");
	exchange_free(exchange);
}

int
main(void)
{
	tap_begin();
	test_shares();
	test_refusals();
	test_currencies();
	return tap_end();
}
