/*
 * indicator_grouping.h - which fields and periods a definition makes groups
 * of, for the files indicator*.c only
 *
 * Errors name the field of the definition which is wrong.
 */
#ifndef DOMAIN_INDICATOR_GROUPING_H
#define DOMAIN_INDICATOR_GROUPING_H

#include "domain/indicator.h"
#include "schema/indicator_record.h"

bool indicator_refuse(struct error *error, const char *field,
    const char *what);

/* The place of the word among others; their number if it is none. */
size_t indicator_word(const char *const words[], size_t count,
    struct slice word);

/* The number of the field of the source which the option names. */
bool indicator_field(int *out, const struct schema *schema,
    struct slice name, const char *option, struct error *error);

/* Figures are grouped by words, not by numbers and times. */
bool indicator_field_groups(const struct field *field);

bool indicator_grouping_read(struct indicator_grouping *out,
    const struct schema *schema, const struct indicator_record *record,
    struct error *error);
bool indicator_grouping_equal(const struct indicator_grouping *one,
    const struct indicator_grouping *other);

#endif
