/*
 * kpi.h - what the verbs of ops-kpi share
 */
#ifndef OPS_KPI_KPI_H
#define OPS_KPI_KPI_H

#include "cli/program.h"
#include "domain/calendar_book.h"
#include "domain/indicator.h"
#include "value/clock.h"

/* Where calendars come from; the same options in several verbs. */
#define CALENDAR_OPTIONS \
	{ "calendars", OPTION_FILE, "FOLDER", \
	    "calendars of its files; from the store unless said", false }, \
	{ "as-of", OPTION_DATE, "YYYY-MM-DD", \
	    "as the store knew them at the end of the day", false }

/* Fill the book from --calendars, else from the store. */
bool kpi_calendars(struct calendar_book *out, struct cli *cli,
    struct error *error);

/*
 * Pauses as "FROM/TO FROM/TO", times as zone_time_parse has them; a TO which
 * is empty has not come yet.
 */
bool kpi_pauses(struct clock_pauses *out, const struct zone *zone,
    struct slice text, bool lenient, struct error *error);

/* Are local times lenient (--local-times)? */
bool kpi_lenient(const struct cli *cli);

/* The path of a pack of share/kpi, or of a file; NULL is the default. */
const char *kpi_pack(struct cli *cli, const char *name,
    struct error *error);

/* The indicators of --pack which --source and --indicator choose. */
bool kpi_indicators(struct indicators **out, struct cli *cli,
    struct error *error);

/* The p below which a difference is claimed: --level, 0.05 unless said. */
bool kpi_level(struct decimal *out, const struct cli *cli,
    struct error *error);

bool kpi_clock(struct cli *cli, struct error *error);
bool kpi_explain(struct cli *cli, struct error *error);
bool kpi_compute(struct cli *cli, struct error *error);
bool kpi_check(struct cli *cli, struct error *error);
bool kpi_board(struct cli *cli, struct error *error);
bool kpi_drill(struct cli *cli, struct error *error);
bool kpi_compare(struct cli *cli, struct error *error);
bool kpi_trend(struct cli *cli, struct error *error);
bool kpi_spc(struct cli *cli, struct error *error);

#endif
