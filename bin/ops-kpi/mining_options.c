/* Options of the verbs about event logs. */
#include "mining.h"

#define EVENT_OPTIONS \
	{ "from", OPTION_CHOICE, "csv|tsv|json|xes", \
	    "format of the input, if it is not to be recognised", false }, \
	{ "case", OPTION_TEXT, "COLUMN", \
	    "the case of an event; case, case_id or case:concept:name", \
	    false }, \
	{ "activity", OPTION_TEXT, "COLUMN", \
	    "what was done; activity or concept:name", false }, \
	{ "time", OPTION_TEXT, "COLUMN", \
	    "when; time, timestamp or time:timestamp", false }, \
	{ "resource", OPTION_TEXT, "COLUMN", \
	    "who did it; resource or org:resource, if there is one", \
	    false }, \
	{ "transition", OPTION_TEXT, "COLUMN", \
	    "start or complete; transition or lifecycle:transition", \
	    false }, \
	{ "transitions", OPTION_CHOICE, "all|complete|pairs", \
	    "which of them are events; all unless said", false }, \
	{ "overlaps", OPTION_CHOICE, "refuse|pair", \
	    "an activity which begins again before it ends; refuse", \
	    false }, \
	{ "time-format", OPTION_CHOICE, "ymd|dmy|mdy|seconds|milliseconds", \
	    "how times are written; ymd unless said", false }, \
	{ "zone", OPTION_TEXT, "NAME", \
	    "time zone of local times; that of the calendar, or UTC", \
	    false }, \
	{ "local-times", OPTION_CHOICE, "strict|lenient", \
	    "refuse (strict) or move times which come twice or never", \
	    false }, \
	{ "missing", OPTION_LIST, "TEXT", \
	    "a cell with this text is empty", false }, \
	{ "sorted", OPTION_FLAG, NULL, \
	    "the log is sorted: refuse it if not, and keep one case", false }

#define DURATION_OPTIONS \
	{ "calendar", OPTION_TEXT, "CODE", \
	    "durations in the working time of this calendar", false }, \
	CALENDAR_OPTIONS

#define FIGURE_OPTIONS \
	{ "unit", OPTION_CHOICE, "seconds|minutes|hours|days", \
	    "of durations; seconds unless said", false }, \
	{ "method", OPTION_CHOICE, "linear|nearest-rank", \
	    "the rule of percentiles; linear unless said", false }, \
	{ "percent", OPTION_LIST, "P", \
	    "a further percentile, besides 50, 90 and 95", false }

#define OPTIONS_END { NULL, OPTION_FLAG, NULL, NULL, false }

const struct option kpi_cases_options[] = {
	EVENT_OPTIONS,
	DURATION_OPTIONS,
	{ "since", OPTION_LIST, "ACTIVITY",
	    "count durations from here; from the first event unless said",
	    false },
	{ "until", OPTION_LIST, "ACTIVITY",
	    "count durations until here; until the last event unless said",
	    false },
	{ "since-last", OPTION_FLAG, NULL,
	    "from the last event of --since; the first unless said", false },
	{ "until-last", OPTION_FLAG, NULL,
	    "until the last event of --until; the first unless said", false },
	{ "since-column", OPTION_TEXT, "COLUMN",
	    "count durations from the time in this column", false },
	{ "until-column", OPTION_TEXT, "COLUMN",
	    "count durations until the time in this column", false },
	{ "wrong", OPTION_LIST, "ACTIVITY",
	    "an activity which says that something was not right", false },
	{ "automatic", OPTION_LIST, "RESOURCE",
	    "a resource which is no person", false },
	{ "group", OPTION_TEXT, "COLUMN", "column of the field group",
	    false },
	{ "outcome", OPTION_TEXT, "COLUMN", "column of the field outcome",
	    false },
	{ "keep", OPTION_LIST, "COLUMN",
	    "carry the column through, as in the last event", false },
	{ "keep-first", OPTION_LIST, "COLUMN",
	    "the same as in the first event", false },
	OPTIONS_END
};

const struct option kpi_variants_options[] = {
	EVENT_OPTIONS,
	DURATION_OPTIONS,
	FIGURE_OPTIONS,
	{ "top", OPTION_NUMBER, "N", "only the commonest", false },
	OPTIONS_END
};

const struct option kpi_steps_options[] = {
	EVENT_OPTIONS,
	DURATION_OPTIONS,
	FIGURE_OPTIONS,
	{ "ends", OPTION_FLAG, NULL,
	    "count also how cases begin and end", false },
	OPTIONS_END
};

const struct option kpi_handovers_options[] = {
	EVENT_OPTIONS,
	DURATION_OPTIONS,
	FIGURE_OPTIONS,
	{ "same", OPTION_FLAG, NULL,
	    "count also who goes on with his own work", false },
	OPTIONS_END
};

const struct option kpi_activities_options[] = {
	EVENT_OPTIONS,
	OPTIONS_END
};

const struct option kpi_bottlenecks_options[] = {
	EVENT_OPTIONS,
	DURATION_OPTIONS,
	FIGURE_OPTIONS,
	OPTIONS_END
};

const struct option kpi_conform_options[] = {
	EVENT_OPTIONS,
	{ "lifecycle", OPTION_TEXT, "NAME",
	    "of share/lifecycle, or a file of such rows", true },
	{ "states", OPTION_FLAG, NULL,
	    "activities are states which were reached", false },
	{ "final", OPTION_LIST, "STATE", "cases may end in this state only",
	    false },
	{ "summary", OPTION_FLAG, NULL,
	    "write how many conform instead of which do not", false },
	OPTIONS_END
};
