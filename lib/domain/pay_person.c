#include "domain/pay_person.h"

#include <stdlib.h>

/* Nets in several currencies of one class, on the way to be shared. */
struct nets {
	struct money amounts[PAY_SPLIT_NETS_MAX];
	size_t count;
};

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
		if (!slice_is_empty(class))
			net->class = arena_copy(arena, class);
		net->amount.currency = amount.currency;
		net->next = person->nets;
		person->nets = net;
	}
	return money_add(&net->amount, net->amount, amount, error);
}

static bool
has_class(const struct pay_shares *shares, struct slice class)
{
	for (size_t i = 0; i < shares->count; i++)
		if (slice_equal(shares->accounts[i]->split, class))
			return true;
	return false;
}

/* Nets of classes without an account of their own become the general one. */
static bool
pool_nets(struct pay_person *person, const struct pay_shares *shares,
    struct arena *arena, struct error *error)
{
	struct pay_net **link = &person->nets;
	struct pay_net *pooled = NULL;

	while (*link != NULL) {
		struct pay_net *net = *link;

		if (slice_is_empty(net->class) ||
		    has_class(shares, net->class)) {
			link = &net->next;
			continue;
		}
		*link = net->next;
		net->next = pooled;
		pooled = net;
	}
	for (; pooled != NULL; pooled = pooled->next)
		if (!pay_person_add(person, arena, slice_of(""),
		    pooled->amount, error))
			return false;
	return true;
}

static int
compare_currencies(const void *one, const void *other)
{
	return strcmp(
	    currency_code(((const struct money *)one)->currency),
	    currency_code(((const struct money *)other)->currency));
}

/* The nets of a class from its first one on, by currency. */
static bool
gather(struct nets *out, const struct pay_net *first, struct error *error)
{
	out->count = 0;
	for (const struct pay_net *net = first; net != NULL;
	    net = net->next) {
		char text[MONEY_TEXT_MAX];

		if (!slice_equal(net->class, first->class) ||
		    net->amount.units == 0)
			continue;
		(void)money_format(text, net->amount);
		if (net->amount.units < 0)
			return error_set(error, FAULT_INPUT,
			    "the net pay %s %s is below zero", text,
			    currency_code(net->amount.currency));
		if (out->count == PAY_SPLIT_NETS_MAX)
			return error_set(error, FAULT_INPUT,
			    "there is net pay in more than %d currencies",
			    PAY_SPLIT_NETS_MAX);
		out->amounts[out->count++] = net->amount;
	}
	qsort(out->amounts, out->count, sizeof(out->amounts[0]),
	    compare_currencies);
	return true;
}

/* Share the nets of one class over its accounts. */
static bool
share_class(struct pay_shares *shares, struct slice class,
    struct nets *nets, const struct pay_split *terms, struct error *error)
{
	const struct pay_account *accounts[PAY_SPLIT_ACCOUNTS_MAX];
	struct money parts[PAY_SPLIT_ACCOUNTS_MAX];
	size_t places[PAY_SPLIT_ACCOUNTS_MAX];
	struct pay_split split = { accounts, 0, terms->exchange, terms->day };
	char text[MONEY_TEXT_MAX];

	for (size_t i = 0; i < shares->count; i++) {
		if (!slice_equal(shares->accounts[i]->split, class))
			continue;
		places[split.count] = i;
		accounts[split.count++] = shares->accounts[i];
	}
	(void)money_format(text, nets->amounts[0]);
	if (split.count == 0)
		return error_set(error, FAULT_INPUT,
		    "there is no account for the net pay %s %s", text,
		    currency_code(nets->amounts[0].currency));
	if (!pay_split(parts, &split, nets->amounts, nets->count, error))
		return false;
	for (size_t i = 0; i < split.count; i++)
		shares->totals[places[i]] = parts[i];
	return true;
}

static bool
is_first_of_class(const struct pay_person *person, const struct pay_net *net)
{
	const struct pay_net *before = person->nets;

	while (!slice_equal(before->class, net->class))
		before = before->next;
	return before == net;
}

bool
pay_person_share(struct pay_shares *shares, struct pay_person *person,
    struct arena *arena, const struct pay_split *terms, struct error *error)
{
	for (size_t i = 0; i < shares->count; i++)
		shares->totals[i] = (struct money){
		    0, shares->accounts[i]->currency };
	if (!pool_nets(person, shares, arena, error))
		return false;
	for (const struct pay_net *net = person->nets; net != NULL;
	    net = net->next) {
		struct nets nets;

		if (!is_first_of_class(person, net))
			continue;
		if (!gather(&nets, net, error) || (nets.count > 0 &&
		    !share_class(shares, net->class, &nets, terms, error)))
			return false;
	}
	return true;
}
