#include "domain/payroll.h"

#include "base/memory.h"
#include "domain/formula_field.h"
#include "domain/payroll_share.h"

struct payroll *
payroll_new(const struct rules *rules, const struct exchange *exchange)
{
	struct payroll *payroll = memory_new(sizeof(*payroll));
	size_t count = currency_count() + 1;

	payroll->rules = rules;
	payroll->exchange = exchange;
	payroll->rate_day = rules->day;
	payroll->rates = memory_new(count * sizeof(*payroll->rates));
	payroll->known = memory_new(count * sizeof(*payroll->known));
	payroll->frame = (struct formula_frame){
		.values = payroll->values, .paid = payroll->paid,
		.counted = payroll->counted
	};
	for (size_t i = 0; i < rules->element_count; i++)
		payroll->counted[RULES_SLOT_ELEMENTS + i] =
		    rules->elements[i].written;
	payroll->values[RULES_SLOT_PERIOD_FIRST].type = FORMULA_DATE;
	payroll->values[RULES_SLOT_PERIOD_FIRST].date = rules->day;
	payroll->values[RULES_SLOT_PERIOD_LAST].type = FORMULA_DATE;
	payroll->values[RULES_SLOT_PERIOD_LAST].date =
	    period_last(rules->period);
	return payroll;
}

void
payroll_free(struct payroll *payroll)
{
	if (payroll == NULL)
		return;
	memory_free(payroll->rates);
	memory_free(payroll->known);
	memory_free(payroll);
}

static void
payroll_fields(struct payroll *payroll, const struct payee *payee)
{
	for (size_t i = 0; i < PAYEE_FIELD_COUNT; i++)
		if (payroll->rules->fields[i])
			formula_field_read(&payroll->values[i],
			    &schema_payee.fields[i], payee);
	/* An empty share of full time is full time. */
	if (payee->fte.units == 0 &&
	    schema_is_absent(&schema_payee, PAYEE_FIELD_FTE, payee))
		fraction_set_integer(
		    &payroll->values[PAYEE_FIELD_FTE].number, 1);
}

static bool
payroll_refuse(struct error *error, const char *field, struct date date,
    const char *what)
{
	char text[DATE_TEXT_MAX];

	(void)date_format(text, date);
	(void)error_set_code(error, FAULT_INPUT, "constraint-error",
	    "%s %s", text, what);
	return error_in_field(error, field, 0);
}

static bool
payroll_checks(const struct payroll *payroll, const struct payee *payee,
    struct error *error)
{
	struct period period = payroll->rules->period;
	struct date first = payroll->values[RULES_SLOT_PERIOD_FIRST].date;
	struct date last = payroll->values[RULES_SLOT_PERIOD_LAST].date;

	if (!date_is_none(payee->end_date) &&
	    date_compare(payee->end_date, payee->start_date) < 0)
		return payroll_refuse(error, "end_date", payee->end_date,
		    "is before the start_date");
	if (date_compare(payee->start_date, last) > 0)
		return payroll_refuse(error, "start_date", payee->start_date,
		    "is after the period");
	if (!date_is_none(payee->end_date) &&
	    date_compare(payee->end_date, first) < 0)
		return payroll_refuse(error, "end_date", payee->end_date,
		    "is before the period");
	if (payee->fte.units < 0 || payee->fte.units > DECIMAL_ONE) {
		(void)error_set_code(error, FAULT_INPUT, "constraint-error",
		    "the share of full time is not from 0 to 1");
		return error_in_field(error, "fte", 0);
	}
	if (payee->leave_without_pay_days < 0 ||
	    payee->leave_without_pay_days > period_days(period)) {
		(void)error_set_code(error, FAULT_INPUT, "constraint-error",
		    "%lld days of leave without pay in a month of %u",
		    (long long)payee->leave_without_pay_days,
		    period_days(period));
		return error_in_field(error, "leave_without_pay_days", 0);
	}
	return true;
}

/* The whole month, as nearly everybody, is whole on any basis. */
static bool
payroll_shares(struct payroll *payroll, const struct payee *payee,
    struct error *error)
{
	struct date until = payee->end_date;
	struct date first = payroll->values[RULES_SLOT_PERIOD_FIRST].date;
	struct date last = payroll->values[RULES_SLOT_PERIOD_LAST].date;

	if (payee->leave_without_pay_days == 0 &&
	    date_compare(payee->start_date, first) <= 0 &&
	    (date_is_none(until) || date_compare(until, last) >= 0)) {
		for (unsigned i = 0; i <= RULES_PRORATION_WORKING; i++)
			payroll->shares[i].whole = true;
		return true;
	}
	if (!date_is_none(until))
		until = date_add_days(until, 1);
	for (unsigned i = 0; i <= RULES_PRORATION_WORKING; i++)
		if (!payroll_share(&payroll->shares[i],
		    (enum rules_proration)i, payroll->rules->period,
		    payee->start_date, until, payee->leave_without_pay_days,
		    error))
			return false;
	return true;
}

static bool
payroll_currency(struct currency *out, struct payroll *payroll,
    const struct rules_element *element, struct error *error)
{
	struct formula_value room;
	const struct formula_value *code;

	*out = element->fixed_currency;
	if (slice_is_empty(element->currency.text))
		return true;
	code = formula_evaluate_in(&room, &element->currency.formula,
	    &payroll->frame, error);
	if (code == NULL)
		return false;
	if (!slice_equal(code->text, payroll->last_code)) {
		if (!currency_parse(out, code->text, error))
			return false;
		memcpy(payroll->last_code_text, code->text.text, 3);
		payroll->last_code = slice_from(payroll->last_code_text, 3);
		payroll->last_currency = *out;
	}
	*out = payroll->last_currency;
	return true;
}

/* From the exact amount of a full month to what is on the line. */
static bool
payroll_pay(struct payroll *payroll, const struct rules_element *element,
    size_t slot, struct error *error)
{
	struct currency currency;
	struct decimal amount;
	unsigned places = element->places;

	if (!payroll_currency(&currency, payroll, element, error))
		return false;
	if (places == RULES_MINOR_UNIT)
		places = currency_exponent(currency);
	return payroll_share_take(&amount,
	    &payroll->shares[element->proration],
	    &payroll->values[slot].number, places, element->rounding,
	    error) && money_from_decimal(&payroll->paid[slot], amount,
	    currency, ROUND_NEVER, error);
}

static bool
payroll_element(struct payroll *payroll, size_t number, struct error *error)
{
	const struct rules_element *element =
	    &payroll->rules->elements[number];
	size_t slot = RULES_SLOT_ELEMENTS + number;
	struct formula_value room;
	const struct formula_value *condition;

	payroll->due[slot] = true;
	if (!slice_is_empty(element->condition.text)) {
		condition = formula_evaluate_in(&room,
		    &element->condition.formula, &payroll->frame, error);
		if (condition == NULL)
			return false;
		payroll->due[slot] = condition->boolean;
	}
	if (!payroll->due[slot]) {
		payroll->values[slot].type = FORMULA_NUMBER;
		fraction_set_integer(&payroll->values[slot].number, 0);
		payroll->paid[slot] = (struct money){ 0 };
		return true;
	}
	return formula_evaluate(&payroll->values[slot],
	    &element->amount.formula, &payroll->frame, error) &&
	    (element->kind == RULES_WORKING ||
	    payroll_pay(payroll, element, slot, error));
}

/* The rate between the pivot and the currency, looked for once. */
static bool
payroll_rate(struct rate *out, struct payroll *payroll,
    struct currency currency, struct error *error)
{
	struct date since;

	if (!payroll->known[currency.number]) {
		if (!exchange_rate(&payroll->rates[currency.number], &since,
		    payroll->exchange, currency, payroll->rate_day, error))
			return false;
		payroll->known[currency.number] = true;
	}
	*out = payroll->rates[currency.number];
	return true;
}

bool
payroll_convert(struct money *out, struct payroll *payroll,
    struct money amount, struct currency target, struct error *error)
{
	struct currency pivot;
	struct rate first, second;

	if (currency_equal(amount.currency, target)) {
		*out = amount;
		return true;
	}
	pivot = exchange_pivot(payroll->exchange);
	if (!currency_equal(amount.currency, pivot) &&
	    !payroll_rate(&first, payroll, amount.currency, error))
		return false;
	if (currency_equal(target, pivot))
		return rate_convert(out, amount, first, ROUND_HALF_AWAY,
		    error);
	if (!payroll_rate(&second, payroll, target, error))
		return false;
	if (currency_equal(amount.currency, pivot))
		return rate_convert(out, amount, second, ROUND_HALF_AWAY,
		    error);
	return rate_convert_through(out, amount, first, second,
	    ROUND_HALF_AWAY, error);
}

/* Before any line is taken, so that a payee has all lines or none. */
static bool
payroll_locals(struct payroll *payroll, const struct payee *payee,
    struct error *error)
{
	const struct rules *rules = payroll->rules;

	for (size_t i = 0; i < rules->order_count; i++) {
		size_t slot = RULES_SLOT_ELEMENTS + rules->order[i];

		if (rules->elements[rules->order[i]].written &&
		    payroll->due[slot] && !payroll_convert(
		    &payroll->local[slot], payroll, payroll->paid[slot],
		    payee->currency, error))
			return false;
	}
	return true;
}

bool
payroll_compute(struct payroll *payroll, const struct payee *payee,
    struct error *error)
{
	const struct rules *rules = payroll->rules;

	payroll->payee = payee;
	if (!payroll_checks(payroll, payee, error) ||
	    !payroll_shares(payroll, payee, error))
		return false;
	payroll_fields(payroll, payee);
	for (size_t i = 0; i < rules->order_count; i++) {
		payroll->current = rules->order[i];
		if (!payroll_element(payroll, payroll->current, error))
			return false;
		if (payroll->told != NULL)
			payroll->told(payroll->frame.context,
			    payroll->current);
	}
	return payroll_locals(payroll, payee, error);
}

bool
payroll_line(struct pay_line *out, const struct payroll *payroll,
    size_t number)
{
	const struct rules_element *element =
	    &payroll->rules->elements[number];
	const struct payee *payee = payroll->payee;
	size_t slot = RULES_SLOT_ELEMENTS + number;

	if (!element->written || !payroll->due[slot])
		return false;
	*out = (struct pay_line){
		.person = payee->person, .period = payroll->rules->period,
		.element = element->code, .kind = element->kind_name,
		.amount = payroll->paid[slot],
		.currency = payroll->paid[slot].currency,
		.local_amount = payroll->local[slot],
		.local_currency = payee->currency, .entity = payee->entity,
		.account = element->account, .split = element->split,
		.fund = payee->fund, .fund_centre = payee->fund_centre,
		.project = payee->project,
		.cost_centre = payee->cost_centre, .donor = payee->donor
	};
	return true;
}
