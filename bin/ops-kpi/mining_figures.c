/* Units and percentiles of the figures of event logs, and their output. */
#include "mining.h"

#include <stdio.h>

size_t
mining_figures_choice(const struct cli *cli, const char *option,
    const char *const words[])
{
	const char *text = cli_has(cli, option) ? cli_text(cli, option) : NULL;
	size_t at = 0;

	while (text != NULL && words[at] != NULL &&
	    strcmp(words[at], text) != 0)
		at++;
	return text != NULL && words[at] != NULL ? at : 0;
}

/* "99.9": its column is p99.9, which the kind must not have already. */
static bool
read_percent(struct mining *mining, const char *text, struct error *error)
{
	struct mining_percent *one =
	    &mining->percents[mining->percent_count];
	const __int128 most = 100 * DECIMAL_ONE;

	if (!decimal_parse(&one->percent, slice_of(text), error) ||
	    one->percent.units < 0 || one->percent.units > most) {
		error_clear(error);
		return error_set(error, FAULT_USAGE, "--percent: \"%s\" is "
		    "not from 0 to 100", text);
	}
	if (mining->percent_count == MINING_PERCENTS_MAX - 1 ||
	    decimal_places(one->percent) > MINING_PERCENT_PLACES)
		return error_set(error, FAULT_USAGE, "--percent: more than "
		    "%d percentiles or %d decimals", MINING_PERCENTS_MAX - 1,
		    MINING_PERCENT_PLACES);
	one->name[0] = 'p';
	(void)decimal_format(one->name + 1, one->percent);
	for (size_t i = 0; i < mining->percent_count; i++)
		if (strcmp(mining->percents[i].name, one->name) == 0)
			return error_set(error, FAULT_USAGE,
			    "--percent: %s is given twice", text);
	if (one->percent.units == 50 * DECIMAL_ONE ||
	    one->percent.units == 90 * DECIMAL_ONE ||
	    one->percent.units == 95 * DECIMAL_ONE)
		return error_set(error, FAULT_USAGE,
		    "--percent: %s is among the figures anyway", text);
	mining->percent_count++;
	return true;
}

bool
mining_figures_read(struct mining *mining, struct error *error)
{
	static const char *const methods[] = { "linear", "nearest-rank",
		NULL };
	static const char *const units[] = { "seconds", "minutes", "hours",
		"days", NULL };
	static const int64_t lengths[] = { 1, 60, 3600, 86400 };
	const struct cli *cli = mining->cli;

	mining->terms.unit = TIMESTAMP_SECOND *
	    lengths[mining_figures_choice(cli, "unit", units)];
	mining->terms.method = mining_figures_choice(cli, "method",
	    methods) > 0 ? SELECTION_NEAREST_RANK : SELECTION_LINEAR;
	for (size_t i = 0; i < cli_list_count(cli, "percent"); i++)
		if (!read_percent(mining, cli_list(cli, "percent", i), error))
			return false;
	return true;
}

bool
mining_figures_output(struct sink **out, struct mining *mining,
    const struct schema *schema, struct error *error)
{
	struct slice names[MINING_PERCENTS_MAX];

	for (size_t i = 0; i < mining->percent_count; i++)
		names[i] = slice_of(mining->percents[i].name);
	return cli_output_columns(out, mining->cli, schema, names,
	    mining->percent_count, error);
}

bool
mining_figures_end(struct sink *out, const struct mining *mining,
    struct spread *spread, struct error *error)
{
	struct decimal figure;

	for (size_t i = 0; i < mining->percent_count; i++) {
		if (!spread_percentile(&figure, spread,
		    mining->percents[i].percent, &mining->terms, error))
			return false;
		sink_decimal(out, figure);
	}
	return sink_end(out, error);
}

bool
mining_figures_share(struct decimal *out, __int128 part, __int128 whole,
    struct error *error)
{
	if (whole == 0) {
		*out = DECIMAL_ZERO;
		return true;
	}
	return spread_quotient(out, 100 * part, whole, error);
}
