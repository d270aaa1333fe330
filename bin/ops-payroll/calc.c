#include "calc.h"

#include <stdio.h>

#include "domain/payroll_person.h"
#include "schema/exchange_rate.h"
#include "store/rate.h"

enum { CALC_PATH_MAX = 512 };

static const char calc_rate_kind[] = "operational";
static const char calc_pack_name[] = "un-common-system";

const struct option calc_options[] = {
	{ "period", OPTION_PERIOD, "YYYY-MM", "month of pay", true },
	{ "rules", OPTION_TEXT, "PACK",
	    "rule pack in share/rules, or its folder", false },
	{ "rates", OPTION_FILE, "FILE",
	    "rates of exchange from FILE, not from the store", false },
	{ "elements", OPTION_TEXT, "LIST",
	    "only these elements, with commas between", false },
	{ 0 }
};

const char *
calc_pack(struct cli *cli, const char *name, struct error *error)
{
	char path[CALC_PATH_MAX];

	if (name == NULL)
		name = calc_pack_name;
	if (strchr(name, '/') != NULL || name[0] == '.')
		return name;
	if ((size_t)snprintf(path, sizeof(path), "rules/%s", name) >=
	    sizeof(path)) {
		(void)error_set(error, FAULT_USAGE,
		    "the name of the rule pack is too long");
		return NULL;
	}
	return cli_share(cli, path);
}

/* Rates of one series and one pivot from a stream. */
static bool
calc_rates(struct calc *calc, struct cli *cli, const char *path,
    struct error *error)
{
	struct stream *in;
	struct record record;
	struct exchange_rate rate;

	if (!cli_open(&in, cli, &schema_exchange_rate, path, error))
		return false;
	while (exchange_rate_next(in, &rate, &record, error)) {
		if (!slice_is(rate.kind, calc_rate_kind))
			continue;
		if (calc->exchange == NULL)
			calc->exchange = exchange_new(rate.pivot);
		if (!currency_equal(rate.pivot,
		    exchange_pivot(calc->exchange)))
			return error_set(error, FAULT_INPUT,
			    "the pivot is %s, and was %s before",
			    currency_code(rate.pivot), currency_code(
			    exchange_pivot(calc->exchange))) ||
			    error_locate(error, record.origin, record.line);
		if (!exchange_add(calc->exchange, rate.currency,
		    rate.valid_from, rate.units_per_pivot, error))
			return error_locate(error, record.origin,
			    record.line);
	}
	if (error->fault == FAULT_NONE && calc->exchange == NULL)
		return error_set(error, FAULT_INPUT,
		    "%s has no %s rates", path, calc_rate_kind);
	return error->fault == FAULT_NONE;
}

bool
calc_open(struct calc *calc, struct cli *cli, struct error *error)
{
	const char *pack = calc_pack(cli, cli_text(cli, "rules"), error);
	const char *list = cli_has(cli, "elements") ?
	    cli_text(cli, "elements") : NULL;
	struct store *store;

	*calc = (struct calc){ 0 };
	if (pack == NULL || !rules_load(&calc->rules, pack,
	    cli_period(cli, "period"), list, error))
		return false;
	if (cli_has(cli, "rates")) {
		if (!calc_rates(calc, cli, cli_text(cli, "rates"), error))
			return false;
	} else if (!cli_store(&store, cli, STORE_READ, error) ||
	    !rates_read(&calc->exchange, store, slice_of(calc_rate_kind),
	    error))
		return false;
	calc->payroll = payroll_new(calc->rules, calc->exchange);
	return true;
}

void
calc_close(struct calc *calc)
{
	payroll_free(calc->payroll);
	exchange_free(calc->exchange);
	rules_free(calc->rules);
}

void
calc_warn(struct cli *cli, const struct stream *in)
{
	const struct slice *names = stream_extras(in);

	for (size_t i = 0; i < stream_extra_count(in); i++)
		cli_warn(cli, NULL, 0, "the column \"%.*s\" is not used",
		    SLICE_PRINT(names[i]));
}

static bool
calc_lines(const struct calc *calc, struct sink *out, struct error *error)
{
	struct pay_line line;

	for (size_t i = 0; i < calc->rules->element_count; i++)
		if (payroll_line(&line, calc->payroll, i) &&
		    !pay_line_put(out, &line, error))
			return false;
	return true;
}

static bool
calc_all(struct calc *calc, struct payroll_person *persons,
    struct stream *in, struct sink *out, struct error *error)
{
	struct payee payee;
	struct record record;

	while (payee_next(in, &payee, &record, error)) {
		if (payroll_person_add(persons, payee.person, error) &&
		    payroll_compute(calc->payroll, &payee, error) &&
		    calc_lines(calc, out, error))
			continue;
		if (!stream_reject(in, &record, error))
			return false;
	}
	return error->fault == FAULT_NONE;
}

bool
calc_run(struct cli *cli, struct error *error)
{
	struct payroll_person persons = { 0 };
	struct calc calc;
	struct stream *in;
	struct sink *out;
	bool done;

	done = calc_open(&calc, cli, error) &&
	    cli_input(&in, cli, &schema_payee, 0, error) &&
	    cli_output(&out, cli, &schema_pay_line, NULL, error);
	if (done) {
		calc_warn(cli, in);
		done = calc_all(&calc, &persons, in, out, error);
	}
	payroll_person_release(&persons);
	calc_close(&calc);
	return done;
}
