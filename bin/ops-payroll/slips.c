/*
 * ops-payroll slips - one payslip for each payee
 *
 * Into a folder go all slips or none: they are written beside their names and
 * renamed when the last is done.
 */
#include "slips.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/output.h"
#include "base/table.h"
#include "calc.h"
#include "schema/payee.h"
#include "slip.h"

enum { SLIPS_PATH_MAX = 4096, SLIPS_RULE_MAX = 64 };

const struct option slips_options[] = {
	{ "directory", OPTION_FILE, "DIRECTORY",
	    "write PERSON.txt or PERSON.html there", false },
	{ "format", OPTION_CHOICE, "text|html", "text, or a page of HTML",
	    false },
	{ "payees", OPTION_FILE, "FILE",
	    "payees, for their names, grades and duty stations", false },
	{ "accounts", OPTION_FILE, "FILE", "accounts, shown on the slips",
	    false },
	{ "language", OPTION_TEXT, "LANGUAGE",
	    "language of the labels: en, es, fr ... (en)", false },
	{ "rules", OPTION_TEXT, "PACK",
	    "rule pack whose elements are named, or its folder", false },
	{ 0 }
};

/* The accounts of one payee, a chain. */
struct account_node {
	struct slip_account account;
	struct account_node *next;
};

struct slips {
	struct cli *cli;
	bool html;
	const char *directory;
	struct output *output;		/* when there is no directory */
	struct arena texts;
	struct table persons;		/* person to struct slip_person */
	struct table accounts;		/* person to struct account_node */
	struct table done;		/* persons, in order */
	struct slip_labels labels;
	struct slip slip;
	struct text text;
	struct slip_account *shown;
	size_t shown_capacity;
};

static void
release(struct slips *slips)
{
	arena_release(&slips->texts);
	table_release(&slips->persons);
	slip_label_release(&slips->labels);
	table_release(&slips->accounts);
	table_release(&slips->done);
	slip_release(&slips->slip);
	text_release(&slips->text);
	memory_free(slips->shown);
}

/* "P-4/6", or as much of it as there is. */
static struct slice
grade_of(struct arena *texts, const struct payee *payee)
{
	char text[SLIPS_RULE_MAX];

	if (payee->step == 0)
		return arena_copy(texts, payee->grade);
	(void)snprintf(text, sizeof(text), "%.*s/%lld",
	    SLICE_PRINT(payee->grade), (long long)payee->step);
	return arena_copy(texts, slice_of(text));
}

static bool
read_persons(struct slips *slips, struct error *error)
{
	const char *path = cli_text(slips->cli, "payees");
	struct payee payee;
	struct record record;
	struct stream *in;

	if (path == NULL)
		return true;
	if (!cli_open(&in, slips->cli, &schema_payee, path, error))
		return false;
	while (payee_next(in, &payee, &record, error)) {
		struct arena *texts = &slips->texts;
		struct slip_person *person = arena_new(texts,
		    sizeof(*person));

		*person = (struct slip_person){
			.name = arena_copy(texts, payee.name),
			.contract = arena_copy(texts, payee.contract),
			.grade = grade_of(texts, &payee),
			.duty_station = arena_copy(texts, payee.duty_station)
		};
		table_set(&slips->persons, payee.person, person);
	}
	return error->fault == FAULT_NONE;
}

/* "300.00", "50 percent" or the label "rest". */
static struct slice
rule_of(struct arena *texts, const struct pay_account *account)
{
	char rule[SLIPS_RULE_MAX];

	if (account->amount.units != 0) {
		(void)money_format(rule, account->amount);
	} else if (account->share.units != 0) {
		char number[DECIMAL_TEXT_MAX];

		(void)decimal_format(number, account->share);
		(void)snprintf(rule, sizeof(rule), "%s percent", number);
	} else {
		return slice_of("rest");
	}
	return arena_copy(texts, slice_of(rule));
}

static void
add_account(struct slips *slips, const struct pay_account *account)
{
	struct account_node *node = arena_new(&slips->texts, sizeof(*node));
	struct account_node *last = table_get(&slips->accounts,
	    account->person);

	node->account = (struct slip_account){
		.number = arena_copy(&slips->texts,
		    slice_is_empty(account->iban) ? account->account :
		    account->iban),
		.bank = arena_copy(&slips->texts, account->bank_name),
		.rule = rule_of(&slips->texts, account),
		.currency = account->currency
	};
	if (last == NULL) {
		table_set(&slips->accounts, account->person, node);
		return;
	}
	while (last->next != NULL)
		last = last->next;
	last->next = node;
}

static bool
read_accounts(struct slips *slips, struct error *error)
{
	const char *path = cli_text(slips->cli, "accounts");
	struct pay_account account;
	struct record record;
	struct stream *in;

	if (path == NULL)
		return true;
	if (!cli_open(&in, slips->cli, &schema_pay_account, path, error))
		return false;
	while (pay_account_next(in, &account, &record, error))
		add_account(slips, &account);
	return error->fault == FAULT_NONE;
}

static bool
path_of(char path[SLIPS_PATH_MAX], const struct slips *slips,
    struct slice person, const char *suffix, struct error *error)
{
	int length;

	if (slice_find(person, '/') != person.length ||
	    slice_starts_with(person, slice_of(".")))
		return error_set(error, FAULT_INPUT,
		    "person: \"%.*s\" cannot name a file",
		    SLICE_PRINT(person));
	length = snprintf(path, SLIPS_PATH_MAX, "%s/%.*s.%s%s",
	    slips->directory, SLICE_PRINT(person),
	    slips->html ? "html" : "txt", suffix);
	return (length > 0 && length < SLIPS_PATH_MAX) ||
	    error_set(error, FAULT_USAGE,
	    "--directory: the name is too long");
}

static size_t
show_accounts(struct slips *slips)
{
	const struct account_node *node = table_get(&slips->accounts,
	    slips->slip.person);
	size_t count = 0;

	for (; node != NULL; node = node->next) {
		slips->shown = memory_grow(slips->shown,
		    &slips->shown_capacity, count, sizeof(*slips->shown));
		slips->shown[count++] = node->account;
	}
	return count;
}

static bool
write_bytes(struct slips *slips, struct error *error)
{
	char path[SLIPS_PATH_MAX];
	struct output *file;

	if (slips->directory == NULL) {
		if (slips->done.count > 1 && !slips->html)
			output_write_string(slips->output, "\f");
		output_write(slips->output, text_slice(&slips->text));
		return true;
	}
	if (!path_of(path, slips, slips->slip.person, ".part", error) ||
	    !output_open(&file, path, error))
		return false;
	output_write(file, text_slice(&slips->text));
	return output_close(file, error);
}

/* The slip is complete: write it and make room for the next. */
static bool
finish(struct slips *slips, struct error *error)
{
	const struct slip_person *person;
	struct slip_page page = { .slip = &slips->slip,
		.labels = &slips->labels };
	bool added;

	if (slice_is_empty(slips->slip.person))
		return true;
	(void)table_put(&slips->done, slips->slip.person, &added);
	if (!added)
		return error_set(error, FAULT_INPUT,
		    "the lines of \"%.*s\" do not stand together",
		    SLICE_PRINT(slips->slip.person));
	person = table_get(&slips->persons, slips->slip.person);
	if (person != NULL)
		page.person = *person;
	page.account_count = show_accounts(slips);
	page.accounts = slips->shown;
	if (!slip_settle(&page, error))
		return false;
	text_clear(&slips->text);
	(slips->html ? slip_html : slip_text)(&slips->text, &page);
	if (!write_bytes(slips, error))
		return false;
	slip_clear(&slips->slip);
	return true;
}

static bool
write_slips(struct slips *slips, struct stream *in, struct error *error)
{
	struct pay_line line;
	struct record record = { 0 };

	while (pay_line_next(in, &line, &record, error)) {
		if (!slice_equal(line.person, slips->slip.person) &&
		    !finish(slips, error))
			return error_locate(error, record.origin,
			    record.line);
		if (!slip_add(&slips->slip, &line, error))
			return error_locate(error, record.origin,
			    record.line);
	}
	if (error->fault != FAULT_NONE)
		return false;
	return finish(slips, error) ||
	    error_locate(error, record.origin, record.line);
}

/* Give the files their names, or take them away. */
static bool
settle(struct slips *slips, bool keep, struct error *error)
{
	char part[SLIPS_PATH_MAX], path[SLIPS_PATH_MAX];

	for (size_t i = 0; i < slips->done.count; i++) {
		struct slice person = slips->done.entries[i].key;
		struct error ignored = { 0 };

		if (!path_of(part, slips, person, ".part", &ignored) ||
		    !path_of(path, slips, person, "", &ignored))
			continue;
		if (!keep)
			(void)unlink(part);
		else if (rename(part, path) != 0)
			return error_set(error, FAULT_SYSTEM,
			    "cannot write \"%s\": %s", path,
			    strerror(errno));
	}
	return true;
}

/* A pack need not have titles. */
static bool
read_labels(struct slips *slips, struct error *error)
{
	struct cli *cli = slips->cli;
	const char *pack = calc_pack(cli, cli_text(cli, "rules"), error);
	const char *titles;

	if (pack == NULL)
		return false;
	slips->labels.language = slice_of(cli_has(cli, "language") ?
	    cli_text(cli, "language") : "en");
	titles = cli_path(cli, pack, "titles.csv");
	if (!slip_label_read(&slips->labels, cli,
	    cli_share(cli, "label/payslip.csv"), error) ||
	    (access(titles, F_OK) == 0 &&
	    !slip_label_read(&slips->labels, cli, titles, error)))
		return false;
	return slips->labels.found || error_set(error, FAULT_USAGE,
	    "--language: there are no labels in \"%.*s\"",
	    SLICE_PRINT(slips->labels.language));
}

static bool
make_slips(struct slips *slips, struct error *error)
{
	struct stream *in;

	if (slips->directory == NULL) {
		if (!cli_bytes(&slips->output, slips->cli, error))
			return false;
	} else if (mkdir(slips->directory, 0700) != 0 && errno != EEXIST) {
		return error_set(error, FAULT_SYSTEM,
		    "cannot make \"%s\": %s", slips->directory,
		    strerror(errno));
	}
	return read_labels(slips, error) && read_persons(slips, error) &&
	    read_accounts(slips, error) &&
	    cli_input(&in, slips->cli, &schema_pay_line, 0, error) &&
	    write_slips(slips, in, error);
}

bool
slips_run(struct cli *cli, struct error *error)
{
	const char *format = cli_text(cli, "format");
	struct slips slips = {
		.cli = cli,
		.html = format != NULL && strcmp(format, "html") == 0,
		.directory = cli_text(cli, "directory")
	};
	struct error ignored = { 0 };
	bool done = make_slips(&slips, error);

	if (slips.directory != NULL)
		done = settle(&slips, done, done ? error : &ignored) && done;
	if (done && slips.directory != NULL)
		cli_say(cli, "%zu payslips in %s", slips.done.count,
		    slips.directory);
	release(&slips);
	return done;
}
