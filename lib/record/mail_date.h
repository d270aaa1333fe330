/*
 * mail_date.h - dates as mails write them
 */
#ifndef RECORD_MAIL_DATE_H
#define RECORD_MAIL_DATE_H

#include "value/instant.h"

/*
 * "Fri, 30 Oct 2026 09:15:00 +0100 (CET)" (RFC 5322, 3.3); the day of the
 * week, the seconds and the remark may be left out, and the zone may be GMT or
 * UT.  Other names of zones say nothing which is certain, and are refused.
 */
bool mail_date_parse(struct instant *out, struct slice text,
    struct error *error);

#endif
