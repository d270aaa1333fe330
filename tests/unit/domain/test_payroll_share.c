/* Parts of a month sum to the whole, by every basis, to the cent. */
#include "domain/payroll_share.h"

#include "../tap.h"

static const enum rules_proration bases[] = {
	RULES_PRORATION_CALENDAR, RULES_PRORATION_FIXED_30,
	RULES_PRORATION_WORKING
};

/* Units of 10^-12 of the amount over [from, until). */
static __int128
part(enum rules_proration basis, struct period period, struct date from,
    struct date until, int64_t unpaid, const struct fraction *amount)
{
	struct error error = { 0 };
	struct payroll_share share;
	struct decimal out = DECIMAL_ZERO;

	if (!payroll_share(&share, basis, period, from, until, unpaid,
	    &error) || !payroll_share_take(&out, &share, amount, 2,
	    ROUND_HALF_AWAY, &error))
		tap_ok(false, "a part of a month: %s", error.message);
	return out.units;
}

static bool
sums(enum rules_proration basis, struct period period,
    const struct fraction *amount)
{
	struct date first = period_first(period), after = period_after(period);
	__int128 whole = part(basis, period, first, after, 0, amount);

	for (struct date at = first; date_compare(at, after) < 0;
	    at = date_add_days(at, 1))
		for (struct date to = at; date_compare(to, after) < 0;
		    to = date_add_days(to, 1))
			if (part(basis, period, first, at, 0, amount) +
			    part(basis, period, at, to, 0, amount) +
			    part(basis, period, to, after, 0, amount) !=
			    whole)
				return false;
	return true;
}

static void
test_sums(void)
{
	static const char *const months[] = {
		"2024-02", "2025-02", "2026-10", "2026-09"
	};
	struct error error = { 0 };
	struct fraction amount, twelve, year;
	struct period period;

	fraction_set_integer(&year, 79091);
	fraction_set_integer(&twelve, 12);
	(void)fraction_divide(&amount, &year, &twelve, &error);
	for (size_t m = 0; m < sizeof(months) / sizeof(months[0]); m++)
		for (size_t b = 0; b < sizeof(bases) / sizeof(bases[0]);
		    b++) {
			(void)period_parse(&period, slice_of(months[m]),
			    &error);
			tap_ok(sums(bases[b], period, &amount),
			    "all parts of %s sum to it by basis %s",
			    months[m], rules_proration_name(bases[b]));
		}
}

static void
test_unpaid(void)
{
	struct error error = { 0 };
	struct fraction amount;
	struct period period;
	struct date first, after;

	fraction_set_integer(&amount, 3100);
	(void)period_parse(&period, slice_of("2026-10"), &error);
	first = period_first(period);
	after = period_after(period);
	for (int days = 0; days <= 31; days++)
		tap_ok(part(RULES_PRORATION_CALENDAR, period, first, after,
		    days, &amount) == (31 - days) * 100 * DECIMAL_ONE,
		    "%d days without pay", days);
	for (size_t b = 0; b < sizeof(bases) / sizeof(bases[0]); b++)
		tap_ok(part(bases[b], period, date_add_days(first, 20),
		    after, 11, &amount) == 0,
		    "nothing is paid for a part on leave without pay");
}

int
main(void)
{
	tap_begin();
	test_sums();
	test_unpaid();
	return tap_end();
}
