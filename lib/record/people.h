/*
 * people.h - numbers as people read them on a page
 *
 * Digits before the point are grouped by three with a narrow no-break space
 * (ISO 80000-1), from five digits on, and a number below zero has a minus
 * sign and not a hyphen.  Only for pages; other programs read decimal_format.
 */
#ifndef RECORD_PEOPLE_H
#define RECORD_PEOPLE_H

#include "base/text.h"
#include "value/decimal.h"

/* Rounded half away from zero to so many places. */
void people_number(struct text *out, struct decimal value, unsigned places);

#endif
