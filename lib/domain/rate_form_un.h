/*
 * rate_form_un.h - the operational rates of the United Nations
 *
 * The three forms of the Treasury's publication; for rate_form.c.  Columns
 * of the tables are found by the names which the publication has used.  Texts
 * carry stray tabs and dates are like 01 Oct 2026 or 2026-10-01.
 */
#ifndef DOMAIN_RATE_FORM_UN_H
#define DOMAIN_RATE_FORM_UN_H

#include "domain/rate_form.h"

/* Is the line a header? Then its columns are kept in the reader. */
bool rate_form_un_header(struct rate_form_reader *reader, struct slice line,
    char separator);

/* One line of a table. */
bool rate_form_un_row(struct rate_form_reader *reader,
    struct exchange_rate *out, struct slice line, char separator,
    struct error *error);

bool rate_form_un_xml_open(struct rate_form_reader *reader,
    struct error *error);
bool rate_form_un_xml_next(struct rate_form_reader *reader,
    struct exchange_rate *out, struct error *error);
void rate_form_un_xml_close(struct rate_form_reader *reader);

#endif
