#include "domain/payroll_check.h"

#include <stdio.h>

#include "base/memory.h"
#include "domain/payroll_check_holder.h"
#include "domain/payroll_check_net.h"

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

struct payroll_check {
	struct decimal threshold;
	enum check_severity severity[RULE_COUNT];
	struct payroll_check_nets payees;
	struct payroll_check_nets clients;
	struct payroll_check_holders holders;
	size_t next_payee;		/* to look at */
	size_t next_client;
	bool has_before;
	bool has_accounts;
	enum check_rule rule;		/* the next to try */
	struct payroll_check_counts counts;
	char message[CHECK_MESSAGE_MAX];
};

struct payroll_check *
payroll_check_new(struct decimal threshold)
{
	struct payroll_check *check = memory_new(sizeof(*check));

	check->threshold = threshold;
	return check;
}

void
payroll_check_free(struct payroll_check *check)
{
	if (check == NULL)
		return;
	payroll_check_net_release(&check->payees);
	payroll_check_net_release(&check->clients);
	payroll_check_holder_release(&check->holders);
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

bool
payroll_check_line(struct payroll_check *check,
    enum payroll_check_run run, const struct pay_line *line,
    struct error *error)
{
	size_t entity = payroll_check_net_name(&check->clients, line->entity);
	size_t person = payroll_check_net_name(&check->payees, line->person);

	if (run == PAYROLL_CHECK_BEFORE)
		check->has_before = true;
	return payroll_check_net_add(payroll_check_net_get(&check->payees,
	    person, entity, line->currency), run, line, error) &&
	    payroll_check_net_add(payroll_check_net_get(&check->clients,
	    entity, entity, line->currency), run, line, error);
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
	check->has_accounts = true;
	payroll_check_holder_add(&check->holders,
	    payroll_check_net_name(&check->payees, account->person), account);
}

/* Did it change by more than so many percent? */
static bool
changed(struct payroll_check *check, const struct payroll_check_net *net)
{
	__int128 before = net->units[PAYROLL_CHECK_BEFORE];
	__int128 now = net->units[PAYROLL_CHECK_NOW];
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
say_change(struct payroll_check *check, const struct payroll_check_net *net)
{
	char before[MONEY_TEXT_MAX], now[MONEY_TEXT_MAX];
	char threshold[DECIMAL_TEXT_MAX];

	(void)money_format(before,
	    payroll_check_net_money(net, PAYROLL_CHECK_BEFORE));
	(void)money_format(now,
	    payroll_check_net_money(net, PAYROLL_CHECK_NOW));
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
say_shared(struct payroll_check *check, size_t person)
{
	size_t other;

	if (!payroll_check_holder_shares(&other, &check->holders, person))
		return false;
	(void)snprintf(check->message, sizeof(check->message),
	    "the account is also that of \"%.*s\"", SLICE_PRINT(
	    payroll_check_net_text(&check->payees, other)));
	return true;
}

/* Does the rule hold for the payee? Then the message says it. */
static bool
finds(struct payroll_check *check, enum check_rule rule,
    const struct payroll_check_net *net)
{
	const bool *there = net->there;
	int64_t now = net->units[PAYROLL_CHECK_NOW];
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
		    !payroll_check_holder_is(&check->holders, net->name) &&
		    say(check, "net pay is due and there is no account");
	case RULE_CLIENT_TOTAL:
	case RULE_COUNT:
		break;
	}
	return false;
}

static void
fill(struct payroll_check *check, struct pay_exception *out,
    enum check_rule rule, const struct payroll_check_net *net)
{
	enum check_severity severity = check->severity[rule];

	check->counts.blocking += severity == SEVERITY_BLOCKING;
	check->counts.warning += severity == SEVERITY_WARNING;
	check->counts.information += severity == SEVERITY_INFORMATION;
	*out = (struct pay_exception){
		.rule = slice_of(rule_names[rule]),
		.severity = slice_of(severity_names[severity]),
		.entity = payroll_check_net_text(&check->clients,
		    net->entity),
		.currency = net->currency,
		.amount = payroll_check_net_money(net, PAYROLL_CHECK_NOW),
		.before = payroll_check_net_money(net, PAYROLL_CHECK_BEFORE),
		.message = slice_of(check->message)
	};
	if (rule != RULE_CLIENT_TOTAL)
		out->person = payroll_check_net_text(&check->payees,
		    net->name);
	if (!net->there[PAYROLL_CHECK_BEFORE])
		out->before = (struct money){ 0 };
}

static bool
next_payee(struct payroll_check *check, struct pay_exception *out)
{
	const struct payroll_check_nets *payees = &check->payees;

	while (check->next_payee < payees->count) {
		const struct payroll_check_net *net =
		    &payees->nets[check->next_payee];
		enum check_rule rule = check->rule;

		if (rule == RULE_CLIENT_TOTAL) {
			check->rule = RULE_JOINER;
			check->next_payee++;
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
	const struct payroll_check_nets *clients = &check->clients;

	if (next_payee(check, out))
		return true;
	if (check->severity[RULE_CLIENT_TOTAL] == SEVERITY_OFF ||
	    check->next_client == clients->count)
		return false;
	(void)say(check, "net pay of the client organisation");
	fill(check, out, RULE_CLIENT_TOTAL,
	    &clients->nets[check->next_client++]);
	return true;
}

struct payroll_check_counts
payroll_check_counts(const struct payroll_check *check)
{
	struct payroll_check_counts counts = check->counts;

	counts.payees = payroll_check_net_names(&check->payees,
	    PAYROLL_CHECK_NOW);
	return counts;
}
