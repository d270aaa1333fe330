#include "fx.h"
#include "store/rate.h"

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

	if (!cli_store(&store, cli, STORE_READ, error) ||
	    !cli_output(&out, cli, &schema_exchange_rate, NULL, error) ||
	    !rates_list_open(&list, store, slice_of(kind != NULL ? kind : ""),
	    currency, on, error))
		return false;
	while (rates_list_next(list, &rate, error))
		if (!exchange_rate_put(out, &rate, error))
			break;
	rates_list_close(list);
	return error->fault == FAULT_NONE;
}
