/* Posting, reversing, periods and balances of the journal in the store. */
#include "store/journal.h"

#include <unistd.h>

#include "currency_of.h"
#include "schema/account.h"
#include "schema/account_line.h"
#include "schema/balance.h"
#include "schema/entity.h"
#include "schema/fund.h"
#include "store/register.h"
#include "store_name.h"
#include "tap.h"
#include "text_file.h"

#define HEADER "entry,line,date,entity,account,fund,amount,currency," \
	"functional_amount\n"
#define OUTPUT "build/tests/journal.out"

static const struct date november = { 20758 };	/* 2026-11-01 */
static const struct journal_span ever = { DATE_NONE, DATE_NONE };

static struct store *store;
static struct exchange *exchange;
static struct error error;
static struct journal_counts counts;

static bool
begin(struct run **run, const char *topic, const char *batch)
{
	const struct run_about about = { "ops-test", "test", "", topic,
	    slice_of(batch) };

	error_clear(&error);
	return run_begin(run, store, &about, &error);
}

static bool
end(struct run *run, bool done)
{
	if (done)
		return run_commit(run, NULL, &error);
	run_abandon(run);
	return false;
}

static struct stream *
opened(const struct schema *schema, const char *csv)
{
	const char *const paths[] = { text_file };
	struct stream *in = NULL;

	if (!text_file_put(csv) ||
	    !stream_open(&in, schema, paths, 1, NULL, &error))
		printf("# %s\n", error.message);
	return in;
}

static bool
load(const struct schema *schema, const char *csv)
{
	const struct register_terms terms = { .valid_from = DATE_NONE };
	struct register_counts loaded;
	struct stream *in = opened(schema, csv);
	struct run *run;
	bool done;

	if (in == NULL || !begin(&run, schema->name, ""))
		return false;
	done = end(run, register_load(&loaded, run, schema, in, &terms,
	    &error));
	stream_close(in);
	return done;
}

static bool
post(const char *batch, const char *lines)
{
	struct journal_terms terms = { slice_of(batch), SLICE("hand"),
		exchange };
	char csv[4096];
	struct stream *in;
	struct run *run;
	bool done;

	(void)snprintf(csv, sizeof(csv), "%s%s", HEADER, lines);
	in = opened(&schema_journal_line, csv);
	if (in == NULL || !begin(&run, "journal", batch))
		return false;
	done = end(run, journal_post(&counts, run, in, &terms, &error));
	stream_close(in);
	return done;
}

static bool
says(enum fault fault, const char *words)
{
	bool said = error.fault == fault &&
	    strstr(error.message, words) != NULL;

	if (!said)
		printf("# %d: %s\n", (int)error.fault, error.message);
	return said;
}

static bool
change(const char *text, enum journal_event event, bool *changed)
{
	struct period period = PERIOD_NONE;
	struct run *run;

	return period_parse(&period, slice_of(text), &error) &&
	    begin(&run, "journal_period", "") && end(run,
	    journal_period_change(changed, run, period, event, &error));
}

/* What was written, without its header. */
static const char *
written(struct sink *sink, bool done)
{
	static char bytes[4096];
	size_t length;
	FILE *file;

	if (!sink_close(sink, &error) || !done) {
		printf("# %s\n", error.message);
		return "";
	}
	file = fopen(OUTPUT, "r");
	if (file == NULL)
		return "";
	length = fread(bytes, 1, sizeof(bytes) - 1, file);
	(void)fclose(file);
	bytes[length] = '\0';
	return strchr(bytes, '\n') + 1;
}

static struct sink *
target(const struct schema *schema)
{
	struct sink *sink = NULL;

	error_clear(&error);
	(void)sink_open(&sink, schema, OUTPUT, NULL, &error);
	return sink;
}

static const char *
balance(struct journal_span span, unsigned by)
{
	struct sink *sink = target(&schema_balance);

	return written(sink, journal_balance(store, span, by, november, sink,
	    &error));
}

static const char *
lines_of(const char *account, struct journal_span span)
{
	struct sink *sink = target(&schema_account_line);

	return written(sink, journal_register(store, slice_of(account), span,
	    sink, &error));
}

static bool
equals(const char *got, const char *expected)
{
	if (strcmp(got, expected) == 0)
		return true;
	printf("# %s# instead of\n# %s", got, expected);
	return false;
}

static void
registers(void)
{
	struct decimal rate = DECIMAL_ZERO;

	(void)decimal_parse(&rate, slice_of("0.8"), &error);
	exchange = exchange_new(currency_of("USD"));
	(void)exchange_add(exchange, currency_of("EUR"),
	    (struct date){ 20700 }, rate, &error);
	tap_ok(load(&schema_entity, "entity,name\nE,One\nF,Two\n") &&
	    load(&schema_fund, "fund,name\n1000,Regular\n2000,Other\n") &&
	    load(&schema_account, "account,name,type,currency,control\n"
	    "1110,Bank,asset,USD,\n2110,Due,liability,,\n"
	    "2190,Held,liability,,payroll\n5100,Pay,expense,,\n"),
	    "the codes are there: %s", error.message);
}

static void
periods(void)
{
	bool changed = false;

	tap_ok(!post("p", "J,1,2026-10-31,E,5100,1000,1,USD,\n"
	    "J,2,2026-10-31,E,2110,1000,-1,USD,\n") &&
	    says(FAULT_INPUT, "period 2026-10 is not open"), "a period must be opened");
	tap_ok(change("2026-10", JOURNAL_EVENT_OPEN, &changed) && changed &&
	    change("2026-10", JOURNAL_EVENT_OPEN, &changed) && !changed,
	    "opening twice changes nothing");
	tap_ok(change("2026-11", JOURNAL_EVENT_OPEN, &changed) &&
	    change("2026-09", JOURNAL_EVENT_OPEN, &changed) &&
	    change("2026-09", JOURNAL_EVENT_CLOSE, &changed) && changed,
	    "a period is closed");
	tap_ok(!post("p", "J,1,2026-09-30,E,5100,1000,1,USD,\n"
	    "J,2,2026-09-30,E,2110,1000,-1,USD,\n") &&
	    says(FAULT_INPUT, "period 2026-09 is closed"), "and takes nothing then");
	tap_ok(change("2026-09", JOURNAL_EVENT_LOCK, &changed) && changed &&
	    !change("2026-09", JOURNAL_EVENT_OPEN, &changed) &&
	    says(FAULT_STORE, "2026-09"), "a locked one stays so");
}

static void
posts(void)
{
	static const char pair[] =
	    "J-1,1,2026-10-30,E,5100,1000,100.00,USD,\n"
	    "J-1,2,2026-10-30,E,1110,1000,-100.00,USD,\n"
	    "J-2,1,2026-10-31,E,5100,2000,80.00,EUR,\n"
	    "J-2,2,2026-10-31,E,2110,2000,-80.00,EUR,\n";

	tap_ok(post("one", pair) && counts.entries == 2 && counts.lines == 4
	    && !counts.known, "a batch is posted");
	tap_ok(post("one", pair) && counts.known, "once more it repeats");
	tap_ok(!post("one", "J-1,1,2026-10-30,E,5100,1000,100.01,USD,\n"
	    "J-1,2,2026-10-30,E,1110,1000,-100.01,USD,\n") &&
	    says(FAULT_STORE, "one"), "with other content it is refused");
	tap_ok(!post("two", pair) && says(FAULT_INPUT,
	    "entry \"J-1\" is posted already"),
	    "and its entries under another batch");
	tap_ok(equals(balance(ever, 0),
	    "1110,Bank,,,,,,,USD,0.00,100.00,-100.00,-100.00\n"
	    "2110,Due,,,,,,,EUR,0.00,80.00,-80.00,-100.00\n"
	    "5100,Pay,,,,,,,EUR,80.00,0.00,80.00,100.00\n"
	    "5100,Pay,,,,,,,USD,100.00,0.00,100.00,100.00\n"),
	    "the trial balance is by account and currency");
}

static void
refusals(void)
{
	tap_ok(!post("x", "X,1,2026-10-30,E,5100,1000,100.01,USD,\n"
	    "X,2,2026-10-30,E,2110,1000,-100.00,USD,\n") &&
	    says(FAULT_INPUT, "0.01"), "an entry balances to the cent");
	tap_ok(!post("x", "X,1,2026-10-30,E,5100,1000,100,USD,\n"
	    "X,2,2026-10-30,E,2110,2000,-100,USD,\n") &&
	    says(FAULT_INPUT, "1000"), "in each fund");
	tap_ok(!post("x", "X,1,2026-10-30,E,5100,1000,100,USD,\n"
	    "X,2,2026-10-30,F,2110,1000,-100,USD,\n") &&
	    says(FAULT_INPUT, "entity E"), "of each entity");
	tap_ok(!post("x", "X,1,2026-10-30,E,5100,1000,100,USD,\n"
	    "X,2,2026-10-30,E,2110,1000,-100,EUR,\n") &&
	    says(FAULT_INPUT, "credits exceed debits by 100.00 EUR"),
	    "in each currency");
	tap_ok(!post("x", "X,1,2026-10-30,E,5100,1000,100,EUR,\n"
	    "X,2,2026-10-30,E,1110,1000,-100,EUR,\n") &&
	    says(FAULT_INPUT, "1110"), "an account may be of one currency");
	tap_ok(!post("x", "X,1,2026-10-30,E,5100,1000,100,USD,\n"
	    "X,2,2026-10-30,E,2190,1000,-100,USD,\n") &&
	    says(FAULT_INPUT, "2190"), "and of one sub-ledger");
	tap_ok(!post("x", "X,1,2026-10-30,E,5100,3000,100,USD,\n"
	    "X,2,2026-10-30,E,2110,3000,-100,USD,\n") &&
	    says(FAULT_INPUT, "3000"), "a code is in its register");
	tap_ok(!post("x", "X,1,2026-10-30,E,5100,1000,100,USD,\n"
	    "X,2,2026-10-31,E,2110,1000,-100,USD,\n") &&
	    says(FAULT_INPUT, ""), "an entry is of one day");
	tap_ok(!post("x", "X,1,2026-10-30,E,5100,1000,100,JPY,\n"
	    "X,2,2026-10-30,E,2110,1000,-100,JPY,\n") &&
	    says(FAULT_INPUT, "no rate of JPY in USD is in force"),
	    "a currency has a rate");
	tap_ok(!post("x", "X,2,2026-10-30,E,5100,1000,0,USD,\n") &&
	    says(FAULT_INPUT, ""), "lines are numbered from 1");
}

static bool
reverse(const char *entry, const char *batch, int day)
{
	struct date date = { day };
	struct run *run;

	if (!begin(&run, "journal", ""))
		return false;
	return end(run, entry != NULL ? journal_reverse_entry(&counts, run,
	    slice_of(entry), date, &error) : journal_reverse_batch(&counts,
	    run, slice_of(batch), date, &error));
}

static void
reversals(void)
{
	struct journal_span october = { { 20727 }, { 20758 } };

	tap_ok(!reverse("J-9", NULL, november.days) && says(FAULT_STORE,
	    "entry \"J-9\" was never posted"), "what is not there stays so");
	tap_ok(!reverse("J-1", NULL, 20696) && says(FAULT_STORE, "2026-08"),
	    "a reversal needs an open period");
	tap_ok(reverse("J-2", NULL, november.days) && counts.lines == 2,
	    "an entry is reversed");
	tap_ok(!reverse("J-2", NULL, november.days) && says(FAULT_STORE,
	    "reversed already by \"J-2-R\""), "once");
	tap_ok(!reverse(NULL, "one", november.days) &&
	    says(FAULT_STORE, "J-2"), "also as part of its batch");
	tap_ok(!reverse(NULL, "none", november.days) && says(FAULT_STORE,
	    "batch \"none\" was never posted"), "a batch must be there");
	tap_ok(equals(balance(ever, 0),
	    "1110,Bank,,,,,,,USD,0.00,100.00,-100.00,-100.00\n"
	    "2110,Due,,,,,,,EUR,80.00,80.00,0.00,0.00\n"
	    "5100,Pay,,,,,,,EUR,80.00,80.00,0.00,0.00\n"
	    "5100,Pay,,,,,,,USD,100.00,0.00,100.00,100.00\n"),
	    "both stay in the balance, and come to nothing");
	tap_ok(equals(balance(october, JOURNAL_BY_FUND),
	    "1110,Bank,,1000,,,,,USD,0.00,100.00,-100.00,-100.00\n"
	    "2110,Due,,2000,,,,,EUR,0.00,80.00,-80.00,-100.00\n"
	    "5100,Pay,,1000,,,,,USD,100.00,0.00,100.00,100.00\n"
	    "5100,Pay,,2000,,,,,EUR,80.00,0.00,80.00,100.00\n"),
	    "a span has its own, by fund if asked for");
	tap_ok(equals(lines_of("2110", ever),
	    "2026-10-31,J-2,2,2110,E,2000,-80.00,EUR,-80.00,-100.00,"
	    "-100.00,,\n2026-11-01,J-2-R,2,2110,E,2000,80.00,EUR,0.00,"
	    "100.00,0.00,,reversal of J-2\n"), "an account's lines lead to its balance");
}

int
main(void)
{
	const char *name = store_name_of("build/tests/journal.db");

	tap_begin();
	(void)unlink(name);
	text_file_begin();
	if (tap_ok(store_open(&store, name, STORE_CREATE, &error),
	    "a store is made: %s", error.message)) {
		registers();
		periods();
		posts();
		refusals();
		reversals();
	}
	store_close(store);
	exchange_free(exchange);
	text_file_end();
	(void)unlink(OUTPUT);
	return tap_end();
}
