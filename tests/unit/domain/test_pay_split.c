#include "domain/pay_split.h"

#include "currency_of.h"
#include "tap.h"

static struct pay_account accounts[3];
static const struct pay_account *order[] = {
	&accounts[0], &accounts[1], &accounts[2]
};
static struct money parts[3];
static struct error error;

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
		.sequence = (int64_t)at + 1, .currency = currency_of(code),
		.amount = { amount, currency_of(code) },
		.share = decimal(*share != '\0' ? share : "0")
	};
}

static bool
split(size_t count, int64_t net, const struct exchange *exchange)
{
	struct pay_split terms = { order, count, exchange, { 20755 } };
	struct money nets[] = { { net, currency_of("USD") } };

	error_clear(&error);
	return pay_split(parts, &terms, nets, 1, &error);
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
	account(0, "USD", 0, "100");
	account(1, "USD", 0, "");
	accounts[1].zeros.bits[0] = UINT64_C(1) << PAY_ACCOUNT_FIELD_SHARE;
	tap_ok(split(2, 100, NULL) && parts[0].units == 100 &&
	    parts[1].units == 0, "a share of 0 %% gets nothing");
	account(0, "USD", 0, "90");
	tap_ok(!split(2, 100, NULL) && says("sum to 90 % and no account"),
	    "and does not take the rest");
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
	struct exchange *exchange = exchange_new(currency_of("USD"));

	(void)exchange_add(exchange, currency_of("JPY"), (struct date){ 20700 },
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

/* Nets in dollars and euro, one of 1.25 dollars. */
static bool
split_both(size_t count, int64_t dollars, int64_t euro)
{
	struct exchange *exchange = exchange_new(currency_of("USD"));
	struct pay_split terms = { order, count, exchange, { 20755 } };
	struct money nets[] = {
		{ euro, currency_of("EUR") }, { dollars, currency_of("USD") }
	};
	bool done;

	error_clear(&error);
	(void)exchange_add(exchange, currency_of("EUR"), (struct date){ 20700 },
	    decimal("0.8"), &error);
	(void)exchange_add(exchange, currency_of("JPY"), (struct date){ 20700 },
	    decimal("150"), &error);
	done = pay_split(parts, &terms, nets, 2, &error) &&
	    nets[0].units == 0 && nets[1].units == 0;
	exchange_free(exchange);
	return done;
}

static void
test_two_nets(void)
{
	account(0, "EUR", 50000, "");
	account(1, "USD", 0, "");
	tap_ok(split_both(2, 300000, 30000) && parts[0].units == 50000 &&
	    parts[1].units == 275000,
	    "a fixed amount is paid once, from its own currency first");
	tap_ok(split_both(2, 300000, 80000) && parts[0].units == 50000 &&
	    parts[1].units == 337500,
	    "what is left of its own currency goes to the rest, converted");
	account(1, "USD", 100000, "");
	account(2, "EUR", 0, "");
	tap_ok(split_both(3, 300000, 60000) && parts[0].units == 50000 &&
	    parts[1].units == 100000 &&
	    parts[2].units == 10000 + 160000,
	    "fixed amounts in two currencies come from the net of each");
	account(2, "EUR", 0, "25");
	tap_ok(!split_both(3, 300000, 60000) && says("sum to 25 %"),
	    "shares of the rest must still be whole");
	account(2, "JPY", 0, "");
	tap_ok(split_both(3, 100001, 50001) && parts[2].units == 2 + 2,
	    "each rest is converted once for itself");
}

static void
test_two_nets_ends(void)
{
	account(0, "EUR", 50000, "");
	account(1, "USD", 0, "");
	tap_ok(split_both(2, 62500, 0) && parts[0].units == 50000 &&
	    parts[1].units == 0, "the last cent may go to a fixed amount");
	tap_ok(!split_both(2, 62499, 0) && says("more than the net pay"),
	    "one cent less is refused");
	tap_ok(split_both(2, 12500, 40000) && parts[0].units == 50000 &&
	    parts[1].units == 0, "both nets together may pay it");
	tap_ok(!split_both(2, 12499, 40000) && says("more than the net pay"),
	    "one cent less of both is refused");
	account(0, "JPY", 1000, "");
	tap_ok(split_both(2, 400, 533) && parts[0].units == 1000 &&
	    parts[1].units == 400,
	    "an amount in a third currency takes the first net first");
}

static void
test_minor_units(void)
{
	static const char *const codes[] = { "JPY", "USD", "KWD" };

	for (size_t i = 0; i < 3; i++) {
		struct pay_split terms = { order, 3, NULL, { 20755 } };
		int64_t lost = 0;

		account(0, codes[i], 7, "");
		account(1, codes[i], 0, "33.3333");
		account(2, codes[i], 0, "");
		for (int64_t net = 7; net < 3000; net++) {
			struct money one = { net, currency_of(codes[i]) };

			error_clear(&error);
			lost += !pay_split(parts, &terms, &one, 1, &error) ||
			    parts[0].units + parts[1].units +
			    parts[2].units != net;
		}
		tap_ok(lost == 0, "parts of %s sum to the net", codes[i]);
	}
}

int
main(void)
{
	tap_begin();
	test_shares();
	test_refusals();
	test_currencies();
	test_two_nets();
	test_two_nets_ends();
	test_minor_units();
	return tap_end();
}
