/*
 * mail_code.h - how mails write what is not ASCII
 *
 * Transfer encodings (RFC 2045), encoded words of headers (RFC 2047) and
 * character sets, which iconv(3) turns into UTF-8.  What cannot be decoded is
 * an error of input.  Each function adds to a text.
 */
#ifndef RECORD_MAIL_CODE_H
#define RECORD_MAIL_CODE_H

#include "base/error.h"
#include "base/text.h"

bool mail_code_base64(struct text *out, struct slice coded,
    struct error *error);

/* In headers "_" is a blank, and there are no line ends. */
bool mail_code_quoted(struct text *out, struct slice coded, bool header,
    struct error *error);

/* Empty, or US-ASCII, is UTF-8. */
bool mail_code_charset(struct text *out, struct slice bytes,
    struct slice charset, struct error *error);

/* The value of a header: its encoded words decoded, all else as it is. */
bool mail_code_header(struct text *out, struct slice value,
    struct error *error);

/* Are two names the same but for capitals (ASCII)? */
bool mail_code_is(struct slice name, const char *other);

#endif
