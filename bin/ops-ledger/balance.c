#include "ledger.h"

#include "schema/account_line.h"
#include "schema/balance.h"

bool
ledger_span(struct journal_span *out, const struct cli *cli,
    struct error *error)
{
	*out = (struct journal_span){ DATE_NONE, DATE_NONE };
	if (cli_has(cli, "period") && cli_has(cli, "as-of"))
		return error_set(error, FAULT_USAGE,
		    "give --period or --as-of, not both");
	if (cli_has(cli, "period")) {
		out->from = period_first(cli_period(cli, "period"));
		out->until = period_after(cli_period(cli, "period"));
	}
	if (cli_has(cli, "as-of"))
		out->until = date_add_days(cli_date(cli, "as-of"), 1);
	return true;
}

struct date
ledger_names_on(const struct cli *cli, struct journal_span span)
{
	return date_is_none(span.until) ? cli_today(cli) :
	    date_add_days(span.until, -1);
}

static bool
balance_dimension(unsigned *by, struct slice name, struct error *error)
{
	static const char *const names[] = { "entity", "fund", "fund_centre",
	    "project", "cost_centre", "donor" };

	for (unsigned i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (slice_is(name, names[i])) {
			*by |= 1u << i;
			return true;
		}
	return error_set(error, FAULT_USAGE,
	    "--by: \"%.*s\" is not a dimension (entity, fund, fund_centre, "
	    "project, cost_centre, donor)", SLICE_PRINT(name));
}

/* Dimensions are given one by one, or several with commas. */
static bool
balance_by(unsigned *by, const struct cli *cli, struct error *error)
{
	*by = 0;
	for (size_t i = 0; i < cli_list_count(cli, "by"); i++) {
		struct slice rest = slice_of(cli_list(cli, "by", i));

		do {
			if (!balance_dimension(by, slice_cut(&rest, ','),
			    error))
				return false;
		} while (!slice_is_empty(rest));
	}
	return true;
}

bool
ledger_balance(struct cli *cli, struct error *error)
{
	struct journal_span span;
	struct store *store;
	struct sink *out;
	unsigned by;

	return ledger_span(&span, cli, error) &&
	    balance_by(&by, cli, error) &&
	    cli_store(&store, cli, STORE_READ, error) &&
	    cli_output(&out, cli, &schema_balance, NULL, error) &&
	    journal_balance(store, span, by, ledger_names_on(cli, span), out,
	    error);
}

bool
ledger_register(struct cli *cli, struct error *error)
{
	struct journal_span span;
	struct store *store;
	struct sink *out;

	if (cli_operand_count(cli) != 1)
		return error_set(error, FAULT_USAGE, "name the account");
	return ledger_span(&span, cli, error) &&
	    cli_store(&store, cli, STORE_READ, error) &&
	    cli_output(&out, cli, &schema_account_line, NULL, error) &&
	    journal_register(store, slice_of(cli_operand(cli, 0)), span, out,
	    error);
}
