#include "fx.h"

enum { DAY_SECONDS = 24 * 60 * 60 };

bool
fx_last_run(int64_t *out, const struct cli *cli, struct store *store,
    struct error *error)
{
	struct instant end;

	*out = RATES_ALL_RUNS;
	if (!cli_has(cli, "as-of"))
		return true;
	end.seconds = ((int64_t)cli_date(cli, "as-of").days + 1) *
	    DAY_SECONDS - 1;
	return run_known(out, store, end, error);
}

bool
fx_list(struct cli *cli, struct error *error)
{
	const char *kind = cli_text(cli, "kind");
	struct currency currency = cli_currency(cli, "currency");
	struct date on = cli_has(cli, "on") ? cli_date(cli, "on") : DATE_NONE;
	struct exchange_rate rate;
	struct rates_list *list;
	struct store *store;
	struct sink *out;
	int64_t last_run;

	if (!cli_store(&store, cli, STORE_READ, error) ||
	    !fx_last_run(&last_run, cli, store, error) ||
	    !cli_output(&out, cli, &schema_exchange_rate, NULL, error) ||
	    !rates_list_open(&list, store, slice_of(kind != NULL ? kind : ""),
	    currency, on, last_run, error))
		return false;
	while (rates_list_next(list, &rate, error))
		if (!exchange_rate_put(out, &rate, error))
			break;
	rates_list_close(list);
	return error->fault == FAULT_NONE;
}
