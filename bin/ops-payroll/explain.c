#include "explain.h"

#include <stdio.h>

#include "calc.h"
#include "schema/explanation.h"

enum { EXPLAIN_TEXT_MAX = 512 };

const struct option explain_options[] = {
	{ "period", OPTION_PERIOD, "YYYY-MM", "month of pay", true },
	{ "rules", OPTION_TEXT, "PACK",
	    "rule pack in share/rules, or its folder", false },
	{ "rates", OPTION_FILE, "FILE",
	    "rates of exchange from FILE, not from the store", false },
	{ "elements", OPTION_TEXT, "LIST",
	    "only these elements, with commas between", false },
	{ 0 }
};

struct explain {
	struct calc calc;
	struct sink *out;
	struct error *error;		/* of a put inside a callback */
	struct slice person;
	const char *origin;		/* where the payee stands */
	uint64_t line;
	bool due[PAYROLL_SLOTS_MAX];
	size_t begun;			/* element + 1 whose head is written */
};

static const struct rules_element *
explain_element(const struct explain *explain)
{
	return &explain->calc.rules->elements[
	    explain->calc.payroll->current];
}

static void
explain_put(struct explain *explain, const char *item, struct slice name,
    const char *value, const char *place)
{
	const struct explanation row = {
		.person = explain->person,
		.element = explain_element(explain)->code,
		.item = slice_of(item), .name = name,
		.value = slice_of(value), .place = slice_of(place)
	};

	if (explain->error->fault == FAULT_NONE)
		(void)explanation_put(explain->out, &row, explain->error);
}

static void
explain_value(char text[EXPLAIN_TEXT_MAX], const struct formula_value *value)
{
	struct error error = { 0 };
	struct decimal number;

	text[0] = '\0';
	switch (value->type) {
	case FORMULA_NUMBER:
		if (fraction_round(&number, &value->number, DECIMAL_PLACES,
		    ROUND_HALF_AWAY, &error))
			(void)decimal_format(text, number);
		break;
	case FORMULA_TEXT:
		(void)snprintf(text, EXPLAIN_TEXT_MAX, "%.*s",
		    SLICE_PRINT(value->text));
		break;
	case FORMULA_BOOLEAN:
		(void)snprintf(text, EXPLAIN_TEXT_MAX, "%s",
		    value->boolean ? "yes" : "no");
		break;
	case FORMULA_DATE:
	default:
		if (!date_is_none(value->date))
			(void)date_format(text, value->date);
	}
}

static void
explain_formula(struct explain *explain, const char *item,
    struct slice formula)
{
	char place[EXPLAIN_TEXT_MAX];
	char text[FORMULA_TEXT_MAX + 1];

	if (slice_is_empty(formula))
		return;
	(void)snprintf(place, sizeof(place), "%s:%llu",
	    explain->calc.rules->path,
	    (unsigned long long)explain_element(explain)->line);
	(void)snprintf(text, sizeof(text), "%.*s", SLICE_PRINT(formula));
	explain_put(explain, item, slice_of(""), text, place);
}

/* Formulas come before what they looked at. */
static void
explain_head(struct explain *explain)
{
	const struct rules_element *element = explain_element(explain);

	if (explain->begun == explain->calc.payroll->current + 1)
		return;
	explain->begun = explain->calc.payroll->current + 1;
	explain_formula(explain, "condition", element->condition.text);
	explain_formula(explain, "formula", element->amount.text);
}

static void
explain_note(void *context, const struct formula_note *note)
{
	struct explain *explain = context;
	const struct rules *rules = explain->calc.rules;
	char value[EXPLAIN_TEXT_MAX], place[EXPLAIN_TEXT_MAX] = "";
	char name[EXPLAIN_TEXT_MAX];

	if (!explain->due[RULES_SLOT_ELEMENTS +
	    explain->calc.payroll->current])
		return;
	explain_head(explain);
	explain_value(value, note->value);
	(void)snprintf(name, sizeof(name), "%.*s", SLICE_PRINT(note->name));
	if (note->row != NULL) {
		(void)snprintf(name, sizeof(name), "%.*s%s%.*s",
		    SLICE_PRINT(note->table->name),
		    slice_is_empty(note->name) ? "" : ".",
		    SLICE_PRINT(note->name));
		(void)snprintf(place, sizeof(place), "%s:%llu",
		    note->table->path, (unsigned long long)note->row->line);
	} else if (note->slot >= RULES_SLOT_ELEMENTS)
		(void)snprintf(place, sizeof(place), "%s:%llu", rules->path,
		    (unsigned long long)rules->elements[note->slot -
		    RULES_SLOT_ELEMENTS].line);
	else if (note->slot >= 0 && note->slot < PAYEE_FIELD_COUNT)
		(void)snprintf(place, sizeof(place), "%s:%llu",
		    explain->origin, (unsigned long long)explain->line);
	explain_put(explain, note->what, slice_of(name), value, place);
}

/* "the share of a month": from 2/31 until 1, as the formulas have it. */
static void
explain_share(struct explain *explain)
{
	const struct rules_element *element = explain_element(explain);
	const struct payroll_share *share =
	    &explain->calc.payroll->shares[element->proration];
	struct formula_value value = { .type = FORMULA_NUMBER };
	const char *const names[] = { "before", "up to", "unpaid" };
	const struct fraction *const parts[] = { &share->from, &share->until,
		&share->unpaid };
	char text[EXPLAIN_TEXT_MAX];
	const char *basis = rules_proration_name(element->proration);

	if (share->whole) {
		explain_put(explain, "proration", slice_of("whole month"),
		    "1", basis);
		return;
	}
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		formula_copy_number(&value.number, parts[i]);
		explain_value(text, &value);
		explain_put(explain, "proration", slice_of(names[i]), text,
		    basis);
	}
}

static void
explain_money(struct explain *explain, const char *item, struct money amount,
    const char *place)
{
	char text[MONEY_TEXT_MAX];

	(void)money_format(text, amount);
	explain_put(explain, item, slice_of(currency_code(amount.currency)),
	    text, place);
}

static void
explain_rate(struct explain *explain, struct currency currency)
{
	const struct payroll *payroll = explain->calc.payroll;
	struct error error = { 0 };
	struct rate rate;
	struct date since;
	char value[DECIMAL_TEXT_MAX], day[DATE_TEXT_MAX];
	char name[EXPLAIN_TEXT_MAX], place[EXPLAIN_TEXT_MAX];

	if (currency_equal(currency, exchange_pivot(payroll->exchange)) ||
	    !exchange_rate(&rate, &since, payroll->exchange, currency,
	    payroll->rate_day, &error))
		return;
	(void)decimal_format(value, rate.value);
	(void)date_format(day, since);
	(void)snprintf(name, sizeof(name), "%s for 1 %s",
	    currency_code(rate.quote), currency_code(rate.base));
	(void)snprintf(place, sizeof(place), "in force since %s", day);
	explain_put(explain, "rate", slice_of(name), value, place);
}

static void
explain_line(struct explain *explain, size_t slot)
{
	struct payroll *payroll = explain->calc.payroll;
	const struct rules_element *element = explain_element(explain);
	struct money local;
	char rule[EXPLAIN_TEXT_MAX];
	static const char *const names[] = {
		[ROUND_HALF_AWAY] = "half-away",
		[ROUND_HALF_EVEN] = "half-even",
		[ROUND_TOWARD_ZERO] = "toward-zero",
		[ROUND_NEVER] = "never"
	};

	explain_share(explain);
	(void)snprintf(rule, sizeof(rule), "rounded to %u places %s",
	    element->places == RULES_MINOR_UNIT ?
	    currency_exponent(payroll->paid[slot].currency) :
	    element->places, names[element->rounding]);
	explain_money(explain, "amount", payroll->paid[slot], rule);
	if (!element->written || currency_equal(payroll->paid[slot].currency,
	    payroll->payee->currency))
		return;
	explain_rate(explain, payroll->paid[slot].currency);
	explain_rate(explain, payroll->payee->currency);
	if (payroll_convert(&local, payroll, payroll->paid[slot],
	    payroll->payee->currency, explain->error))
		explain_money(explain, "local", local,
		    "rounded to the minor unit half-away");
}

static void
explain_told(void *context, size_t number)
{
	struct explain *explain = context;
	struct payroll *payroll = explain->calc.payroll;
	size_t slot = RULES_SLOT_ELEMENTS + number;
	char text[EXPLAIN_TEXT_MAX];

	if (!explain->due[slot] || explain->error->fault != FAULT_NONE)
		return;
	explain_head(explain);
	explain_value(text, &payroll->values[slot]);
	explain_put(explain, "value", slice_of("of a whole month"), text, "");
	if (explain_element(explain)->kind != RULES_WORKING)
		explain_line(explain, slot);
}

/* Once to learn what is due, once more to tell how it came about. */
static bool
explain_payee(struct explain *explain, const struct payee *payee,
    const struct record *record, struct error *error)
{
	struct payroll *payroll = explain->calc.payroll;

	if (!payroll_compute(payroll, payee, error))
		return error_locate(error, record->origin, record->line);
	memcpy(explain->due, payroll->due, sizeof(explain->due));
	explain->person = payee->person;
	explain->origin = record->origin;
	explain->line = record->line;
	explain->error = error;
	payroll->frame.note = explain_note;
	payroll->frame.context = explain;
	payroll->told = explain_told;
	return payroll_compute(payroll, payee, error) &&
	    error->fault == FAULT_NONE;
}

static bool
explain_find(struct explain *explain, struct stream *in, const char *person,
    struct error *error)
{
	struct payee payee;
	struct record record;

	while (payee_next(in, &payee, &record, error))
		if (slice_is(payee.person, person))
			return explain_payee(explain, &payee, &record, error);
	if (error->fault != FAULT_NONE)
		return false;
	return error_set(error, FAULT_INPUT, "there is no payee \"%s\"",
	    person);
}

bool
explain_run(struct cli *cli, struct error *error)
{
	struct explain explain = { 0 };
	struct stream *in;
	bool done;

	if (cli_operand_count(cli) < 1)
		return error_set(error, FAULT_USAGE, "whose figures? PERSON");
	done = calc_open(&explain.calc, cli, error) &&
	    cli_input(&in, cli, &schema_payee, 1, error) &&
	    cli_output(&explain.out, cli, &schema_explanation, NULL, error) &&
	    explain_find(&explain, in, cli_operand(cli, 0), error);
	calc_close(&explain.calc);
	return done;
}
