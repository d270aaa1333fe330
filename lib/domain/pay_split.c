#include "domain/pay_split.h"

#include "base/assert.h"

#define WHOLE (100 * (int64_t)DECIMAL_ONE)

static bool
convert(struct money *out, const struct pay_split *split,
    struct money amount, struct currency target, struct error *error)
{
	if (currency_equal(amount.currency, target)) {
		*out = amount;
		return true;
	}
	if (split->exchange == NULL)
		return error_set(error, FAULT_INPUT,
		    "there are no rates to convert %s to %s",
		    currency_code(amount.currency), currency_code(target));
	return exchange_convert(out, split->exchange, amount, target,
	    split->day, ROUND_HALF_AWAY, error);
}

static bool
is_fixed(const struct pay_account *account)
{
	return account->amount.units != 0;
}

/*
 * Take what is missing off the net, or all of it if that is less and worth
 * anything.
 */
static bool
take(struct money *missing, struct money *net, const struct pay_split *split,
    struct error *error)
{
	struct money cost, worth;

	if (net->units == 0 || missing->units == 0)
		return true;
	if (!convert(&cost, split, *missing, net->currency, error))
		return false;
	if (cost.units <= net->units) {
		missing->units = 0;
		return money_subtract(net, *net, cost, error);
	}
	if (!convert(&worth, split, *net, missing->currency, error))
		return false;
	if (worth.units == 0)
		return true;
	net->units = 0;
	missing->units -= worth.units < missing->units ? worth.units :
	    missing->units;
	return true;
}

/* The net in the currency of the account first. */
static bool
take_amount(struct money amount, const struct pay_split *split,
    struct money nets[], size_t net_count, struct error *error)
{
	struct money missing = amount;

	for (size_t i = 0; i < net_count; i++)
		if (currency_equal(nets[i].currency, amount.currency) &&
		    !take(&missing, &nets[i], split, error))
			return false;
	for (size_t i = 0; i < net_count; i++)
		if (!take(&missing, &nets[i], split, error))
			return false;
	if (missing.units > 0)
		return error_set(error, FAULT_INPUT,
		    "the fixed amounts are more than the net pay");
	return true;
}

static bool
give_fixed(struct money parts[], const struct pay_split *split,
    struct money nets[], size_t net_count, struct error *error)
{
	for (size_t i = 0; i < split->count; i++) {
		const struct pay_account *account = split->accounts[i];

		if (!is_fixed(account))
			continue;
		if (account->amount.units < 0 || account->share.units != 0)
			return error_set(error, FAULT_INPUT,
			    "account %lld: a fixed amount must be above zero "
			    "and without a share",
			    (long long)account->sequence);
		parts[i] = account->amount;
		if (!take_amount(account->amount, split, nets, net_count,
		    error))
			return false;
	}
	return true;
}

/* The weights of what is left; shares which do not make 100 % are refused. */
static bool
weigh(int64_t weights[], const struct pay_split *split, bool any_left,
    struct error *error)
{
	char text[DECIMAL_TEXT_MAX];
	int64_t sum = 0;
	size_t open = SIZE_MAX;

	for (size_t i = 0; i < split->count; i++) {
		const struct pay_account *account = split->accounts[i];

		weights[i] = 0;
		if (is_fixed(account))
			continue;
		if (account->share.units < 0 || account->share.units > WHOLE)
			return error_set(error, FAULT_INPUT,
			    "account %lld: a share is 0 to 100 %%",
			    (long long)account->sequence);
		weights[i] = (int64_t)account->share.units;
		sum += weights[i];
		if (weights[i] > 0 || !schema_is_absent(&schema_pay_account,
		    PAY_ACCOUNT_FIELD_SHARE, account))
			continue;
		if (open != SIZE_MAX)
			return error_set(error, FAULT_INPUT,
			    "accounts %lld and %lld both take the rest",
			    (long long)split->accounts[open]->sequence,
			    (long long)account->sequence);
		open = i;
	}
	(void)decimal_format(text, (struct decimal){ sum });
	if (sum > WHOLE)
		return error_set(error, FAULT_INPUT,
		    "the shares sum to %s %%, more than 100 %%", text);
	if (open != SIZE_MAX)
		weights[open] = WHOLE - sum;
	else if (sum < WHOLE && any_left)
		return error_set(error, FAULT_INPUT,
		    "the shares sum to %s %% and no account takes the rest",
		    text);
	return true;
}

/* Share what is left of one net. */
static bool
give_rest(struct money parts[], const struct pay_split *split,
    const int64_t weights[], struct money *net, struct error *error)
{
	struct money shares[PAY_SPLIT_ACCOUNTS_MAX];

	if (net->units == 0)
		return true;
	if (!money_split(shares, weights, split->count, *net, error))
		return false;
	for (size_t i = 0; i < split->count; i++) {
		struct money part;

		if (weights[i] > 0 && (!convert(&part, split, shares[i],
		    split->accounts[i]->currency, error) ||
		    !money_add(&parts[i], parts[i], part, error)))
			return false;
	}
	net->units = 0;
	return true;
}

static bool
any_left(const struct money nets[], size_t net_count)
{
	for (size_t i = 0; i < net_count; i++)
		if (nets[i].units != 0)
			return true;
	return false;
}

bool
pay_split(struct money parts[], const struct pay_split *split,
    struct money nets[], size_t net_count, struct error *error)
{
	int64_t weights[PAY_SPLIT_ACCOUNTS_MAX];

	ENSURE(split->count > 0 && split->count <= PAY_SPLIT_ACCOUNTS_MAX);
	ENSURE(net_count > 0 && net_count <= PAY_SPLIT_NETS_MAX);
	for (size_t i = 0; i < split->count; i++)
		parts[i] = (struct money){ 0, split->accounts[i]->currency };
	if (!give_fixed(parts, split, nets, net_count, error) ||
	    !weigh(weights, split, any_left(nets, net_count), error))
		return false;
	for (size_t i = 0; i < net_count; i++)
		if (!give_rest(parts, split, weights, &nets[i], error))
			return false;
	return true;
}
