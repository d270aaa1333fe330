#include "domain/journal.h"

#include <stdlib.h>

#include "base/assert.h"
#include "base/memory.h"
#include "domain/lifecycle.h"
#include "schema/period_state.h"

/* An exact quotient which turns units of a currency into functional units. */
struct journal_quotient {
	__int128 factor;
	__int128 divisor;
};

void
journal_entry_add(struct journal_entry *entry,
    const struct journal_item *item)
{
	entry->items = memory_grow(entry->items, &entry->capacity,
	    entry->count, sizeof(*entry->items));
	entry->items[entry->count] = *item;
	entry->items[entry->count].place = entry->count;
	entry->count++;
}

void
journal_entry_clear(struct journal_entry *entry)
{
	entry->count = 0;
}

void
journal_entry_release(struct journal_entry *entry)
{
	memory_free(entry->items);
	memory_free(entry->order);
	*entry = (struct journal_entry){ 0 };
}

static int
journal_compare_group(const struct journal_item *one,
    const struct journal_item *other)
{
	if (one->entity->number != other->entity->number)
		return one->entity->number < other->entity->number ? -1 : 1;
	if (one->fund->number != other->fund->number)
		return one->fund->number < other->fund->number ? -1 : 1;
	return (one->amount.currency.number >
	    other->amount.currency.number) -
	    (one->amount.currency.number < other->amount.currency.number);
}

static int
journal_compare_order(const void *left, const void *right)
{
	const struct journal_item *one =
	    *(struct journal_item *const *)left;
	const struct journal_item *other =
	    *(struct journal_item *const *)right;
	int group = journal_compare_group(one, other);

	if (group != 0)
		return group;
	return (one->place > other->place) - (one->place < other->place);
}

/* The largest remainder first, ties to the earlier line. */
static int
journal_compare_remainder(const void *left, const void *right)
{
	const struct journal_item *one =
	    *(struct journal_item *const *)left;
	const struct journal_item *other =
	    *(struct journal_item *const *)right;

	if (one->remainder != other->remainder)
		return one->remainder > other->remainder ? -1 : 1;
	return (one->place > other->place) - (one->place < other->place);
}

/* Most entries are of one group or in order already: look before sorting. */
static void
journal_order(struct journal_entry *entry)
{
	bool sorted = true;

	if (entry->order_capacity < entry->capacity) {
		entry->order = memory_resize(entry->order, entry->capacity,
		    sizeof(struct journal_item *));
		entry->order_capacity = entry->capacity;
	}
	for (size_t i = 0; i < entry->count; i++) {
		entry->order[i] = &entry->items[i];
		if (i > 0 && journal_compare_group(entry->order[i - 1],
		    entry->order[i]) > 0)
			sorted = false;
	}
	if (!sorted)
		qsort(entry->order, entry->count,
		    sizeof(struct journal_item *), journal_compare_order);
}

static size_t
journal_group_end(const struct journal_entry *entry, size_t begin)
{
	size_t end = begin + 1;

	while (end < entry->count && journal_compare_group(
	    entry->order[begin], entry->order[end]) == 0)
		end++;
	return end;
}

static bool
journal_difference(const struct journal_item *item, const char *what,
    __int128 difference, struct currency currency, struct error *error)
{
	char amount[MONEY_TEXT_MAX];
	__int128 size = difference < 0 ? -difference : difference;
	struct slice fund = item->fund->code;

	if (size > INT64_MAX)
		return error_set(error, FAULT_INPUT,
		    "the sum of entity %.*s in %s is out of range",
		    SLICE_PRINT(item->entity->code),
		    currency_code(item->amount.currency));
	money_format(amount, (struct money){ (int64_t)size, currency });
	return error_set(error, FAULT_INPUT,
	    "entity %.*s, %s%.*s, %s%s: %s by %s %s",
	    SLICE_PRINT(item->entity->code),
	    slice_is_empty(fund) ? "no fund" : "fund ", SLICE_PRINT(fund),
	    currency_code(item->amount.currency), what,
	    difference > 0 ? "debits exceed credits" :
	    "credits exceed debits", amount, currency_code(currency));
}

bool
journal_entry_balance(struct journal_entry *entry, struct error *error)
{
	size_t end;

	journal_order(entry);
	for (size_t begin = 0; begin < entry->count; begin = end) {
		__int128 sum = 0;

		end = journal_group_end(entry, begin);
		for (size_t i = begin; i < end; i++)
			sum += entry->order[i]->amount.units;
		if (sum != 0)
			return journal_difference(entry->order[begin], "",
			    sum, entry->order[begin]->amount.currency, error);
	}
	return true;
}

static __int128
journal_power(unsigned exponent)
{
	__int128 power = 1;

	while (exponent-- > 0)
		power *= 10;
	return power;
}

/*
 * Units become functional units by way of the pivot: divided by the rate of
 * their currency, multiplied by that of the functional currency, both as
 * quoted.
 */
static bool
journal_quotient(struct journal_quotient *out, struct currency from,
    struct currency functional, const struct exchange *exchange,
    struct date day, struct error *error)
{
	struct rate down;
	struct rate up;
	struct date since;
	char text[DATE_TEXT_MAX];

	date_format(text, day);
	if (exchange == NULL)
		return error_set(error, FAULT_INPUT,
		    "no rate of exchange for %s on %s",
		    currency_code(from), text);
	if (!exchange_rate(&down, &since, exchange, from, day, error) ||
	    !exchange_rate(&up, &since, exchange, functional, day, error))
		return false;
	if (__builtin_mul_overflow(up.value.units,
	    journal_power(currency_exponent(functional)), &out->factor) ||
	    __builtin_mul_overflow(down.value.units,
	    journal_power(currency_exponent(from)), &out->divisor))
		return error_set(error, FAULT_INPUT,
		    "the rates of %s and %s on %s are out of range",
		    currency_code(from), currency_code(functional), text);
	ENSURE(out->divisor > 0);
	return true;
}

/* Whole units below the exact quotient, and what remains above them. */
static bool
journal_translate_item(struct journal_item *item,
    const struct journal_quotient *quotient, struct error *error)
{
	__int128 product;
	__int128 units;

	if (__builtin_mul_overflow((__int128)item->amount.units,
	    quotient->factor, &product))
		return error_set(error, FAULT_INPUT,
		    "an amount is out of range in the functional currency");
	units = product / quotient->divisor;
	item->remainder = product % quotient->divisor;
	if (item->remainder < 0) {
		item->remainder += quotient->divisor;
		units--;
	}
	if (units > INT64_MAX - 1 || units < -INT64_MAX)
		return error_set(error, FAULT_INPUT,
		    "an amount is out of range in the functional currency");
	item->functional = (int64_t)units;
	return true;
}

static bool
journal_translate_group(struct journal_item *group[], size_t count,
    const struct journal_quotient *quotient, struct error *error)
{
	__int128 missing = 0;

	for (size_t i = 0; i < count; i++) {
		if (!journal_translate_item(group[i], quotient, error))
			return false;
		missing -= group[i]->functional;
	}
	ENSURE(missing >= 0 && missing <= (__int128)count);
	if (missing == 0)
		return true;
	qsort(group, count, sizeof(*group), journal_compare_remainder);
	for (size_t i = 0; i < (size_t)missing; i++)
		group[i]->functional++;
	return true;
}

/* All lines brought their functional amounts: they stand, if they balance. */
static bool
journal_group_given(struct journal_item *const group[], size_t count,
    struct currency functional, struct error *error)
{
	__int128 sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += group[i]->functional;
	if (sum != 0)
		return journal_difference(group[0], ", functional amounts",
		    sum, functional, error);
	return true;
}

static bool
journal_group_functional(struct journal_item *group[], size_t count,
    struct currency functional, const struct exchange *exchange,
    struct date day, struct error *error)
{
	struct currency from = group[0]->amount.currency;
	struct journal_quotient quotient;
	size_t given = 0;

	for (size_t i = 0; i < count; i++)
		given += group[i]->functional_given;
	if (given != 0 && given != count)
		return error_set(error, FAULT_INPUT,
		    "entity %.*s, %s: some lines have a functional amount "
		    "and some have none",
		    SLICE_PRINT(group[0]->entity->code), currency_code(from));
	if (currency_equal(from, functional)) {
		for (size_t i = 0; i < count; i++) {
			if (given != 0 && group[i]->functional !=
			    group[i]->amount.units)
				return error_set(error, FAULT_INPUT,
				    "a functional amount differs from the "
				    "amount in the same currency");
			group[i]->functional = group[i]->amount.units;
		}
		return true;
	}
	if (given != 0)
		return journal_group_given(group, count, functional, error);
	return journal_quotient(&quotient, from, functional, exchange, day,
	    error) && journal_translate_group(group, count, &quotient, error);
}

bool
journal_entry_translate(struct journal_entry *entry,
    struct currency functional, const struct exchange *exchange,
    struct date day, struct error *error)
{
	size_t end;

	journal_order(entry);
	for (size_t begin = 0; begin < entry->count; begin = end) {
		end = journal_group_end(entry, begin);
		if (!journal_group_functional(entry->order + begin,
		    end - begin, functional, exchange, day, error))
			return false;
	}
	return true;
}

static const char *const state_names[] = {
	[JOURNAL_STATE_NONE] = "not open",
	[JOURNAL_STATE_OPEN] = "open",
	[JOURNAL_STATE_CLOSED] = "closed",
	[JOURNAL_STATE_LOCKED] = "locked"
};

const char *
journal_state_name(enum journal_state state)
{
	return state_names[state];
}

enum journal_state
journal_state_parse(struct slice name)
{
	for (enum journal_state state = JOURNAL_STATE_OPEN;
	    state <= JOURNAL_STATE_LOCKED; state++)
		if (slice_is(name, state_names[state]))
			return state;
	return JOURNAL_STATE_NONE;
}

/* An event which led to the state already changes nothing. */
bool
journal_state_change(enum journal_state *out, bool *changed,
    enum journal_state state, enum journal_event event, struct period period,
    struct error *error)
{
	static const struct {
		const char *name;
		const char *done;
	} words[] = {
		[JOURNAL_EVENT_OPEN] = { "open", "opened" },
		[JOURNAL_EVENT_CLOSE] = { "close", "closed" },
		[JOURNAL_EVENT_LOCK] = { "lock", "locked" }
	};
	struct slice name = slice_of(words[event].name);
	struct slice from = slice_of(state == JOURNAL_STATE_NONE ? "" :
	    state_names[state]);
	struct lifecycle *lifecycle = NULL;
	struct slice to = from;
	char text[PERIOD_TEXT_MAX];

	if (!lifecycle_get(&lifecycle, "period", &schema_period_state, error))
		return false;
	if (!lifecycle_leads(lifecycle, name, from) &&
	    !lifecycle_step(&to, lifecycle, from, name, slice_of(""), NULL,
	    error)) {
		period_format(text, period);
		error_clear(error);
		error_record(error, FAULT_STORE,
		    "period %s is %s and cannot be %s", text,
		    state_names[state], words[event].done);
	} else {
		*changed = !slice_equal(from, to);
		*out = journal_state_parse(to);
	}
	lifecycle_free(lifecycle);
	return error->fault == FAULT_NONE;
}
