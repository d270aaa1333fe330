/* Payments in the store: their files, their states, their bank lines. */
#include "store/payment.h"

#include <unistd.h>

#include "currency_of.h"
#include "store/bank_line.h"
#include "store/bank_statement.h"
#include "store/pay_line.h"
#include "store/payment_file.h"
#include "store/payment_review.h"
#include "store/payment_state.h"
#include "store_name.h"
#include "tap.h"

static struct store *store;
static struct run *run;
static struct error error;

static bool
begin(const char *topic, const char *batch)
{
	const struct run_about about = { "ops-test", "test", "", topic,
	    slice_of(batch) };

	error_clear(&error);
	return run_begin(&run, store, &about, &error);
}

static bool
end(bool done)
{
	if (!done || error.fault != FAULT_NONE) {
		run_abandon(run);
		return false;
	}
	return run_commit(run, NULL, &error);
}

static bool
says(enum fault fault, const char *words)
{
	bool said = error.fault == fault &&
	    strstr(error.message, words) != NULL;

	if (!said)
		printf("# %s\n", error.message);
	return said;
}

static struct payment
payment(const char *number, int64_t units)
{
	return (struct payment){
		.payment = slice_of(number), .batch = SLICE("B"),
		.person = SLICE("P"), .sequence = 1, .entity = SLICE("E"),
		.amount = { units, currency_of("USD") },
		.currency = currency_of("USD"),
		.execution_date = { 20755 }, .debtor_account = SLICE("D"),
		.holder = SLICE("Ann"), .account = SLICE("7"),
		.bank_country = SLICE("US"), .town = SLICE("New York"),
		.country = SLICE("US")
	};
}

/* Three payments. */
static bool
store_batch(int64_t last)
{
	const struct payment payments[] = {
		payment("B-1", 100), payment("B-2", 200), payment("B-3", last)
	};
	bool repeats, done = true;

	if (!begin("payment", "B"))
		return false;
	for (size_t i = 0; i < 3; i++)
		payment_digest(run, &payments[i]);
	if (!run_repeats(run, &repeats, &error))
		return end(false);
	for (size_t i = 0; done && !repeats && i < 3; i++)
		done = payment_store(run, &payments[i], &error);
	if (done && !repeats)
		done = payment_store_batch(run, slice_of("B"), slice_of("S"),
		    3, &error);
	return end(done);
}

/* The lines of pay which the payments are of. */
static bool
store_lines(void)
{
	const struct pay_line line = {
		.person = SLICE("P"), .period = { 681 },
		.element = SLICE("base"), .kind = SLICE("earning"),
		.amount = { 600, currency_of("USD") },
		.currency = currency_of("USD"), .entity = SLICE("E")
	};
	struct pay_line_batch batch = { .batch = SLICE("S") };
	bool repeats;

	if (!begin("pay_line", "S"))
		return false;
	batch.run = run;
	return end(pay_line_store(&batch, &line, &error) &&
	    pay_line_store_end(&repeats, &batch, &error));
}

static void
batches(void)
{
	struct payment_list *list = NULL;
	struct payment found, expected = payment("B-1", 100);
	struct instant created;
	bool is;

	tap_ok(!store_batch(300) && says(FAULT_STORE, "\"S\""),
	    "payments are of lines of pay which are there");
	tap_ok(store_lines() && store_batch(300), "a batch is stored");
	tap_ok(store_batch(300), "once more it repeats");
	tap_ok(!store_batch(301) && says(FAULT_STORE, "B"),
	    "with another amount it is refused");
	error_clear(&error);
	tap_ok(payment_list_open(&list, store, slice_of("B"), &error) &&
	    payment_list_next(list, &found, &error) &&
	    slice_is(found.payment, "B-1") &&
	    found.amount.units == expected.amount.units &&
	    slice_is(found.town, "New York") && slice_is(found.iban, ""),
	    "payments come by number and whole");
	tap_ok(payment_list_next(list, &found, &error) &&
	    payment_list_next(list, &found, &error) &&
	    !payment_list_next(list, &found, &error) &&
	    error.fault == FAULT_NONE, "all of them");
	payment_list_close(list);
	tap_ok(!payment_list_open(&list, store, slice_of("X"), &error) &&
	    says(FAULT_STORE, "there is no payment batch \"X\""),
	    "an unknown batch is refused");
	error_clear(&error);
	tap_ok(payment_batch_created(&created, store, slice_of("B"), &error)
	    && payment_find(&is, &found, store, slice_of("B-2"), &error) &&
	    is && found.amount.units == 200 && payment_find(&is, &found,
	    store, slice_of("B-9"), &error) && !is,
	    "a payment is found by its number");
}

static bool
state_is(const char *number, const char *state)
{
	struct payment_review *review = NULL;
	struct payment_state found;
	bool right;

	error_clear(&error);
	right = payment_review_one(&review, store, slice_of(number), &error)
	    && payment_review_next(review, &found, &error) &&
	    slice_is(found.state, state);
	if (!right)
		printf("# %s: %.*s %s\n", number, SLICE_PRINT(found.state),
		    error.message);
	payment_review_close(review);
	return right;
}

static bool
send(const char *message, const char *again)
{
	struct payment_file file = { slice_of(message), SLICE("B"),
		SLICE("pain.001.001.09"), again != NULL };

	return begin("payment_file", "") &&
	    end(payment_file_store(run, &file, &error) && (again == NULL ||
	    payment_file_again(run, slice_of(message), slice_of(again),
	    &error)));
}

static bool
step(const char *number, const char *event, enum payment_outcome expected)
{
	struct payment_states *states = NULL;
	enum payment_outcome outcome = PAYMENT_UNKNOWN;
	bool done;

	if (!begin("payment_status", "") ||
	    !payment_state_open(&states, run, &error))
		return false;
	done = payment_state_step(&outcome, states, slice_of(number),
	    slice_of(event), &error);
	if (outcome == PAYMENT_REFUSED)
		printf("# %s\n", payment_state_refusal(states));
	payment_state_close(states);
	return end(done) && outcome == expected;
}

/* How many payments a message has, and how many a later one has too. */
static bool
message_has(const char *message, size_t count, size_t later_count)
{
	struct payment_file_list *list = NULL;
	struct payment one;
	bool later;

	error_clear(&error);
	if (!payment_file_list_open(&list, store, slice_of(message), &error))
		return false;
	while (payment_file_list_next(list, &one, &later, &error)) {
		count--;
		later_count -= later;
	}
	payment_file_list_close(list);
	return error.fault == FAULT_NONE && count == 0 && later_count == 0;
}

static void
states(void)
{
	tap_ok(state_is("B-1", "stored") && message_has("M", 0, 0),
	    "a payment begins as stored");
	tap_ok(step("B-1", "settle", PAYMENT_REFUSED) &&
	    state_is("B-1", "stored"), "what was not sent is not settled");
	tap_ok(send("M", NULL) && state_is("B-1", "sent") &&
	    state_is("B-3", "sent") && message_has("M", 3, 0),
	    "sending a batch sends its payments");
	tap_ok(!send("M2", NULL) && says(FAULT_STORE, "was sent as message "
	    "\"M\""), "a batch is sent once");
	tap_ok(!send("M", "B-1") && says(FAULT_STORE, "another id"),
	    "and not again under the same message");
	tap_ok(step("B-1", "accept", PAYMENT_STEPPED) &&
	    step("B-1", "settle", PAYMENT_STEPPED) &&
	    step("B-1", "accept", PAYMENT_STEPPED) &&
	    state_is("B-1", "settled"), "a late answer takes nothing back");
	tap_ok(step("B-1", "reissue", PAYMENT_REFUSED) &&
	    step("B-1", "reject", PAYMENT_REFUSED) &&
	    state_is("B-1", "settled"), "nor does a contradiction");
	tap_ok(step("B-2", "reject", PAYMENT_STEPPED) &&
	    step("B-2", "accept", PAYMENT_REFUSED) &&
	    step("B-2", "reissue", PAYMENT_STEPPED) &&
	    send("M3", "B-2") && state_is("B-2", "sent") &&
	    message_has("M3", 1, 0) && message_has("M", 3, 1),
	    "a rejected payment is sent once more, in another message");
	tap_ok(step("B-9", "accept", PAYMENT_UNKNOWN),
	    "an unknown payment is told");
	tap_ok(slice_is(payment_state_event(slice_of("ACSC")), "settle") &&
	    slice_is(payment_state_event(slice_of("RJCT")), "reject") &&
	    slice_is(payment_state_event(slice_of("PART")), "") &&
	    slice_is(payment_state_event(slice_of("")), ""),
	    "codes of the bank are events, or none");
}

/* A statement of two lines: the first is B-3, the second its fee. */
static void
make(struct camt_statement *statement, struct bank_balance balances[2],
    struct bank_line lines[2], const char *id, int day, int64_t opening)
{
	struct currency usd = currency_of("USD");

	*statement = (struct camt_statement){
		.id = slice_of(id), .account = SLICE("A"),
		.balances = balances, .balance_count = 2,
		.lines = lines, .line_count = 2
	};
	balances[0] = (struct bank_balance){ .kind = SLICE("OPBD"),
	    .amount = { opening, usd }, .currency = usd, .date = { day } };
	balances[1] = (struct bank_balance){ .kind = SLICE("CLBD"),
	    .amount = { opening - 301, usd }, .currency = usd,
	    .date = { day } };
	for (int i = 0; i < 2; i++)
		lines[i] = (struct bank_line){
			.statement = slice_of(id), .account = SLICE("A"),
			.sequence = i + 1, .currency = usd,
			.amount = { i == 0 ? -300 : -1, usd },
			.booking_date = { day }, .value_date = DATE_NONE,
			.status = SLICE("BOOK"),
			.end_to_end = slice_of(i == 0 ? "B-3" : "")
		};
	camt_tie_up(statement);
}

static bool
record(const struct camt_statement *statement, bool *repeats,
    struct bank_gap gaps[2], size_t *count)
{
	return begin("bank_statement", "") && end(bank_statement_store(
	    repeats, run, 0, statement, &error) && bank_statement_gaps(gaps,
	    count, store, statement, &error));
}

static void
statements(void)
{
	struct bank_balance balances[3][2];
	struct bank_line lines[3][2];
	struct camt_statement made[3];
	struct bank_gap gaps[2];
	bool repeats = true;
	size_t count = 9;

	make(&made[0], balances[0], lines[0], "S1", 100, 1000);
	make(&made[1], balances[1], lines[1], "S2", 101, 699);
	make(&made[2], balances[2], lines[2], "S3", 102, 399);
	tap_ok(record(&made[0], &repeats, gaps, &count) && !repeats &&
	    count == 0, "a statement is recorded");
	tap_ok(record(&made[0], &repeats, gaps, &count) && repeats,
	    "once more it repeats");
	lines[0][0].reference = slice_of("other");
	tap_ok(!record(&made[0], &repeats, gaps, &count) &&
	    says(FAULT_STORE, "is recorded with other lines"),
	    "with other lines it is refused");
	lines[0][0].reference = slice_of("");
	balances[0][0].amount.units = 1001;
	tap_ok(!record(&made[0], &repeats, gaps, &count) &&
	    says(FAULT_STORE, "is recorded with other balances"),
	    "and with another balance");
	balances[0][0].amount.units = 1000;
	tap_ok(record(&made[2], &repeats, gaps, &count) && count == 1 &&
	    gaps[0].difference.units == -300 &&
	    slice_is(gaps[0].before, "S1") && slice_is(gaps[0].after, "S3"),
	    "a missing statement leaves a gap");
	tap_ok(record(&made[1], &repeats, gaps, &count) && count == 1 &&
	    gaps[0].difference.units == 1 && slice_is(gaps[0].before, "S2")
	    && gaps[0].opening.units == 399 && gaps[0].closing.units == 398,
	    "which it closes when it comes, or shows to be a cent");
	balances[1][1].date = DATE_NONE;
	made[1].id = slice_of("S4");
	tap_ok(!record(&made[1], &repeats, gaps, &count) &&
	    says(FAULT_INPUT, "the closing balance has no day"),
	    "a statement without a day has no place");
}

static size_t
open_lines(void)
{
	struct bank_line_list *list = NULL;
	struct bank_line line;
	size_t count = 0;

	error_clear(&error);
	if (bank_line_list_open(&list, store, true, &error))
		while (bank_line_list_next(list, &line, &error))
			count++;
	bank_line_list_close(list);
	return error.fault == FAULT_NONE ? count : SIZE_MAX;
}

static void
matches(void)
{
	struct bank_line key = { .account = SLICE("A"),
		.statement = SLICE("S1"), .sequence = 1 };
	struct bank_line line;
	bool found = false, matched = true, same = true;

	tap_ok(open_lines() == 6, "recorded lines are open");
	error_clear(&error);
	tap_ok(bank_line_find(&found, &line, store, &key, &error) && found &&
	    line.amount.units == -300 && date_is_none(line.value_date) &&
	    slice_is(line.end_to_end, "B-3"), "a line is found");
	tap_ok(bank_line_matched(&matched, &same, store, &key,
	    slice_of("B-3"), slice_of("settle"), &error) && !matched && !same,
	    "and is not matched yet");
	tap_ok(begin("bank_match", "") && end(bank_line_match(run, &key,
	    slice_of("B-3"), slice_of("settle"), &error)) &&
	    open_lines() == 5, "matched, it is no longer open");
	tap_ok(bank_line_matched(&matched, &same, store, &key,
	    slice_of("B-3"), slice_of("settle"), &error) && matched && same,
	    "a match knows its line");
	key.statement = slice_of("S2");
	tap_ok(bank_line_matched(&matched, &same, store, &key,
	    slice_of("B-3"), slice_of("settle"), &error) && matched && !same,
	    "and another line");
	tap_ok(begin("bank_match", "") && end(bank_line_match(run, &key,
	    slice_of("B-3"), slice_of("return"), &error)) &&
	    bank_line_matched(&matched, &same, store, &key, slice_of("B-3"),
	    slice_of("settle"), &error) && !matched,
	    "what came back may be paid again");
}

int
main(void)
{
	const char *name = store_name_of("build/tests/payment.db");

	tap_begin();
	(void)unlink(name);
	if (!store_open(&store, name, STORE_CREATE, &error)) {
		printf("# %s\n", error.message);
		return 1;
	}
	batches();
	states();
	statements();
	matches();
	store_close(store);
	return tap_end();
}
