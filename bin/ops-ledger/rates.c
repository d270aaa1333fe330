#include "ledger.h"

#include "store/rate.h"

static bool
rates_add(struct exchange **out, const struct exchange_rate *rate,
    struct error *error)
{
	if (*out == NULL)
		*out = exchange_new(rate->pivot);
	if (!currency_equal(exchange_pivot(*out), rate->pivot))
		return error_set(error, FAULT_INPUT,
		    "the rates are quoted against %s and %s",
		    currency_code(exchange_pivot(*out)),
		    currency_code(rate->pivot));
	return exchange_add(*out, rate->currency, rate->valid_from,
	    rate->units_per_pivot, error);
}

static bool
rates_of_file(struct exchange **out, struct cli *cli, struct slice kind,
    struct error *error)
{
	struct exchange_rate rate;
	struct record record;
	struct stream *in;

	if (!cli_open(&in, cli, &schema_exchange_rate,
	    cli_text(cli, "rates"), error))
		return false;
	while (exchange_rate_next(in, &rate, &record, error)) {
		if (!slice_equal(rate.kind, kind))
			continue;
		if (!rates_add(out, &rate, error))
			return error_locate(error, record.origin,
			    record.line);
	}
	return error->fault == FAULT_NONE;
}

/*
 * Lines in the functional currency need no rates: that the store has none is
 * a fault only where one is wanted, or a series was asked for by name.
 */
static bool
rates_of_store(struct exchange **out, struct cli *cli, struct slice kind,
    struct error *error)
{
	struct store *store;

	if (!cli_store(&store, cli, STORE_WRITE, error))
		return false;
	if (rates_read(out, store, kind, error))
		return true;
	if (error->fault != FAULT_STORE || cli_has(cli, "kind"))
		return false;
	error_clear(error);
	*out = NULL;
	return true;
}

bool
ledger_rates(struct exchange **out, struct cli *cli, struct error *error)
{
	struct slice kind = SLICE("operational");

	*out = NULL;
	if (cli_has(cli, "kind"))
		kind = slice_of(cli_text(cli, "kind"));
	if (!cli_has(cli, "rates"))
		return rates_of_store(out, cli, kind, error);
	if (rates_of_file(out, cli, kind, error))
		return true;
	exchange_free(*out);
	*out = NULL;
	return false;
}
