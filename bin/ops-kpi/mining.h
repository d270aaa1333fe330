/*
 * mining.h - what the verbs about event logs share
 *
 * The options say which columns of the input are the case, the activity, the
 * time and the resource of an event, and how its time is written.  The cases
 * are given one after the other, each with its events in order: in the order
 * in which they first come up.
 */
#ifndef OPS_KPI_MINING_H
#define OPS_KPI_MINING_H

#include "domain/event_case.h"
#include "domain/spread.h"
#include "kpi.h"
#include "record/xes_reader.h"

enum mining_part {
	MINING_CASE,
	MINING_ACTIVITY,
	MINING_TIME,
	MINING_RESOURCE,
	MINING_TRANSITION,
	MINING_PARTS
};

/* Of the calendars alone is the store asked. */
enum { MINING_USE = USES_INPUT | USES_OUTPUT | USES_STORE };

enum mining_use {		/* which groups of options the verb has */
	MINING_DURATIONS = 1,
	MINING_FIGURES = 2
};

enum {
	MINING_MISSING_MAX = 16,
	MINING_PERCENTS_MAX = 16,
	MINING_PERCENT_PLACES = 6,
	MINING_PERCENT_NAME_MAX = DECIMAL_TEXT_MAX + 1
};

/* A further percentile, which is a column "p99.9". */
struct mining_percent {
	struct decimal percent;
	char name[MINING_PERCENT_NAME_MAX];
};

struct mining {
	struct cli *cli;
	struct stream *in;		/* NULL: XES */
	struct xes_reader *xes;		/* NULL: a stream */
	struct event_log log;
	struct timestamp_form form;
	struct arena arena;		/* the zone */
	struct calendar_book book;
	struct working_time *working;	/* of --calendar, else NULL */
	struct spread_terms terms;
	size_t columns[MINING_PARTS];
	bool has[MINING_PARTS];
	struct mining_percent percents[MINING_PERCENTS_MAX];
	size_t percent_count;
	struct slice missing[MINING_MISSING_MAX];
	size_t missing_count;
	uint64_t skipped;		/* cases without an event */

	/* NULL, or what more there is in the record of an event to check, */
	bool (*check)(void *context, const struct record *record,
	    struct error *error);
	/* and then to note of it with the number of its case. */
	void (*note)(void *context, const struct record *record,
	    const struct event_cells *cells, uint32_t trace);
	bool (*take)(void *context, const struct trace *trace,
	    struct error *error);
	void *context;
};

/* The options, the input and its columns. */
bool mining_open(struct mining *mining, struct cli *cli, unsigned use,
    struct error *error);

/* Give every case to take. */
bool mining_each(struct mining *mining, struct error *error);

/* Fails if the input has no resources. */
bool mining_need_resource(const struct mining *mining, struct error *error);

/* The patterns of a list option. */
bool mining_class(struct event_class *out, const struct mining *mining,
    const char *option, const struct table *names, struct error *error);

void mining_release(struct mining *mining);

/* The number of a choice in the words of its option; 0 if it is not given. */
size_t mining_figures_choice(const struct cli *cli, const char *option,
    const char *const words[]);

/* --unit, --method and --percent. */
bool mining_figures_read(struct mining *mining, struct error *error);

/* Columns of --percent come behind those of the kind, then the record ends. */
bool mining_figures_output(struct sink **out, struct mining *mining,
    const struct schema *schema, struct error *error);
bool mining_figures_end(struct sink *out, const struct mining *mining,
    struct spread *spread, struct error *error);

/* Part of a whole in percent; 0 of nothing. */
bool mining_figures_share(struct decimal *out, __int128 part, __int128 whole,
    struct error *error);

/* The input, which is a stream of records or XES, as --from or ".xes" says. */
bool mining_input_open(struct mining *mining, struct error *error);
bool mining_input_next(struct mining *mining, struct record *record,
    struct error *error);

/* As stream_reject. */
bool mining_input_reject(struct mining *mining, const struct record *record,
    struct error *error);

/* All was read: was it as much as was said? */
bool mining_input_settle(const struct mining *mining, struct error *error);
void mining_input_release(struct mining *mining);

/*
 * A column by its name; one which XES lacks is empty.  With an option it must
 * be there.
 */
bool mining_input_find(size_t *out, struct mining *mining, const char *name);
bool mining_input_column(size_t *out, struct mining *mining,
    const char *name, const char *option, struct error *error);

/* A cell, which is empty if it is one of --missing. */
struct slice mining_input_cell(const struct mining *mining,
    const struct record *record, size_t column);

/* Put the column into the error; gives false. */
bool mining_input_in(const struct mining *mining, size_t column,
    struct error *error);

extern const struct option kpi_cases_options[];
extern const struct option kpi_variants_options[];
extern const struct option kpi_steps_options[];
extern const struct option kpi_handovers_options[];
extern const struct option kpi_activities_options[];
extern const struct option kpi_bottlenecks_options[];
extern const struct option kpi_conform_options[];

bool kpi_cases(struct cli *cli, struct error *error);
bool kpi_variants(struct cli *cli, struct error *error);
bool kpi_steps(struct cli *cli, struct error *error);
bool kpi_handovers(struct cli *cli, struct error *error);
bool kpi_activities(struct cli *cli, struct error *error);
bool kpi_resources(struct cli *cli, struct error *error);
bool kpi_rework(struct cli *cli, struct error *error);
bool kpi_bottlenecks(struct cli *cli, struct error *error);
bool kpi_conform(struct cli *cli, struct error *error);
bool kpi_summary(struct cli *cli, struct error *error);

#endif
