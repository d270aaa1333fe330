/*
 * compare.h - samples of records by what they are compared by
 */
#ifndef OPS_KPI_COMPARE_H
#define OPS_KPI_COMPARE_H

#include "base/text.h"
#include "cli/program.h"
#include "domain/observed.h"

enum { COMPARE_SAMPLES_MAX = 100000 };

enum compare_way {
	COMPARE_PERIODS,	/* each with the one before */
	COMPARE_YEARS,		/* each with the same a year before */
	COMPARE_OTHERS,		/* each value with all others */
	COMPARE_EACH,		/* each value with each other */
	COMPARE_AROUND		/* before a date with from it on */
};

/* One side of a comparison, within a group of --by. */
struct compare_part {
	size_t indicator;
	struct slice group;		/* values, each before a separator */
	struct slice label;
	int32_t order;			/* of periods and sides */
	struct observed sample;
};

struct compare {
	struct cli *cli;
	struct indicators *set;
	struct arena arena;
	enum compare_way way;
	uint16_t field;			/* of entities */
	struct date around;
	uint16_t by[INDICATOR_BY_MAX];
	size_t by_count;
	struct decimal level;
	struct table keys;
	struct compare_part *parts;
	size_t count;
	size_t capacity;
	struct text key;		/* scratch */
	struct text label;
	void *record;
	struct formula_value *scratch;
};

/* Put what the record brings to each indicator where it belongs. */
bool compare_take(struct compare *compare, const bool left_out[],
    struct error *error);

/* In order; nothing is added after that. */
void compare_sort(struct compare *compare);

/* All comparisons, written. */
bool compare_write(struct compare *compare, struct error *error);

#endif
