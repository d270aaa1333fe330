#include "kpi.h"

bool
kpi_lenient(const struct cli *cli)
{
	return cli_has(cli, "local-times") &&
	    strcmp(cli_text(cli, "local-times"), "lenient") == 0;
}

static bool
add_pause(struct clock_pauses *pauses, const struct zone *zone,
    struct slice text, bool lenient, struct error *error)
{
	struct slice to = text, from = slice_cut(&to, '/');
	struct instant begin, end = INSTANT_NONE;

	if (from.length == text.length)
		return error_set_code(error, FAULT_INPUT, "type-error",
		    "\"%.*s\" is not a pause (FROM/TO)", SLICE_PRINT(text));
	return zone_time_parse(&begin, zone, from, lenient, error) &&
	    (slice_is_empty(to) ||
	    zone_time_parse(&end, zone, to, lenient, error)) &&
	    clock_pause(pauses, begin, end, error);
}

bool
kpi_pauses(struct clock_pauses *out, const struct zone *zone,
    struct slice text, bool lenient, struct error *error)
{
	struct slice rest = slice_trim(text);

	clock_clear(out);
	while (!slice_is_empty(rest)) {
		if (!add_pause(out, zone, slice_cut(&rest, ' '), lenient,
		    error))
			return false;
		rest = slice_trim(rest);
	}
	return true;
}
