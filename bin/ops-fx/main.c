#include "fx.h"

static const struct option load_options[] = {
	{ "form", OPTION_CHOICE, "own|un-csv|un-text|un-xml|ecb",
	    "form of the input; recognised by its header unless said", false },
	{ "batch", OPTION_TEXT, "KEY",
	    "key of the batch; made from the content unless said", false },
	{ NULL, OPTION_FLAG, NULL, NULL, false }
};

static const struct option list_options[] = {
	{ "on", OPTION_DATE, "YYYY-MM-DD",
	    "only the rates in force on the day", false },
	{ "currency", OPTION_CURRENCY, "CODE", "only of this currency",
	    false },
	{ "kind", OPTION_TEXT, "SERIES", "only of this series", false },
	{ "as-of", OPTION_DATE, "YYYY-MM-DD",
	    "as the store knew them at the end of the day", false },
	{ NULL, OPTION_FLAG, NULL, NULL, false }
};

static const struct option convert_options[] = {
	{ "column", OPTION_TEXT, "COLUMN", "the amounts to convert", true },
	{ "currency-column", OPTION_TEXT, "COLUMN", "their currencies", true },
	{ "into", OPTION_CURRENCY, "CODE", "the currency wanted", true },
	{ "date", OPTION_DATE, "YYYY-MM-DD",
	    "day of the rates; today unless said", false },
	{ "date-column", OPTION_TEXT, "COLUMN",
	    "take the day from each record instead", false },
	{ "rates", OPTION_FILE, "FILE",
	    "rates in any form of load; from the store unless said", false },
	{ "kind", OPTION_TEXT, "SERIES",
	    "series of the rates; operational, or the only one of the file",
	    false },
	{ "as-of", OPTION_DATE, "YYYY-MM-DD",
	    "as the store knew them at the end of the day", false },
	{ NULL, OPTION_FLAG, NULL, NULL, false }
};

static const struct verb verbs[] = {
	{ "load", "[FILE ...]", "put rates of exchange into the store",
	    USES_INPUT | WRITES_STORE, load_options, "exchange_rate", NULL,
	    fx_load },
	{ "list", NULL, "show the rates of the store",
	    USES_OUTPUT | USES_STORE, list_options, NULL, "exchange_rate",
	    fx_list },
	{ "convert", "[FILE ...]", "add amounts in another currency",
	    USES_INPUT | USES_OUTPUT | USES_STORE, convert_options, "any",
	    "conversion", fx_convert },
	{ NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL }
};

static const struct program program = {
	"ops-fx", "keep rates of exchange and convert amounts", verbs
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
