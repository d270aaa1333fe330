#include "domain/payroll_share.h"

enum { FIXED_DAYS = 30, QUARTERS = 4, WORKING_QUARTERS = 87 };

/* Working days of the month before the day. */
static unsigned
payroll_share_weekdays(struct period period, struct date day)
{
	unsigned count = 0;

	for (struct date at = period_first(period); date_compare(at, day) < 0;
	    at = date_add_days(at, 1))
		if (date_weekday(at) <= 5)
			count++;
	return count;
}

/* The share of days by the basis, which counts no further than the whole. */
static bool
payroll_share_days(struct fraction *out, enum rules_proration basis,
    struct period period, unsigned days, struct error *error)
{
	struct fraction above, below;
	unsigned top = days, whole = period_days(period);

	if (basis == RULES_PRORATION_FIXED_30)
		whole = FIXED_DAYS;
	if (basis == RULES_PRORATION_WORKING) {
		top = days * QUARTERS;
		whole = WORKING_QUARTERS;
	}
	fraction_set_integer(&above, top < whole ? top : whole);
	fraction_set_integer(&below, whole);
	return fraction_divide(out, &above, &below, error);
}

/* The share of the month which lies before the day. */
static bool
payroll_share_before(struct fraction *out, enum rules_proration basis,
    struct period period, struct date day, struct error *error)
{
	struct date first = period_first(period);

	if (date_compare(day, period_after(period)) >= 0) {
		fraction_set_integer(out, 1);
		return true;
	}
	return payroll_share_days(out, basis, period,
	    basis == RULES_PRORATION_WORKING ?
	    payroll_share_weekdays(period, day) :
	    (unsigned)(day.days - first.days), error);
}

bool
payroll_share(struct payroll_share *out, enum rules_proration basis,
    struct period period, struct date from, struct date until,
    int64_t unpaid_days, struct error *error)
{
	struct fraction part;
	struct date first = period_first(period), after = period_after(period);

	if (date_compare(from, first) < 0)
		from = first;
	if (date_is_none(until) || date_compare(until, after) > 0)
		until = after;
	out->whole = basis == RULES_PRORATION_NONE || (unpaid_days == 0 &&
	    from.days == first.days && until.days == after.days);
	if (out->whole)
		return true;
	if (!payroll_share_before(&out->from, basis, period, from, error) ||
	    !payroll_share_before(&out->until, basis, period, until, error) ||
	    !payroll_share_days(&out->unpaid, basis, period,
	    (unsigned)unpaid_days, error) ||
	    !fraction_subtract(&part, &out->until, &out->from, error))
		return false;
	if (fraction_compare(&out->unpaid, &part) > 0 ||
	    unpaid_days >= until.days - from.days)
		out->unpaid = part;
	return true;
}

static bool
payroll_share_round(struct decimal *out, const struct fraction *amount,
    const struct fraction *share, unsigned places, enum rounding rounding,
    struct error *error)
{
	struct fraction product;

	return fraction_multiply(&product, amount, share, error) &&
	    fraction_round(out, &product, places, rounding, error);
}

/* Unpaid days count as the last ones of the part. */
bool
payroll_share_take(struct decimal *out, const struct payroll_share *share,
    const struct fraction *amount, unsigned places, enum rounding rounding,
    struct error *error)
{
	struct fraction paid;
	struct decimal from, until;

	if (share->whole)
		return fraction_round(out, amount, places, rounding, error);
	return fraction_subtract(&paid, &share->until, &share->unpaid,
	    error) && payroll_share_round(&until, amount, &paid, places,
	    rounding, error) && payroll_share_round(&from, amount,
	    &share->from, places, rounding, error) &&
	    decimal_subtract(out, until, from, error);
}
