#include "domain/pay_person.h"

bool
pay_person_add(struct pay_person *person, struct arena *arena,
    struct slice class, struct money amount, struct error *error)
{
	struct pay_net *net = person->nets;

	while (net != NULL && !(slice_equal(net->class, class) &&
	    currency_equal(net->amount.currency, amount.currency)))
		net = net->next;
	if (net == NULL) {
		net = arena_new(arena, sizeof(*net));
		net->class = arena_copy(arena, class);
		net->amount.currency = amount.currency;
		net->next = person->nets;
		person->nets = net;
	}
	return money_add(&net->amount, net->amount, amount, error);
}

static bool
has_class(const struct pay_person *person, struct slice class)
{
	for (size_t i = 0; i < person->count; i++)
		if (slice_equal(person->accounts[i]->split, class))
			return true;
	return false;
}

/* Nets of classes without an account of their own become the general one. */
static bool
pool_nets(struct pay_person *person, struct arena *arena,
    struct error *error)
{
	struct pay_net *nets = person->nets;

	person->nets = NULL;
	for (; nets != NULL; nets = nets->next)
		if (!pay_person_add(person, arena,
		    has_class(person, nets->class) ? nets->class :
		    slice_of(""), nets->amount, error))
			return false;
	return true;
}

/* Share one net over the accounts of its class and add up the totals. */
static bool
split_net(struct pay_person *person, const struct pay_split *terms,
    const struct pay_net *net, struct error *error)
{
	const struct pay_account *accounts[PAY_SPLIT_ACCOUNTS_MAX];
	struct money parts[PAY_SPLIT_ACCOUNTS_MAX];
	struct money *totals[PAY_SPLIT_ACCOUNTS_MAX];
	struct pay_split split = { accounts, 0, terms->exchange, terms->day };
	char text[MONEY_TEXT_MAX];

	(void)money_format(text, net->amount);
	if (net->amount.units < 0)
		return error_set(error, FAULT_INPUT,
		    "the net pay %s %s is below zero", text,
		    currency_code(net->amount.currency));
	if (net->amount.units == 0)
		return true;
	for (size_t i = 0; i < person->count; i++) {
		if (!slice_equal(person->accounts[i]->split, net->class))
			continue;
		totals[split.count] = &person->totals[i];
		accounts[split.count++] = person->accounts[i];
	}
	if (split.count == 0)
		return error_set(error, FAULT_INPUT,
		    "there is no account for the net pay %s %s", text,
		    currency_code(net->amount.currency));
	if (!pay_split(parts, &split, net->amount, error))
		return false;
	for (size_t i = 0; i < split.count; i++)
		if (!money_add(totals[i], *totals[i], parts[i], error))
			return false;
	return true;
}

/* Two nets of one class would each pay the fixed amounts. */
static bool
check_fixed(const struct pay_person *person, struct error *error)
{
	for (const struct pay_net *one = person->nets; one != NULL;
	    one = one->next)
		for (const struct pay_net *other = one->next; other != NULL;
		    other = other->next)
			if (person->has_fixed &&
			    slice_equal(one->class, other->class))
				return error_set(error, FAULT_INPUT,
				    "fixed amounts do not go with net pay "
				    "in both %s and %s",
				    currency_code(one->amount.currency),
				    currency_code(other->amount.currency));
	return true;
}

bool
pay_person_share(struct pay_person *person, struct arena *arena,
    const struct pay_split *terms, struct error *error)
{
	for (size_t i = 0; i < person->count; i++)
		person->totals[i] = (struct money){
		    0, person->accounts[i]->currency };
	if (!pool_nets(person, arena, error) ||
	    !check_fixed(person, error))
		return false;
	for (const struct pay_net *net = person->nets; net != NULL;
	    net = net->next)
		if (!split_net(person, terms, net, error))
			return false;
	return true;
}
