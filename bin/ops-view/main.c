#include "cli/program.h"
#include "view.h"

static const struct option options[] = {
	{ "to", OPTION_CHOICE, "table|csv|xlsx|markdown|html|bar|line|svg-bar|svg-line",
	    "form of the view; table unless said", false },
	{ "output", OPTION_FILE, "FILE",
	    "write there instead of standard output", false },
	{ "title", OPTION_TEXT, "TEXT",
	    "title above the table; of files: their names unless said", false },
	{ "columns", OPTION_TEXT, "A,B,...",
	    "only these columns, in this order", false },
	{ "where", OPTION_LIST, "COLUMN=A,B,...",
	    "only records whose column has one of these values", false },
	{ "by", OPTION_TEXT, "A,B,...",
	    "one line for each group of these columns, with its sums", false },
	{ "across", OPTION_TEXT, "COLUMN",
	    "with --by: a column of sums for each value of this one", false },
	{ "total", OPTION_LIST, "COLUMN",
	    "add a line with the exact sum of the column; with --by: sum it",
	    false },
	{ "label", OPTION_TEXT, "COLUMN",
	    "column with the labels of a chart; the first unless said", false },
	{ "value", OPTION_LIST, "COLUMN",
	    "column drawn in a chart; those of numbers unless said", false },
	{ "width", OPTION_NUMBER, "COLUMNS",
	    "width of a chart in the terminal; 80 unless said", false },
	{ NULL, OPTION_FLAG, NULL, NULL, false }
};

static const struct verb verbs[] = {
	{ NULL, "[FILE ...]",
	    "show each stream as a table, a sheet of a workbook or a chart",
	    USES_INPUT, options, "any", NULL, view_run },
	{ NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL }
};

static const struct program program = {
	"ops-view", "show records as tables, workbooks and charts", verbs
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
