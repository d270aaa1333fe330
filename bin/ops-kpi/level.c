#include "kpi.h"

enum { LEVEL_PERCENT = 5, PERCENT = 100 };

bool
kpi_level(struct decimal *out, const struct cli *cli, struct error *error)
{
	*out = cli_has(cli, "level") ? cli_decimal(cli, "level") :
	    (struct decimal){ DECIMAL_ONE * LEVEL_PERCENT / PERCENT };
	return (out->units > 0 && out->units < DECIMAL_ONE) ||
	    error_set(error, FAULT_USAGE, "--level: is between 0 and 1");
}
