#include "domain/journal.h"

#include "../tap.h"

static const struct journal_code none = { SLICE(""), 0 };
static const struct journal_code entity_one = { SLICE("UNX"), 1 };
static const struct journal_code entity_two = { SLICE("WNX"), 2 };
static const struct journal_code fund_one = { SLICE("10RCR"), 1 };
static struct journal_entry entry;
static struct currency usd, eur, jpy;
static struct date day;

static struct slice
slice(const char *text)
{
	return slice_of(text);
}

static void
setup(void)
{
	struct error error = { 0 };

	tap_ok(currency_parse(&usd, slice("USD"), &error) &&
	    currency_parse(&eur, slice("EUR"), &error) &&
	    currency_parse(&jpy, slice("JPY"), &error) &&
	    date_parse(&day, slice("2026-10-15"), &error), "values");
}

static void
add(const struct journal_code *entity, const struct journal_code *fund,
    int64_t units, struct currency currency)
{
	struct journal_item item = { .entity = entity, .fund = fund,
	    .amount = { units, currency } };

	journal_entry_add(&entry, &item);
}

static struct exchange *
exchange_of(struct currency currency, const char *rate)
{
	struct exchange *exchange = exchange_new(usd);
	struct decimal value;
	struct error error = { 0 };
	struct date since;

	tap_ok(date_parse(&since, slice("2026-10-01"), &error) &&
	    decimal_parse(&value, slice(rate), &error) &&
	    exchange_add(exchange, currency, since, value, &error),
	    "rate %s", rate);
	return exchange;
}

static int64_t
functional_sum(void)
{
	int64_t sum = 0;

	for (size_t i = 0; i < entry.count; i++)
		sum += entry.items[i].functional;
	return sum;
}

static void
test_balance(void)
{
	struct error error = { 0 };

	journal_entry_clear(&entry);
	add(&entity_one, &fund_one, 1000, usd);
	add(&entity_one, &none, 500, usd);
	add(&entity_one, &fund_one, -1000, usd);
	add(&entity_one, &none, -500, usd);
	tap_ok(journal_entry_balance(&entry, &error),
	    "groups which alternate balance each");

	add(&entity_one, &fund_one, 10, usd);
	tap_ok(!journal_entry_balance(&entry, &error) &&
	    error.fault == FAULT_INPUT, "a debit too many is refused");
	tap_ok(strcmp(error.message, "entity UNX, fund 10RCR, USD: "
	    "debits exceed credits by 0.10 USD") == 0,
	    "with its place and difference: %s", error.message);

	error_clear(&error);
	journal_entry_clear(&entry);
	add(&entity_one, &none, 100, usd);
	add(&entity_two, &none, -100, usd);
	tap_ok(!journal_entry_balance(&entry, &error),
	    "one entity does not balance another");

	error_clear(&error);
	journal_entry_clear(&entry);
	add(&entity_one, &none, 100, usd);
	add(&entity_one, &none, -100, eur);
	tap_ok(!journal_entry_balance(&entry, &error),
	    "one currency does not balance another");

	error_clear(&error);
	journal_entry_clear(&entry);
	add(&entity_one, &none, INT64_MAX, usd);
	add(&entity_one, &none, INT64_MAX, usd);
	tap_ok(!journal_entry_balance(&entry, &error),
	    "a sum beyond 64 bits is refused");
}

/* 3 * 0.333 euro of a rate 0.9: every split sums to zero exactly. */
static void
test_translate(void)
{
	struct exchange *exchange = exchange_of(eur, "0.9");
	struct error error = { 0 };

	journal_entry_clear(&entry);
	add(&entity_one, &none, 100, eur);	/* 111.11 cents */
	add(&entity_one, &none, 100, eur);
	add(&entity_one, &none, 100, eur);
	add(&entity_one, &none, -300, eur);	/* -333.33 */
	tap_ok(journal_entry_translate(&entry, usd, exchange, day, &error),
	    "translated");
	tap_ok(functional_sum() == 0, "sums to zero");
	tap_ok(entry.items[0].functional == 111 &&
	    entry.items[1].functional == 111 &&
	    entry.items[2].functional == 111 &&
	    entry.items[3].functional == -333,
	    "the unit left over goes to the largest remainder");

	journal_entry_clear(&entry);
	add(&entity_one, &none, 150, eur);	/* 166.67 */
	add(&entity_one, &none, 150, eur);
	add(&entity_one, &none, -300, eur);	/* -333.33 */
	tap_ok(journal_entry_translate(&entry, usd, exchange, day, &error) &&
	    entry.items[0].functional == 167 &&
	    entry.items[1].functional == 167 &&
	    entry.items[2].functional == -334,
	    "two units go to the two larger remainders");

	journal_entry_clear(&entry);
	add(&entity_one, &none, 1, usd);
	add(&entity_one, &none, -1, usd);
	tap_ok(journal_entry_translate(&entry, usd, NULL, day, &error) &&
	    entry.items[0].functional == 1,
	    "the functional currency needs no rate");

	journal_entry_clear(&entry);
	add(&entity_one, &none, 1, jpy);
	add(&entity_one, &none, -1, jpy);
	tap_ok(!journal_entry_translate(&entry, usd, exchange, day, &error) &&
	    error.fault == FAULT_INPUT, "a missing rate: %s", error.message);
	exchange_free(exchange);
}

/* Every entry of four small amounts: exact zero, and never a unit off. */
static void
test_translate_exhaustive(void)
{
	struct exchange *exchange = exchange_of(jpy, "149.37");
	struct error error = { 0 };
	unsigned wrong = 0, count = 0;

	for (int64_t a = -40; a <= 40; a++)
		for (int64_t b = -40; b <= 40; b++)
			for (int64_t c = -40; c <= 40; c += 3) {
				journal_entry_clear(&entry);
				add(&entity_one, &none, a * 7, jpy);
				add(&entity_one, &none, b, jpy);
				add(&entity_one, &none, c, jpy);
				add(&entity_one, &none, -7 * a - b - c, jpy);
				if (!journal_entry_translate(&entry, usd,
				    exchange, day, &error) ||
				    functional_sum() != 0)
					wrong++;
				for (size_t i = 0; i < 4; i++) {
					/* in 1/14937 cent */
					int64_t off = entry.items[i].functional
					    * 14937 - entry.items[i].amount.
					    units * 10000;

					if (off <= -14937 || off >= 14937)
						wrong++;
				}
				count++;
			}
	tap_ok(wrong == 0, "%u entries, %u wrong", count, wrong);
	exchange_free(exchange);
}

static void
test_given(void)
{
	struct error error = { 0 };

	journal_entry_clear(&entry);
	add(&entity_one, &none, 100, eur);
	add(&entity_one, &none, -100, eur);
	entry.items[0].functional = 115;
	entry.items[0].functional_given = true;
	tap_ok(!journal_entry_translate(&entry, usd, NULL, day, &error),
	    "given on one line only: %s", error.message);

	error_clear(&error);
	entry.items[1].functional = -114;
	entry.items[1].functional_given = true;
	tap_ok(!journal_entry_translate(&entry, usd, NULL, day, &error),
	    "given, but not balanced: %s", error.message);

	error_clear(&error);
	entry.items[1].functional = -115;
	tap_ok(journal_entry_translate(&entry, usd, NULL, day, &error),
	    "given and balanced stands");
}

static void
test_out_of_range(void)
{
	struct exchange *exchange = exchange_of(eur, "0.000000000001");
	struct error error = { 0 };

	journal_entry_clear(&entry);
	add(&entity_one, &none, 100, eur);
	add(&entity_one, &none, -100, eur);
	tap_ok(!journal_entry_translate(&entry, usd, NULL, day, &error),
	    "without rates: %s", error.message);
	error_clear(&error);
	journal_entry_clear(&entry);
	add(&entity_one, &none, INT64_MAX, eur);
	add(&entity_one, &none, -INT64_MAX, eur);
	tap_ok(!journal_entry_translate(&entry, usd, exchange, day, &error),
	    "worth too much: %s", error.message);
	error_clear(&error);
	journal_entry_clear(&entry);
	add(&entity_one, &none, 100, usd);
	add(&entity_one, &none, -100, usd);
	for (size_t i = 0; i < 2; i++) {
		entry.items[i].functional = i == 0 ? 99 : -99;
		entry.items[i].functional_given = true;
	}
	tap_ok(!journal_entry_translate(&entry, usd, NULL, day, &error),
	    "dollars which are other dollars: %s", error.message);
	exchange_free(exchange);
}

static void
test_states(void)
{
	struct error error = { 0 };
	struct period month = period_of(day);
	enum journal_state state = JOURNAL_STATE_NONE;
	bool changed = false;

	tap_ok(!journal_state_change(&state, &changed, state,
	    JOURNAL_EVENT_CLOSE, month, &error) &&
	    error.fault == FAULT_STORE, "what is not open cannot be closed");
	error_clear(&error);
	tap_ok(journal_state_change(&state, &changed, state,
	    JOURNAL_EVENT_OPEN, month, &error) && changed, "opened");
	tap_ok(journal_state_change(&state, &changed, state,
	    JOURNAL_EVENT_OPEN, month, &error) && !changed, "open already");
	tap_ok(!journal_state_change(&state, &changed, state,
	    JOURNAL_EVENT_LOCK, month, &error), "locked only once closed");
	error_clear(&error);
	tap_ok(journal_state_change(&state, &changed, state,
	    JOURNAL_EVENT_CLOSE, month, &error) && changed, "closed");
	tap_ok(journal_state_change(&state, &changed, state,
	    JOURNAL_EVENT_LOCK, month, &error) && changed, "locked");
	tap_ok(!journal_state_change(&state, &changed, state,
	    JOURNAL_EVENT_OPEN, month, &error), "locked is final: %s",
	    error.message);
	tap_ok(journal_state_parse(slice("locked")) == JOURNAL_STATE_LOCKED &&
	    journal_state_parse(slice("lost")) == JOURNAL_STATE_NONE,
	    "names are read back");
}

int
main(void)
{
	tap_begin();
	setup();
	test_balance();
	test_translate();
	test_translate_exhaustive();
	test_given();
	test_out_of_range();
	test_states();
	journal_entry_release(&entry);
	return tap_end();
}
