/*
 * mail.h - mails: who wrote when what, and to which mail it is an answer
 *
 * A mail is a message of RFC 5322 with MIME (RFC 2045 and on).  Its text is
 * that of the first part which is plain text, else of the first which is HTML,
 * without its marks; what is attached is not looked at.
 *
 * A file is one mail, or several as mbox has them: each begins with a line
 * "From " after an empty line or at the start, and a line of a mail which
 * begins with ">From " has lost its ">".
 *
 * What is malformed is an error of input with the line of the file; what was
 * read of the mail before is then of no use, and the next one may be read.
 */
#ifndef RECORD_MAIL_H
#define RECORD_MAIL_H

#include "base/error.h"
#include "base/text.h"
#include "value/instant.h"

enum {
	MAIL_BYTES_MAX = 32 * 1024 * 1024,
	MAIL_PARTS_MAX = 256,
	MAIL_DEPTH_MAX = 8
};

struct mail {
	uint64_t line;			/* where it begins, from 1 */
	struct text sender;		/* address, lower case */
	struct text name;		/* of the sender, or empty */
	struct text recipients;		/* addresses, joined by blanks */
	struct text message;		/* its own number, without <> */
	struct text answers;		/* numbers, the nearest first */
	struct text subject;
	struct text body;
	struct instant date;
};

/* origin and line are where it begins, for errors. */
bool mail_parse(struct mail *out, struct slice bytes, const char *origin,
    uint64_t line, struct error *error);
void mail_release(struct mail *mail);		/* a zeroed one is allowed */

struct mail_file;

/* "-" is standard input. */
bool mail_open(struct mail_file **out, const char *path,
    struct error *error);

/* False at the end, or at an error: then it may go on, if that is of input. */
bool mail_next(struct mail_file *file, struct mail *out,
    struct error *error);
void mail_close(struct mail_file *file);	/* NULL is allowed */

#endif
