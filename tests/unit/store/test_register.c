#include "store/register.h"

#include <stdlib.h>
#include <unistd.h>

#include "schema/account.h"
#include "schema/pay_account.h"
#include "store_name.h"
#include "tap.h"

static const char *name;
static const char input[] = "build/tests/register.csv";
static const struct date october = { 20727 };	/* 2026-10-01 */
static const struct date november = { 20758 };

static bool
load(struct register_counts *counts, struct store *store,
    const struct schema *schema, const char *csv, struct date valid_from,
    struct error *error)
{
	static const char *const paths[] = { input };
	const struct register_terms terms = { .valid_from = valid_from };
	const struct run_about about = { "ops-test", "load", "", "test",
	    SLICE("") };
	FILE *file = fopen(input, "w");
	struct stream *in;
	struct run *run;
	bool done;

	(void)fputs(csv, file);
	(void)fclose(file);
	if (!stream_open(&in, schema, paths, 1, NULL, error))
		return false;
	if (!run_begin(&run, store, &about, error)) {
		stream_close(in);
		return false;
	}
	done = register_load(counts, run, schema, in, &terms, error);
	stream_close(in);
	if (done)
		return run_commit(run, NULL, error);
	run_abandon(run);
	return false;
}

/* The name of the account on the day, copied; "-" if there is none. */
static const char *
name_on(struct store *store, const char *key, struct date on)
{
	static char buffer[64];
	struct slice keys[1] = { slice_of(key) };
	struct error error = { 0 };
	struct account account;
	bool found = false;

	if (!register_find(&found, &account, store, &schema_account, keys, on,
	    &error))
		printf("# %s\n", error.message);
	(void)snprintf(buffer, sizeof(buffer), "%.*s",
	    found ? (int)account.name.length : 1,
	    found ? account.name.text : "-");
	return buffer;
}

static unsigned
listed(struct store *store, struct date on, int64_t known)
{
	struct error error = { 0 };
	struct register_list *list;
	struct account account;
	unsigned count = 0;

	if (!register_list_open_known(&list, store, &schema_account, on,
	    known, &error))
		return 0;
	while (register_list_next(list, &account, &error))
		count++;
	register_list_close(list);
	return count;
}

static void
loads(struct store *store)
{
	struct register_counts counts = { 0 };
	struct error error = { 0 };

	tap_ok(load(&counts, store, &schema_account, "account,name,type\n"
	    "1000,Cash,asset\n2000,Loans,liability\n", DATE_NONE, &error) &&
	    counts.added == 2 && counts.amended == 0, "two are added");
	tap_ok(load(&counts, store, &schema_account, "type,account,name\n"
	    "asset,1000,Cash\nliability,2000,Loans\n", DATE_NONE, &error) &&
	    counts.added == 0 && counts.unchanged == 2,
	    "equal ones are left, whatever the order of columns");
	tap_ok(load(&counts, store, &schema_account, "account,name,type\n"
	    "1000,Petty cash,asset\n3000,Equity,net-assets\n", november,
	    &error) && counts.added == 1 && counts.amended == 1,
	    "one is amended from November, one added: %s", error.message);
	tap_ok(strcmp(name_on(store, "1000", october), "Cash") == 0,
	    "in October the old one holds");
	tap_ok(strcmp(name_on(store, "1000", november), "Petty cash") == 0,
	    "in November the new one");
	tap_ok(strcmp(name_on(store, "3000", october), "-") == 0 &&
	    strcmp(name_on(store, "3000", november), "Equity") == 0,
	    "what begins in November is not there in October");
	tap_ok(strcmp(name_on(store, "9999", november), "-") == 0,
	    "an unknown key is not found");
	tap_ok(listed(store, october, INT64_MAX - 1) == 2 &&
	    listed(store, november, INT64_MAX - 1) == 3,
	    "the list is that of the day");
	tap_ok(listed(store, november, 2) == 2 &&
	    listed(store, november, 0) == 0,
	    "and that of what was known after a run");
}

static void
amends_the_past(struct store *store)
{
	struct register_counts counts = { 0 };
	struct error error = { 0 };

	tap_ok(load(&counts, store, &schema_account, "account,name,type\n"
	    "1000,Cash box,asset\n", october, &error) && counts.amended == 1,
	    "October is amended afterwards");
	tap_ok(strcmp(name_on(store, "1000",
	    date_add_days(october, -1)), "Cash") == 0,
	    "September stays");
	tap_ok(strcmp(name_on(store, "1000", october), "Cash box") == 0,
	    "October changes");
	tap_ok(strcmp(name_on(store, "1000", november), "Petty cash") == 0,
	    "November stays");
}

/* The versions of account 1000: until October, October, from November on. */
static void
versions_are_listed(struct store *store)
{
	static const char *const names[] = { "Cash", "Cash box",
		"Petty cash" };
	struct date days[4] = { REGISTER_EVER };
	struct error error = { 0 };
	struct register_list *list = NULL;
	struct account account;
	struct date from, until;
	unsigned right = 0, at = 0;

	days[1] = october;
	days[2] = november;
	days[3] = DATE_NONE;
	if (!tap_ok(register_versions_open(&list, store, &schema_account,
	    INT64_MAX - 1, &error), "versions are opened"))
		return;
	while (register_list_next(list, &account, &error)) {
		if (!slice_is(account.account, "1000") || at == 3)
			continue;
		right += register_list_validity(&from, &until, list,
		    &error) && slice_is(account.name, names[at]) &&
		    date_compare(from, days[at]) == 0 &&
		    date_compare(until, days[at + 1]) == 0;
		at++;
	}
	register_list_close(list);
	tap_ok(right == 3 && error.fault == FAULT_NONE,
	    "%u of %u versions are right", right, at);
}

static void
refuses(struct store *store)
{
	struct register_counts counts = { 0 };
	struct error error = { 0 };

	tap_ok(!load(&counts, store, &schema_account, "account,name,type\n"
	    "7000,A,asset\n7000,B,asset\n", DATE_NONE, &error) &&
	    error.fault == FAULT_INPUT && error.line == 3,
	    "a key twice: line %llu: %s", (unsigned long long)error.line,
	    error.message);
	error_clear(&error);
	tap_ok(strcmp(name_on(store, "7000", november), "-") == 0,
	    "and nothing of the run is there");
}

/* Amounts, decimals, numbers and absent fields come back as they were. */
static void
types(struct store *store)
{
	static const char csv[] = "person,sequence,amount,share,currency,"
	    "holder,bank_country,town,country\n"
	    "P1,1,120.50,,USD,Ana Sample,US,Springfield,US\n"
	    "P1,2,,33.3,JPY,Ana Sample,JP,Kyoto,JP\n";
	struct slice keys[2] = { SLICE("P1"), SLICE("1") };
	struct register_counts counts = { 0 };
	struct pay_account account = { 0 };
	struct error error = { 0 };
	bool found = false;

	tap_ok(load(&counts, store, &schema_pay_account, csv, DATE_NONE,
	    &error) && counts.added == 2, "two fields of key: %s",
	    error.message);
	tap_ok(register_find(&found, &account, store, &schema_pay_account,
	    keys, november, &error) && found &&
	    account.amount.units == 12050 && account.iban.length == 0 &&
	    slice_is(slice_of(currency_code(account.amount.currency)),
	    "USD") && slice_is(account.town, "Springfield"),
	    "the amount and its currency come back: %s", error.message);
	keys[1] = slice_of("2");
	tap_ok(register_find(&found, &account, store, &schema_pay_account,
	    keys, november, &error) && found &&
	    account.share.units == DECIMAL_ONE / 10 * 333,
	    "the share comes back exactly");
	tap_ok(currency_equal(account.amount.currency, CURRENCY_NONE) &&
	    account.amount.units == 0, "an absent amount is of no currency");
	tap_ok(load(&counts, store, &schema_pay_account, csv, DATE_NONE,
	    &error) && counts.unchanged == 2, "and all is unchanged");
}

int
main(void)
{
	struct error error = { 0 };
	struct store *store;

	tap_begin();
	name = store_name_of("build/tests/register.db");
	(void)unlink(name);
	(void)setenv("OPS_TODAY", "2026-10-31", 1);
	if (tap_ok(store_open(&store, name, STORE_CREATE, &error), "open")) {
		loads(store);
		amends_the_past(store);
		versions_are_listed(store);
		refuses(store);
		types(store);
		store_close(store);
	}
	(void)unlink(name);
	(void)unlink(input);
	return tap_end();
}
