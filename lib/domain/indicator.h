/*
 * indicator.h - what is measured, as data
 *
 * A set of indicators is taken from records of the kind indicator, all of
 * them for one kind of source record, and compiled once.  A definition which
 * is wrong in any field is refused with its file and line.
 *
 * Indicators which count the same records and the same measure share one
 * measure; those with the same fields, date and periods share a grouping.
 */
#ifndef DOMAIN_INDICATOR_H
#define DOMAIN_INDICATOR_H

#include "domain/indicator_term.h"
#include "domain/selection.h"
#include "record/stream.h"

enum {
	INDICATORS_MAX = 256,
	INDICATOR_BY_MAX = 8
};

enum indicator_aggregate {
	INDICATOR_COUNT,
	INDICATOR_SUM,
	INDICATOR_MEAN,
	INDICATOR_MIN,
	INDICATOR_MAX,
	INDICATOR_SHARE,
	INDICATOR_RATIO,
	INDICATOR_PERCENTILE,
	INDICATOR_DISTINCT
};

/* Of a word which the kind of record allows. */
enum indicator_aggregate indicator_aggregate_of(struct slice word);

enum indicator_period {
	INDICATOR_NO_PERIOD,
	INDICATOR_MONTH,
	INDICATOR_QUARTER,
	INDICATOR_YEAR
};

/* What is taken of each record. */
struct indicator_measure {
	struct slice filter_text;
	struct slice text;
	struct slice per_text;
	bool truth;			/* of a share */
	bool distinct;
	uint16_t field;			/* of distinct */
	bool values;			/* each is kept, for percentiles */
	size_t grouping;
	struct indicator_term filter;
	struct indicator_term term;
	struct indicator_term per;
};

/* For which values and periods there are figures. */
struct indicator_grouping {
	uint16_t by[INDICATOR_BY_MAX];	/* fields */
	size_t by_count;
	int date;			/* field, or FIELD_ABSENT */
	enum indicator_period period;
};

struct indicator {
	struct slice code;
	struct slice title;
	struct slice unit;
	enum indicator_aggregate aggregate;
	struct decimal percent;
	enum selection_method method;
	int direction;			/* 1: higher is better, -1: lower */
	bool has_baseline;
	bool has_target;
	struct decimal baseline;
	struct decimal target;
	struct decimal tolerance;
	size_t measure;
	size_t grouping;
	uint64_t line;
};

struct indicators {
	struct arena arena;
	const struct schema *schema;	/* of the source */
	struct formula_scope scope;
	struct indicator items[INDICATORS_MAX];
	size_t count;
	struct indicator_measure measures[INDICATORS_MAX];
	size_t measure_count;
	struct indicator_grouping groupings[INDICATORS_MAX];
	size_t grouping_count;
};

/*
 * Take the definitions whose source is the kind of record (the source of the
 * first, if it is empty); others are passed over.  None at all is an error.
 * codes, unless their number is 0, choose; one which is not there is an error.
 */
bool indicators_load(struct indicators **out, struct stream *in,
    struct slice source, const char *const codes[], size_t code_count,
    struct error *error);
/* The fields an indicator is made of, some perhaps twice; gives how many. */
enum { INDICATOR_NEEDS_MAX = 3 * SCHEMA_FIELDS_MAX + INDICATOR_BY_MAX + 2 };

size_t indicators_need(uint16_t fields[INDICATOR_NEEDS_MAX],
    const struct indicators *indicators, size_t number);

void indicators_free(struct indicators *indicators);	/* NULL allowed */

#endif
