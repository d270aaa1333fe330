#include "pay.h"
#include "schema/exchange_rate.h"
#include "schema/transliteration_row.h"
#include "store/rate.h"
#include "store/register.h"

#define RATE_KIND "operational"

static bool
debtors_of_file(struct cli *cli, const char *path,
    bool (*each)(void *context, const struct debtor_account *debtor,
    struct error *error), void *context, struct error *error)
{
	struct debtor_account debtor;
	struct record record;
	struct stream *in;

	if (!cli_open(&in, cli, &schema_debtor_account, path, error))
		return false;
	while (debtor_account_next(in, &debtor, &record, error))
		if (!each(context, &debtor, error))
			return error_locate(error, record.origin,
			    record.line);
	return error->fault == FAULT_NONE;
}

bool
pay_debtors(struct cli *cli, const char *path, struct date on,
    bool (*each)(void *context, const struct debtor_account *debtor,
    struct error *error), void *context, struct error *error)
{
	struct debtor_account debtor;
	struct register_list *list;
	struct store *store;
	bool going = true;

	if (path != NULL)
		return debtors_of_file(cli, path, each, context, error);
	if (!cli_store(&store, cli, STORE_READ, error) ||
	    !register_list_open(&list, store, &schema_debtor_account, on,
	    error))
		return false;
	while (going && register_list_next(list, &debtor, error))
		going = each(context, &debtor, error);
	register_list_close(list);
	return error->fault == FAULT_NONE;
}

static bool
rates_of_file(struct exchange **out, struct cli *cli, const char *path,
    struct error *error)
{
	struct exchange *exchange = NULL;
	struct exchange_rate rate;
	struct record record;
	struct stream *in;

	if (!cli_open(&in, cli, &schema_exchange_rate, path, error))
		return false;
	while (exchange_rate_next(in, &rate, &record, error)) {
		if (!slice_is(rate.kind, RATE_KIND))
			continue;
		if (exchange == NULL)
			exchange = exchange_new(rate.pivot);
		if (!currency_equal(exchange_pivot(exchange), rate.pivot))
			(void)error_set(error, FAULT_INPUT,
			    "rates against two pivots, %s and %s",
			    currency_code(exchange_pivot(exchange)),
			    currency_code(rate.pivot));
		else
			(void)exchange_add(exchange, rate.currency,
			    rate.valid_from, rate.units_per_pivot, error);
		if (error->fault != FAULT_NONE) {
			(void)error_locate(error, record.origin, record.line);
			break;
		}
	}
	if (error->fault != FAULT_NONE) {
		exchange_free(exchange);
		return false;
	}
	*out = exchange;
	return true;
}

bool
pay_rates(struct exchange **out, struct cli *cli, struct error *error)
{
	const char *path = cli_text(cli, "rates");
	struct store *store;

	if (path != NULL)
		return rates_of_file(out, cli, path, error);
	return cli_store(&store, cli, STORE_READ, error) &&
	    rates_read(out, store, slice_of(RATE_KIND), error);
}

bool
pay_letters(struct transliteration **out, struct cli *cli,
    struct error *error)
{
	struct transliteration *letters = transliteration_new();
	struct transliteration_row row;
	struct record record;
	struct stream *in;

	if (!cli_open(&in, cli, &schema_transliteration_row,
	    cli_share(cli, "label/transliteration.csv"), error))
		goto failed;
	while (transliteration_row_next(in, &row, &record, error))
		if (!transliteration_add(letters, row.character,
		    row.replacement, error)) {
			(void)error_locate(error, record.origin, record.line);
			break;
		}
	if (error->fault != FAULT_NONE)
		goto failed;
	*out = letters;
	return true;
failed:
	transliteration_free(letters);
	return false;
}

bool
pay_note_xml(struct cli *cli, struct xml_reader *reader, size_t records,
    struct error *error)
{
	struct source source;

	if (!xml_reader_source(&source, reader, error))
		return false;
	source.records = records;
	cli_note_source(cli, &source);
	return true;
}
