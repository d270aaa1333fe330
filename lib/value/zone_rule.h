/*
 * zone_rule.h - the yearly changes of a clock, as POSIX writes them in TZ
 *
 * "CET-1CEST,M3.5.0,M10.5.0/3": the names of the two times, how far UTC is
 * ahead of each (hours, the second one hour less where it is not given), the
 * day and local time at which summer time begins, and those at which it ends.
 * RFC 8536 (3.3.1) allows hours of a change from -167 to 167.
 */
#ifndef VALUE_ZONE_RULE_H
#define VALUE_ZONE_RULE_H

#include "base/slice.h"
#include "value/instant.h"

enum zone_day {
	ZONE_DAY_WEEK,		/* Mm.w.d: the w-th weekday d of month m */
	ZONE_DAY_JULIAN,	/* Jn: 1 to 365, 29 February never counted */
	ZONE_DAY_OF_YEAR	/* n: 0 to 365 */
};

struct zone_change {
	enum zone_day kind;
	int month;
	int week;		/* 5 is the last */
	int day;		/* of the week from Sunday as 0; of the year */
	int32_t time;		/* seconds after local midnight */
};

struct zone_rule {
	int32_t standard;	/* seconds ahead of UTC */
	int32_t summer;
	bool changes;		/* else standard time for ever */
	struct zone_change begin;
	struct zone_change end;
};

bool zone_rule_parse(struct zone_rule *out, struct slice text,
    struct error *error);

int32_t zone_rule_offset(const struct zone_rule *rule,
    struct instant instant);
bool zone_rule_next(struct instant *when, int32_t *offset,
    const struct zone_rule *rule, struct instant after);

#endif
