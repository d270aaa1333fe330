#include "mining.h"

#include "cli/registers.h"

#define LOCAL_TIMES \
	{ "local-times", OPTION_CHOICE, "strict|lenient", \
	    "refuse (strict) or move times which come twice or never", \
	    false }

static const struct option clock_options[] = {
	{ "calendar", OPTION_TEXT, "CODE", "the calendar of all records",
	    false },
	{ "calendar-column", OPTION_TEXT, "COLUMN",
	    "take the calendar from each record instead", false },
	CALENDAR_OPTIONS,
	{ "start", OPTION_TEXT, "COLUMN", "when the clock starts", true },
	{ "stop", OPTION_TEXT, "COLUMN",
	    "when it stops; empty while it runs", false },
	{ "pauses", OPTION_TEXT, "COLUMN", "its pauses, as FROM/TO FROM/TO",
	    false },
	{ "target", OPTION_TEXT, "DURATION",
	    "how long all may take (8h, 1h30m)", false },
	{ "target-column", OPTION_TEXT, "COLUMN",
	    "take the target from each record instead", false },
	{ "warn-before", OPTION_TEXT, "DURATION",
	    "working time before the deadline at which to warn", false },
	{ "now", OPTION_TEXT, "TIME",
	    "until when clocks count which run (YYYY-MM-DDTHH:MM:SSZ)",
	    false },
	LOCAL_TIMES,
	{ NULL, OPTION_FLAG, NULL, NULL, false }
};

static const struct option explain_options[] = {
	{ "calendar", OPTION_TEXT, "CODE", "the calendar", true },
	CALENDAR_OPTIONS,
	{ "start", OPTION_TEXT, "TIME", "when the clock starts", true },
	{ "stop", OPTION_TEXT, "TIME", "when it stops", true },
	{ "pause", OPTION_LIST, "FROM/TO", "a pause", false },
	LOCAL_TIMES,
	{ NULL, OPTION_FLAG, NULL, NULL, false }
};

static const struct option spc_options[] = {
	{ "value", OPTION_TEXT, "COLUMN", "the values, or counts", true },
	{ "size", OPTION_TEXT, "COLUMN",
	    "of how many the counts are, for the charts p and u", false },
	{ "by", OPTION_TEXT, "COLUMN", "a chart for each value of it",
	    false },
	{ "chart", OPTION_CHOICE, "xmr|p|u",
	    "individuals, proportions or rates; xmr unless said", false },
	{ "baseline", OPTION_NUMBER, "N",
	    "take the limits from the first points; from all unless said",
	    false },
	{ "rules", OPTION_CHOICE, "nelson|western-electric|none",
	    "which signals; nelson unless said", false },
	{ "constants", OPTION_CHOICE, "rounded|table",
	    "2.66 and 3.27 (rounded), or 3/1.128 and 3.267", false },
	{ NULL, OPTION_FLAG, NULL, NULL, false }
};

static const struct option compute_options[] = {
	{ "pack", OPTION_TEXT, "NAME",
	    "definitions: a pack of share/kpi or a file; shared-services",
	    false },
	{ "indicator", OPTION_LIST, "CODE", "only this indicator", false },
	{ "source", OPTION_TEXT, "KIND",
	    "kind of the records; that of the first definition", false },
	{ "stored", OPTION_FLAG, NULL, "of the records the store keeps",
	    false },
	{ "since", OPTION_PERIOD, "YYYY-MM", "stored records from this month on",
	    false },
	{ "until", OPTION_PERIOD, "YYYY-MM", "stored records up to this month",
	    false },
	{ "partial", OPTION_FLAG, NULL,
	    "write parts of figures, which can be added up", false },
	{ "from-partial", OPTION_FLAG, NULL,
	    "figures from such parts of any number of runs", false },
	{ "exact", OPTION_FLAG, NULL,
	    "percentiles from all values, however many there are", false },
	{ "sketch", OPTION_TEXT, "PERCENT",
	    "percentiles from sketches with this relative error", false },
	{ "calendar", OPTION_TEXT, "CODE",
	    "elapsed is working time of this calendar", false },
	{ "calendar-column", OPTION_TEXT, "FIELD",
	    "of the calendar which each record has in this field", false },
	CALENDAR_OPTIONS,
	{ "start", OPTION_TEXT, "FIELD",
	    "when the clock starts; opened unless said", false },
	{ "stop", OPTION_TEXT, "FIELD",
	    "when it stops, empty while it runs; closed unless said",
	    false },
	{ "now", OPTION_TEXT, "TIME",
	    "until when clocks count which run (YYYY-MM-DDTHH:MM:SSZ)",
	    false },
	{ NULL, OPTION_FLAG, NULL, NULL, false }
};

#define LEVEL \
	{ "level", OPTION_DECIMAL, "P", \
	    "claim what chance makes more rarely; 0.05 unless said", false }

static const struct option trend_options[] = {
	{ "average", OPTION_NUMBER, "N",
	    "periods of the moving average; 3 unless said", false },
	LEVEL,
	{ "last", OPTION_FLAG, NULL, "only the last period of each series",
	    false },
	{ NULL, OPTION_FLAG, NULL, NULL, false }
};

static const struct option compare_options[] = {
	{ "pack", OPTION_TEXT, "NAME",
	    "definitions: a pack of share/kpi or a file; shared-services",
	    false },
	{ "indicator", OPTION_LIST, "CODE", "only this indicator", false },
	{ "source", OPTION_TEXT, "KIND",
	    "kind of the records; that of the first definition", false },
	{ "periods", OPTION_CHOICE, "before|year",
	    "each period with the one before, or of the year before", false },
	{ "entities", OPTION_TEXT, "FIELD",
	    "each value of the field with all others", false },
	{ "each", OPTION_FLAG, NULL, "each with each other instead", false },
	{ "around", OPTION_DATE, "YYYY-MM-DD",
	    "what was before the date with what is from it on", false },
	{ "by", OPTION_LIST, "FIELD", "for each value of the field",
	    false },
	LEVEL,
	{ NULL, OPTION_FLAG, NULL, NULL, false }
};

static const struct option drill_options[] = {
	{ "pack", OPTION_TEXT, "NAME",
	    "definitions: a pack of share/kpi or a file; shared-services",
	    false },
	{ "period", OPTION_TEXT, "PERIOD", "the period of the figure", false },
	{ "group", OPTION_LIST, "COLUMN=VALUE", "the group of the figure",
	    false },
	{ "all", OPTION_FLAG, NULL,
	    "also the records which were left out, and why", false },
	{ "stored", OPTION_FLAG, NULL,
	    "of the records which the store keeps", false },
	{ "since", OPTION_PERIOD, "YYYY-MM",
	    "with --stored: from this month on", false },
	{ "until", OPTION_PERIOD, "YYYY-MM",
	    "with --stored: to this month", false },
	{ NULL, OPTION_FLAG, NULL, NULL, false }
};

static const struct option board_options[] = {
	{ "to", OPTION_CHOICE, "html|table|xlsx",
	    "a page, a table or a workbook; html unless said", false },
	{ "output", OPTION_FILE, "FILE",
	    "write there instead of standard output", false },
	{ "pack", OPTION_LIST, "NAME",
	    "definitions: a pack of share/kpi or a file; shared-services",
	    false },
	{ "period", OPTION_TEXT, "PERIOD",
	    "the period of the board; the latest unless said", false },
	{ "periods", OPTION_NUMBER, "N",
	    "show the last so many periods; 24 unless said", false },
	{ "title", OPTION_TEXT, "TEXT", "title of the page", false },
	{ "charts", OPTION_FILE, "FOLDER",
	    "write the control charts there too, as SVG files", false },
	{ "now", OPTION_TEXT, "TIME",
	    "when the board was made; not said unless given", false },
	{ NULL, OPTION_FLAG, NULL, NULL, false }
};

static const struct verb verbs[] = {
	REGISTER_VERBS,
	{ "compute", "[FILE ...]", "figures of indicators from records",
	    USES_INPUT | USES_OUTPUT | USES_STORE, compute_options, "KIND",
	    "figure",
	    kpi_compute },
	{ "check", "[FILE ...]", "is any figure red?",
	    USES_INPUT | USES_OUTPUT, NULL, "figure", "figure", kpi_check },
	{ "board", "[FILE ...]", "show figures as a page or a workbook",
	    USES_INPUT | DIGESTS_INPUT, board_options, "figure", NULL,
	    kpi_board },
	{ "trend", "[FILE ...]", "the course of figures over periods",
	    USES_INPUT | USES_OUTPUT, trend_options, "figure", "trend",
	    kpi_trend },
	{ "compare", "[FILE ...]", "periods or groups against each other",
	    USES_INPUT | USES_OUTPUT, compare_options, "KIND", "comparison",
	    kpi_compare },
	{ "drill", "FIGURE [FILE ...]", "show the records behind a figure",
	    USES_INPUT | USES_OUTPUT | USES_STORE, drill_options, "KIND",
	    "KIND", kpi_drill },
	{ "clock", "[FILE ...]",
	    "add durations and deadlines in working time",
	    USES_INPUT | USES_OUTPUT | USES_STORE, clock_options, "any",
	    "service_clock", kpi_clock },
	{ "explain", NULL, "show day by day how a duration came about",
	    USES_OUTPUT | USES_STORE, explain_options, NULL, "clock_day",
	    kpi_explain },
	{ "spc", "[FILE ...]", "add the limits and signals of control charts",
	    USES_INPUT | USES_OUTPUT, spc_options, "any", "process_point",
	    kpi_spc },
	{ "cases", "[FILE ...]", "one record a case of an event log",
	    MINING_USE, kpi_cases_options, "any", "process_case",
	    kpi_cases },
	{ "summary", "[FILE ...]", "figures of a whole event log",
	    MINING_USE, kpi_bottlenecks_options, "any", "process_measure",
	    kpi_summary },
	{ "variants", "[FILE ...]", "the ways which cases went",
	    MINING_USE, kpi_variants_options, "any", "process_variant",
	    kpi_variants },
	{ "activities", "[FILE ...]", "how often what was done",
	    MINING_USE, kpi_activities_options, "any", "process_activity",
	    kpi_activities },
	{ "resources", "[FILE ...]", "how much who did",
	    MINING_USE, kpi_activities_options, "any", "process_resource",
	    kpi_resources },
	{ "rework", "[FILE ...]", "what was done again",
	    MINING_USE, kpi_activities_options, "any", "process_rework",
	    kpi_rework },
	{ "steps", "[FILE ...]", "what follows what, and after how long",
	    MINING_USE, kpi_steps_options, "any", "process_step",
	    kpi_steps },
	{ "handovers", "[FILE ...]", "who works after whom",
	    MINING_USE, kpi_handovers_options, "any", "process_handover",
	    kpi_handovers },
	{ "bottlenecks", "[FILE ...]", "what cases wait for",
	    MINING_USE, kpi_bottlenecks_options, "any",
	    "process_bottleneck", kpi_bottlenecks },
	{ "conform", "[FILE ...]", "does a log conform to a lifecycle?",
	    MINING_USE, kpi_conform_options, "any", "process_violation",
	    kpi_conform },
	{ NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL }
};

static const struct program program = {
	"ops-kpi", "compute indicators and measure services", verbs
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
