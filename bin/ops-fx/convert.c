#include "fx.h"
#include "schema/conversion.h"

enum { AMOUNT_TEXT_MAX = 64 };

/* Where in each record the parts are, and what they are converted with. */
struct conversion_plan {
	size_t amount;
	size_t currency;
	size_t day;
	bool day_of_record;
	bool decimal_comma;
	struct date date;
	struct currency into;
	const struct exchange *exchange;
};

static bool
make_plan(struct conversion_plan *plan, struct cli *cli,
    const struct stream *in, struct error *error)
{
	plan->into = cli_currency(cli, "into");
	plan->day_of_record = cli_has(cli, "date-column");
	plan->decimal_comma = cli_has(cli, "decimal-mark") &&
	    strcmp(cli_text(cli, "decimal-mark"), ",") == 0;
	plan->date = cli_has(cli, "date") ? cli_date(cli, "date") :
	    cli_today(cli);
	if (plan->day_of_record && cli_has(cli, "date"))
		return error_set(error, FAULT_USAGE,
		    "--date and --date-column exclude each other");
	return cli_lacks(in, &schema_conversion, error) &&
	    cli_column(&plan->amount, cli, in, "column", error) &&
	    cli_column(&plan->currency, cli, in, "currency-column", error) &&
	    (!plan->day_of_record ||
	    cli_column(&plan->day, cli, in, "date-column", error));
}

static bool
in_column(struct error *error, const struct cli *cli, const char *option,
    size_t column)
{
	return error_in_field(error, cli_text(cli, option),
	    (unsigned)column + 1);
}

/*
 * The amount of a record.  Columns without a schema come as they were
 * written, so a decimal comma is made a point here; a point beside it groups
 * digits and is refused.
 */
static bool
read_amount(struct money *out, const struct conversion_plan *plan,
    struct slice text, struct currency currency, struct error *error)
{
	size_t comma = slice_find(text, ',');
	char buffer[AMOUNT_TEXT_MAX];

	if (!plan->decimal_comma)
		return money_parse(out, text, currency, error);
	if (slice_find(text, '.') < text.length || text.length >=
	    AMOUNT_TEXT_MAX)
		return error_set_code(error, FAULT_INPUT, "type-error",
		    "\"%.*s\" is not a number with a decimal comma",
		    text.length < AMOUNT_TEXT_MAX ? (int)text.length :
		    AMOUNT_TEXT_MAX, text.text);
	if (comma == text.length)
		return money_parse(out, text, currency, error);
	memcpy(buffer, text.text, text.length);
	buffer[comma] = '.';
	return money_parse(out, slice_from(buffer, text.length), currency,
	    error);
}

static bool
convert_record(struct conversion *out, const struct cli *cli,
    const struct conversion_plan *plan, const struct record *record,
    struct error *error)
{
	const struct slice *cells = record->extras;
	struct date day = plan->date, since;
	struct currency currency;
	struct money amount;
	struct rate rate;

	if (!currency_parse(&currency, cells[plan->currency], error))
		return in_column(error, cli, "currency-column",
		    plan->currency);
	if (!read_amount(&amount, plan, cells[plan->amount], currency, error))
		return in_column(error, cli, "column", plan->amount);
	if (plan->day_of_record && !date_parse(&day, cells[plan->day], error))
		return in_column(error, cli, "date-column", plan->day);
	if (!exchange_rate(&rate, &since, plan->exchange, currency, day,
	    error))
		return in_column(error, cli, "currency-column",
		    plan->currency);
	out->rate_from = rate.value;
	if (!exchange_rate(&rate, &since, plan->exchange, plan->into, day,
	    error))
		return false;
	out->rate_into = rate.value;
	out->rate_pivot = exchange_pivot(plan->exchange);
	out->converted_currency = plan->into;
	return exchange_convert(&out->converted, plan->exchange, amount,
	    plan->into, day, ROUND_HALF_AWAY, error);
}

static void
put(struct sink *out, const struct conversion *value,
    const struct record *record)
{
	sink_money(out, value->converted);
	sink_currency(out, value->converted_currency);
	sink_decimal(out, value->rate_from);
	sink_decimal(out, value->rate_into);
	sink_currency(out, value->rate_pivot);
	for (size_t i = 0; i < record->extra_count; i++)
		sink_text(out, record->extras[i]);
}

static bool
convert_all(struct cli *cli, const struct exchange *exchange,
    struct error *error)
{
	struct conversion_plan plan = { .exchange = exchange };
	struct conversion value;
	struct record record;
	struct stream *in;
	struct sink *out;

	if (!cli_input(&in, cli, NULL, 0, error) ||
	    !make_plan(&plan, cli, in, error) ||
	    !cli_output(&out, cli, &schema_conversion, in, error))
		return false;
	while (stream_next(in, &record, error)) {
		if (!convert_record(&value, cli, &plan, &record, error)) {
			if (!stream_reject(in, &record, error))
				return false;
			continue;
		}
		put(out, &value, &record);
		if (!sink_end(out, error))
			return false;
	}
	return error->fault == FAULT_NONE;
}

/* The exchange of --kind, or the only one which the file has. */
static bool
exchange_of_file(const struct exchange **out, const struct cli *cli,
    const struct fx_rates *rates, struct error *error)
{
	const char *kind = cli_text(cli, "kind");

	if (kind == NULL && rates->series.count == 1)
		*out = rates->series.entries[0].value;
	else
		*out = table_get(&rates->series,
		    slice_of(kind != NULL ? kind : "operational"));
	if (*out != NULL)
		return true;
	return error_set(error, FAULT_INPUT,
	    "%s has no rates of the series \"%s\"", cli_text(cli, "rates"),
	    kind != NULL ? kind : "operational");
}

static bool
convert_by_file(struct cli *cli, struct error *error)
{
	const struct exchange *exchange;
	struct fx_rates rates = { 0 };
	bool done;

	done = fx_rates_read(&rates, cli, cli_text(cli, "rates"), error) &&
	    exchange_of_file(&exchange, cli, &rates, error) &&
	    convert_all(cli, exchange, error);
	fx_rates_release(&rates);
	return done;
}

bool
fx_convert(struct cli *cli, struct error *error)
{
	const char *kind = cli_text(cli, "kind");
	struct exchange *exchange = NULL;
	struct store *store;
	int64_t last_run;
	bool done;

	if (cli_has(cli, "rates") && cli_has(cli, "as-of"))
		return error_set(error, FAULT_USAGE,
		    "--as-of is about the store, not about --rates");
	if (cli_has(cli, "rates"))
		return convert_by_file(cli, error);
	if (!cli_store(&store, cli, STORE_READ, error) ||
	    !fx_last_run(&last_run, cli, store, error) ||
	    !rates_read_known(&exchange, store,
	    slice_of(kind != NULL ? kind : "operational"), last_run, error))
		return false;
	done = convert_all(cli, exchange, error);
	exchange_free(exchange);
	return done;
}
