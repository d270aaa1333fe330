/*
 * Lines of pay become entries which balance by entity, currency and fund.
 */
#include "../tap.h"
#include "domain/payroll_post.h"

static struct currency usd, eur;
static struct error error;

static struct pay_line
line(const char *element, const char *kind, int64_t units)
{
	struct pay_line made = {
		.person = SLICE("E1"),
		.element = slice_of(element),
		.kind = slice_of(kind),
		.amount = { units, usd },
		.currency = usd,
		.entity = SLICE("MAPS"),
		.fund = SLICE("1000"),
		.cost_centre = SLICE("CC-01")
	};

	(void)period_parse(&made.period, slice_of("2026-10"), &error);
	return made;
}

static struct payroll_post *
with_rules(void)
{
	static const struct pay_posting rules[] = {
		{ .kind = SLICE("earning"), .element = SLICE("*"),
		  .account = SLICE("5110"), .contra = SLICE("2110") },
		{ .kind = SLICE("deduction"), .element = SLICE("*"),
		  .account = SLICE("2190"), .contra = SLICE("2110") },
		{ .kind = SLICE("employer"), .element = SLICE("pension"),
		  .account = SLICE("5140"), .contra = SLICE("2120") }
	};
	struct payroll_post *post = payroll_post_new();

	for (size_t i = 0; i < 3; i++)
		(void)payroll_post_rule(post, &rules[i], &error);
	return post;
}

static void
add(struct payroll_post *post, struct pay_line added)
{
	tap_ok(payroll_post_line(post, &added, &error), "the line is taken");
}

static void
entry_balances(void)
{
	struct payroll_post *post = with_rules();
	struct journal_line given;
	int64_t sum = 0, net = 0;
	size_t count = 0;

	add(post, line("base", "earning", 500000));
	add(post, line("danger", "earning", 100000));
	add(post, line("medical", "deduction", 20000));
	add(post, line("pension", "employer", 79000));
	add(post, line("gross", "information", 999));
	while (payroll_post_next(post, slice_of("p-1"), &given)) {
		count++;
		sum += given.amount.units;
		if (slice_is(given.account, "2110"))
			net += given.amount.units;
		tap_ok(slice_is(given.entry, "p-1-0001"), "one entry");
		tap_ok(given.line == (int64_t)count, "lines are numbered");
	}
	tap_ok(count == 5, "five accounts, found %zu", count);
	tap_ok(sum == 0, "the entry balances");
	tap_ok(net == -580000, "net pay is due");
	payroll_post_free(post);
}

static void
entries_by_currency_and_fund(void)
{
	struct payroll_post *post = with_rules();
	struct pay_line other = line("base", "earning", 100);
	struct journal_line given;
	size_t count = 0;

	add(post, other);
	other.fund = slice_of("3000");
	add(post, other);
	other.currency = other.amount.currency = eur;
	add(post, other);
	while (payroll_post_next(post, slice_of("p"), &given)) {
		count++;
		if (count == 1)
			tap_ok(currency_equal(given.currency, eur) &&
			    slice_is(given.account, "2110"),
			    "euros come first, their credit first");
	}
	tap_ok(count == 6, "three entries of two lines");
	tap_ok(slice_is(given.entry, "p-0003"), "the last is the third");
	payroll_post_free(post);
}

static void
what_is_refused(void)
{
	struct payroll_post *post = with_rules();
	struct pay_line wrong = line("medical", "employer", 100);
	const struct pay_posting twice = { .kind = SLICE("earning"),
		.element = SLICE("*") };

	tap_ok(!payroll_post_line(post, &wrong, &error),
	    "an employer's share without a posting is refused");
	error_clear(&error);
	wrong = line("base", "earning", 1);
	wrong.period.month++;
	tap_ok(!payroll_post_line(post, &wrong, &error),
	    "a second period is refused");
	error_clear(&error);
	tap_ok(!payroll_post_rule(post, &twice, &error),
	    "a posting given twice is refused");
	error_clear(&error);
	payroll_post_free(post);
}

int
main(void)
{
	tap_begin();
	(void)currency_parse(&usd, slice_of("USD"), &error);
	(void)currency_parse(&eur, slice_of("EUR"), &error);
	entry_balances();
	entries_by_currency_and_fund();
	what_is_refused();
	return tap_end();
}
