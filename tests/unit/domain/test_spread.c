#include "domain/spread.h"

#include "../tap.h"

static const struct spread_terms seconds = { 1000000, SELECTION_LINEAR };
static const struct spread_terms ranks = { 1000000, SELECTION_NEAREST_RANK };

static bool
reads(struct decimal value, const char *text)
{
	char buffer[DECIMAL_TEXT_MAX];

	(void)decimal_format(buffer, value);
	if (strcmp(buffer, text) != 0)
		printf("# %s, not %s\n", buffer, text);
	return strcmp(buffer, text) == 0;
}

static void
no_durations_are_zero(void)
{
	struct spread_figures figures;
	struct spread spread = { 0 };
	struct error error = { 0 };

	tap_ok(spread_figures(&figures, &spread, &seconds, &error) &&
	    reads(figures.mean, "0") && reads(figures.p95, "0"),
	    "no durations are zero");
}

/* Hyndman and Fan's two rules on 1, 2, ... 10 seconds. */
static void
percentiles_go_by_their_rule(void)
{
	struct spread_figures figures;
	struct spread spread = { 0 };
	struct error error = { 0 };

	for (int64_t i = 10; i > 0; i--)
		spread_add(&spread, i * 1000000);
	tap_ok(spread_figures(&figures, &spread, &seconds, &error) &&
	    reads(figures.p50, "5.5") && reads(figures.p90, "9.1") &&
	    reads(figures.p95, "9.55") && reads(figures.least, "1") &&
	    reads(figures.greatest, "10") && reads(figures.mean, "5.5") &&
	    reads(figures.total, "55"), "type 7 is between neighbours");
	tap_ok(spread_figures(&figures, &spread, &ranks, &error) &&
	    reads(figures.p50, "5") && reads(figures.p90, "9") &&
	    reads(figures.p95, "10"), "the nearest rank is one of them");
	spread_release(&spread);
}

static void
figures_are_rounded_once(void)
{
	const struct spread_terms days = { INT64_C(86400000000),
	    SELECTION_LINEAR };
	struct spread_figures figures;
	struct spread spread = { 0 };
	struct error error = { 0 };

	spread_add(&spread, INT64_C(635156000000));
	tap_ok(spread_figures(&figures, &spread, &days, &error) &&
	    reads(figures.p50, "7.351343"), "a duration in days");
	spread_add(&spread, -INT64_C(635156000000) * 2);
	tap_ok(spread_figures(&figures, &spread, &days, &error) &&
	    reads(figures.total, "-7.351343") &&
	    reads(figures.mean, "-3.675671"), "halves go away from zero");
	spread_release(&spread);
}

int
main(void)
{
	tap_begin();
	no_durations_are_zero();
	percentiles_go_by_their_rule();
	figures_are_rounded_once();
	return tap_end();
}
