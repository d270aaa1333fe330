/*
 * What is remarkable in a payroll, one rule at a time.
 */
#include "../tap.h"
#include "domain/payroll_check.h"

static struct currency usd;
static struct error error;

static void
add(struct payroll_check *check, enum payroll_check_run run,
    const char *person, const char *kind, int64_t units)
{
	struct pay_line line = {
		.person = slice_of(person),
		.kind = slice_of(kind),
		.entity = SLICE("MAPS"),
		.amount = { units, usd },
		.currency = usd
	};

	if (!payroll_check_line(check, run, &line, &error))
		tap_ok(false, "the line is taken");
}

static void
add_account(struct payroll_check *check, const char *person,
    const char *iban)
{
	struct pay_account account = { .person = slice_of(person),
		.iban = slice_of(iban) };

	payroll_check_account(check, &account);
}

static struct payroll_check *
with_rule(const char *name, const char *severity)
{
	struct payroll_check *check = payroll_check_new(decimal_of(20));
	struct pay_check rule = { .rule = slice_of(name),
		.severity = slice_of(severity) };

	tap_ok(payroll_check_rule(check, &rule, &error), "rule %s", name);
	return check;
}

/* The persons found, in order, behind one another. */
static void
expect(struct payroll_check *check, const char *persons)
{
	struct pay_exception found;
	char given[64] = "";
	size_t length = 0;

	while (payroll_check_next(check, &found))
		length += (size_t)snprintf(given + length,
		    sizeof(given) - length, "%.*s ",
		    SLICE_PRINT(found.person));
	tap_ok(strcmp(given, persons) == 0, "found \"%s\" of \"%s\"", given,
	    persons);
	payroll_check_free(check);
}

static void
comparisons(void)
{
	static const char *const rules[] = {
		"joiner", "leaver", "net-change" };
	static const char *const found[] = { "new ", "old ", "more less " };

	for (size_t i = 0; i < 3; i++) {
		struct payroll_check *check = with_rule(rules[i], "warning");

		add(check, PAYROLL_CHECK_NOW, "new", "earning", 100);
		add(check, PAYROLL_CHECK_BEFORE, "old", "earning", 100);
		add(check, PAYROLL_CHECK_BEFORE, "more", "earning", 1000);
		add(check, PAYROLL_CHECK_NOW, "more", "earning", 1201);
		add(check, PAYROLL_CHECK_BEFORE, "same", "earning", 1000);
		add(check, PAYROLL_CHECK_NOW, "same", "earning", 1200);
		add(check, PAYROLL_CHECK_BEFORE, "less", "earning", 1000);
		add(check, PAYROLL_CHECK_NOW, "less", "earning", 1000);
		add(check, PAYROLL_CHECK_NOW, "less", "deduction", 201);
		expect(check, found[i]);
	}
}

static void
nets(void)
{
	static const char *const rules[] = { "net-zero", "net-negative" };
	static const char *const found[] = { "zero ", "below " };

	for (size_t i = 0; i < 2; i++) {
		struct payroll_check *check = with_rule(rules[i], "warning");

		add(check, PAYROLL_CHECK_NOW, "zero", "earning", 100);
		add(check, PAYROLL_CHECK_NOW, "zero", "deduction", 100);
		add(check, PAYROLL_CHECK_NOW, "below", "deduction", 1);
		add(check, PAYROLL_CHECK_NOW, "well", "earning", 100);
		add(check, PAYROLL_CHECK_NOW, "well", "employer", 900);
		expect(check, found[i]);
	}
}

static void
accounts(void)
{
	static const char *const rules[] = { "shared-account", "no-account" };
	static const char *const found[] = { "one two ", "none " };

	for (size_t i = 0; i < 2; i++) {
		struct payroll_check *check = with_rule(rules[i], "blocking");

		add(check, PAYROLL_CHECK_NOW, "one", "earning", 100);
		add(check, PAYROLL_CHECK_NOW, "two", "earning", 100);
		add(check, PAYROLL_CHECK_NOW, "none", "earning", 100);
		add(check, PAYROLL_CHECK_NOW, "alone", "earning", 100);
		add_account(check, "one", "XX1");
		add_account(check, "one", "XX1");
		add_account(check, "two", "XX1");
		add_account(check, "alone", "XX2");
		expect(check, found[i]);
	}
}

static void
totals_and_counts(void)
{
	struct payroll_check *check = with_rule("client-total",
	    "information");
	struct pay_exception found;
	struct payroll_check_counts counts;

	add(check, PAYROLL_CHECK_NOW, "one", "earning", 100);
	add(check, PAYROLL_CHECK_NOW, "two", "earning", 250);
	tap_ok(payroll_check_next(check, &found), "a total");
	tap_ok(found.amount.units == 350, "is the sum of net pay");
	tap_ok(!payroll_check_next(check, &found), "and the only finding");
	counts = payroll_check_counts(check);
	tap_ok(counts.payees == 2 && counts.information == 1 &&
	    counts.blocking == 0, "counts are right");
	payroll_check_free(check);
}

/* A payee in two currencies, two clients, lines which go back and forth. */
static void
currencies_and_clients(void)
{
	struct payroll_check *check = with_rule("client-total",
	    "information");
	struct pay_line line = { .kind = SLICE("earning") };
	struct pay_exception found;
	struct currency euro = CURRENCY_NONE;
	static const int64_t sums[] = { 40, 4000, 200, 2000 };
	bool right = true;

	(void)currency_parse(&euro, slice_of("EUR"), &error);
	for (int i = 0; i < 20; i++) {
		line.person = i % 4 < 2 ? slice_of("one") : slice_of("two");
		line.entity = i < 10 ? slice_of("MAPS") : slice_of("BRIDGES");
		line.currency = i % 2 == 0 ? usd : euro;
		line.amount = (struct money){ i % 2 == 0 ? 8 : 800,
			line.currency };
		if (i >= 10)
			line.amount.units = i % 2 == 0 ? 40 : 400;
		right = right && payroll_check_line(check, PAYROLL_CHECK_NOW,
		    &line, &error);
	}
	for (int i = 0; i < 4; i++)
		right = right && payroll_check_next(check, &found) &&
		    found.amount.units == sums[i] && currency_equal(
		    found.currency, i % 2 == 0 ? usd : euro) &&
		    slice_is(found.entity, i < 2 ? "MAPS" : "BRIDGES");
	tap_ok(right, "each client has a total in each currency");
	tap_ok(payroll_check_counts(check).payees == 2,
	    "a payee in two currencies is one");
	expect(check, "");
}

static void
accounts_without_lines(void)
{
	struct payroll_check *check = with_rule("shared-account", "warning");

	add_account(check, "nobody", "XX1");
	add_account(check, "one", "XX1");
	add_account(check, "late", "XX1");
	add(check, PAYROLL_CHECK_NOW, "one", "earning", 100);
	add(check, PAYROLL_CHECK_BEFORE, "late", "earning", 100);
	tap_ok(payroll_check_counts(check).payees == 1,
	    "who only has an account is not paid");
	expect(check, "one ");
}

static void
unknown_rule(void)
{
	struct payroll_check *check = payroll_check_new(decimal_of(20));
	struct pay_check rule = { .rule = SLICE("nonsense"),
		.severity = SLICE("warning") };

	tap_ok(!payroll_check_rule(check, &rule, &error),
	    "an unknown rule is refused");
	error_clear(&error);
	expect(check, "");
}

int
main(void)
{
	tap_begin();
	(void)currency_parse(&usd, slice_of("USD"), &error);
	comparisons();
	nets();
	accounts();
	totals_and_counts();
	currencies_and_clients();
	accounts_without_lines();
	unknown_rule();
	return tap_end();
}
