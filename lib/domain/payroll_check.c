#include "domain/payroll_check.h"

#include <stdio.h>

#include "base/memory.h"
#include "base/table.h"
#include "base/text.h"

enum { CHECK_MESSAGE_MAX = 256 };

enum check_rule {
	RULE_JOINER,
	RULE_LEAVER,
	RULE_NET_CHANGE,
	RULE_NET_ZERO,
	RULE_NET_NEGATIVE,
	RULE_SHARED_ACCOUNT,
	RULE_NO_ACCOUNT,
	RULE_CLIENT_TOTAL,
	RULE_COUNT
};

static const char *const rule_names[RULE_COUNT] = {
	[RULE_JOINER] = "joiner",
	[RULE_LEAVER] = "leaver",
	[RULE_NET_CHANGE] = "net-change",
	[RULE_NET_ZERO] = "net-zero",
	[RULE_NET_NEGATIVE] = "net-negative",
	[RULE_SHARED_ACCOUNT] = "shared-account",
	[RULE_NO_ACCOUNT] = "no-account",
	[RULE_CLIENT_TOTAL] = "client-total"
};

enum check_severity {
	SEVERITY_OFF,
	SEVERITY_INFORMATION,
	SEVERITY_WARNING,
	SEVERITY_BLOCKING,
	SEVERITY_COUNT
};

static const char *const severity_names[SEVERITY_COUNT] = {
	[SEVERITY_OFF] = "off",
	[SEVERITY_INFORMATION] = "information",
	[SEVERITY_WARNING] = "warning",
	[SEVERITY_BLOCKING] = "blocking"
};

/* Net pay now and before, of a payee or of a client organisation. */
struct check_net {
	struct slice name;
	struct slice entity;
	struct money net[2];
	bool there[2];
};

struct check_nets {
	struct table keys;		/* "name currency": numbers into nets */
	struct check_net *nets;
	size_t capacity;
	size_t at;			/* of the next one to look at */
};

struct payroll_check {
	struct decimal threshold;
	enum check_severity severity[RULE_COUNT];
	struct arena texts;
	struct check_nets payees;
	struct check_nets clients;
	struct table persons;		/* who is paid now */
	struct table holders;		/* person to itself: has an account */
	struct table accounts;		/* account number to its first person */
	struct table shared;		/* person to the one shared with */
	bool has_before;
	bool has_accounts;
	enum check_rule rule;		/* the next to try */
	struct payroll_check_counts counts;
	struct text key;
	char message[CHECK_MESSAGE_MAX];
};

struct payroll_check *
payroll_check_new(struct decimal threshold)
{
	struct payroll_check *check = memory_new(sizeof(*check));

	check->threshold = threshold;
	return check;
}

static void
release_nets(struct check_nets *nets)
{
	table_release(&nets->keys);
	memory_free(nets->nets);
}

void
payroll_check_free(struct payroll_check *check)
{
	if (check == NULL)
		return;
	arena_release(&check->texts);
	release_nets(&check->payees);
	release_nets(&check->clients);
	table_release(&check->persons);
	table_release(&check->holders);
	table_release(&check->accounts);
	table_release(&check->shared);
	text_release(&check->key);
	memory_free(check);
}

static int
find_name(const char *const names[], int count, struct slice name)
{
	for (int i = 0; i < count; i++)
		if (slice_is(name, names[i]))
			return i;
	return -1;
}

bool
payroll_check_rule(struct payroll_check *check,
    const struct pay_check *rule, struct error *error)
{
	int number = find_name(rule_names, RULE_COUNT, rule->rule);
	int severity = find_name(severity_names, SEVERITY_COUNT,
	    rule->severity);

	if (number < 0)
		return error_set(error, FAULT_INPUT,
		    "there is no check \"%.*s\"", SLICE_PRINT(rule->rule));
	if (severity < 0)
		return error_set(error, FAULT_INPUT,
		    "there is no severity \"%.*s\"",
		    SLICE_PRINT(rule->severity));
	check->severity[number] = (enum check_severity)severity;
	return true;
}

static struct check_net *
find_net(struct payroll_check *check, struct check_nets *nets,
    struct slice name, const struct pay_line *line)
{
	struct check_net *net;
	size_t number;
	bool added;

	text_clear(&check->key);
	text_add(&check->key, name);
	text_add_character(&check->key, ' ');
	text_add_string(&check->key, currency_code(line->currency));
	number = table_put(&nets->keys, text_slice(&check->key), &added);
	if (!added)
		return &nets->nets[number];
	nets->nets = memory_grow(nets->nets, &nets->capacity, number,
	    sizeof(*nets->nets));
	net = &nets->nets[number];
	*net = (struct check_net){
		.name = arena_copy(&check->texts, name),
		.entity = arena_copy(&check->texts, line->entity)
	};
	for (int run = 0; run < 2; run++)
		net->net[run].currency = line->currency;
	return net;
}

static bool
add_net(struct check_net *net, enum payroll_check_run run,
    const struct pay_line *line, struct error *error)
{
	net->there[run] = true;
	if (slice_is(line->kind, "earning"))
		return money_add(&net->net[run], net->net[run],
		    line->amount, error);
	if (slice_is(line->kind, "deduction"))
		return money_subtract(&net->net[run], net->net[run],
		    line->amount, error);
	return true;
}

bool
payroll_check_line(struct payroll_check *check,
    enum payroll_check_run run, const struct pay_line *line,
    struct error *error)
{
	bool added;

	if (run == PAYROLL_CHECK_BEFORE)
		check->has_before = true;
	else
		(void)table_put(&check->persons, line->person, &added);
	return add_net(find_net(check, &check->payees, line->person, line),
	    run, line, error) &&
	    add_net(find_net(check, &check->clients, line->entity, line),
	    run, line, error);
}

void
payroll_check_expect_accounts(struct payroll_check *check)
{
	check->has_accounts = true;
}

void
payroll_check_account(struct payroll_check *check,
    const struct pay_account *account)
{
	struct slice *person, *first;

	check->has_accounts = true;
	person = table_get(&check->holders, account->person);
	if (person == NULL) {
		person = arena_new(&check->texts, sizeof(*person));
		*person = arena_copy(&check->texts, account->person);
		table_set(&check->holders, *person, person);
	}
	text_clear(&check->key);
	if (!slice_is_empty(account->iban)) {
		text_add(&check->key, account->iban);
	} else {
		text_add(&check->key, account->bank_country);
		text_add(&check->key, account->bic);
		text_add_character(&check->key, ' ');
		text_add(&check->key, account->account);
	}
	first = table_get(&check->accounts, text_slice(&check->key));
	if (first == NULL) {
		table_set(&check->accounts, text_slice(&check->key), person);
	} else if (!slice_equal(*first, *person)) {
		table_set(&check->shared, *person, first);
		if (table_get(&check->shared, *first) == NULL)
			table_set(&check->shared, *first, person);
	}
}

/* Did it change by more than so many percent? */
static bool
changed(struct payroll_check *check, const struct check_net *net)
{
	__int128 before = net->net[PAYROLL_CHECK_BEFORE].units;
	__int128 now = net->net[PAYROLL_CHECK_NOW].units;
	__int128 change = now > before ? now - before : before - now;
	__int128 whole = check->threshold.units / DECIMAL_ONE;
	__int128 rest = check->threshold.units % DECIMAL_ONE;
	__int128 bound;

	if (before < 0)
		before = -before;
	/* change / before > threshold / 100, the fraction in millionths */
	bound = before * whole + before * (rest / 1000000) / 1000000;
	return change * 100 > bound;
}

static void
say_change(struct payroll_check *check, const struct check_net *net)
{
	char before[MONEY_TEXT_MAX], now[MONEY_TEXT_MAX];
	char threshold[DECIMAL_TEXT_MAX];

	(void)money_format(before, net->net[PAYROLL_CHECK_BEFORE]);
	(void)money_format(now, net->net[PAYROLL_CHECK_NOW]);
	(void)decimal_format(threshold, check->threshold);
	(void)snprintf(check->message, sizeof(check->message),
	    "net pay went from %s to %s, more than %s percent", before, now,
	    threshold);
}

static bool
say(struct payroll_check *check, const char *message)
{
	(void)snprintf(check->message, sizeof(check->message), "%s",
	    message);
	return true;
}

static bool
say_shared(struct payroll_check *check, struct slice person)
{
	const struct slice *other = table_get(&check->shared, person);

	if (other == NULL)
		return false;
	(void)snprintf(check->message, sizeof(check->message),
	    "the account is also that of \"%.*s\"", SLICE_PRINT(*other));
	return true;
}

/* Does the rule hold for the payee? Then the message says it. */
static bool
finds(struct payroll_check *check, enum check_rule rule,
    const struct check_net *net)
{
	const bool *there = net->there;
	int64_t now = net->net[PAYROLL_CHECK_NOW].units;
	bool both = check->has_before && there[0] && there[1];

	switch (rule) {
	case RULE_JOINER:
		return check->has_before && !there[PAYROLL_CHECK_BEFORE] &&
		    say(check, "paid now, not in the earlier run");
	case RULE_LEAVER:
		return !there[PAYROLL_CHECK_NOW] &&
		    say(check, "paid in the earlier run, not now");
	case RULE_NET_CHANGE:
		if (!both || !changed(check, net))
			return false;
		say_change(check, net);
		return true;
	case RULE_NET_ZERO:
		return there[PAYROLL_CHECK_NOW] && now == 0 &&
		    say(check, "net pay is zero");
	case RULE_NET_NEGATIVE:
		return there[PAYROLL_CHECK_NOW] && now < 0 &&
		    say(check, "net pay is below zero");
	case RULE_SHARED_ACCOUNT:
		return there[PAYROLL_CHECK_NOW] &&
		    say_shared(check, net->name);
	case RULE_NO_ACCOUNT:
		return check->has_accounts && now > 0 &&
		    table_get(&check->holders, net->name) == NULL &&
		    say(check, "net pay is due and there is no account");
	case RULE_CLIENT_TOTAL:
	case RULE_COUNT:
		break;
	}
	return false;
}

static void
fill(struct payroll_check *check, struct pay_exception *out,
    enum check_rule rule, const struct check_net *net)
{
	enum check_severity severity = check->severity[rule];

	check->counts.blocking += severity == SEVERITY_BLOCKING;
	check->counts.warning += severity == SEVERITY_WARNING;
	check->counts.information += severity == SEVERITY_INFORMATION;
	*out = (struct pay_exception){
		.rule = slice_of(rule_names[rule]),
		.severity = slice_of(severity_names[severity]),
		.entity = net->entity,
		.currency = net->net[PAYROLL_CHECK_NOW].currency,
		.amount = net->net[PAYROLL_CHECK_NOW],
		.before = net->net[PAYROLL_CHECK_BEFORE],
		.message = slice_of(check->message)
	};
	if (rule != RULE_CLIENT_TOTAL)
		out->person = net->name;
	if (!net->there[PAYROLL_CHECK_BEFORE])
		out->before = (struct money){ 0 };
}

static bool
next_payee(struct payroll_check *check, struct pay_exception *out)
{
	struct check_nets *payees = &check->payees;

	while (payees->at < payees->keys.count) {
		const struct check_net *net = &payees->nets[payees->at];
		enum check_rule rule = check->rule;

		if (rule == RULE_CLIENT_TOTAL) {
			check->rule = RULE_JOINER;
			payees->at++;
			continue;
		}
		check->rule = (enum check_rule)(rule + 1);
		if (check->severity[rule] != SEVERITY_OFF &&
		    finds(check, rule, net)) {
			fill(check, out, rule, net);
			return true;
		}
	}
	return false;
}

bool
payroll_check_next(struct payroll_check *check, struct pay_exception *out)
{
	struct check_nets *clients = &check->clients;

	if (next_payee(check, out))
		return true;
	if (check->severity[RULE_CLIENT_TOTAL] == SEVERITY_OFF ||
	    clients->at == clients->keys.count)
		return false;
	(void)say(check, "net pay of the client organisation");
	fill(check, out, RULE_CLIENT_TOTAL, &clients->nets[clients->at++]);
	return true;
}

struct payroll_check_counts
payroll_check_counts(const struct payroll_check *check)
{
	struct payroll_check_counts counts = check->counts;

	counts.payees = check->persons.count;
	return counts;
}
