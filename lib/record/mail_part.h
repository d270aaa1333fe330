/*
 * mail_part.h - the parts of a mail (RFC 2045, 2046)
 *
 * A part is its header fields and its content.  Fields are found by name;
 * one which is folded over several lines is one line again.
 */
#ifndef RECORD_MAIL_PART_H
#define RECORD_MAIL_PART_H

#include "base/error.h"
#include "base/text.h"

struct mail_part {
	struct slice head;		/* lines of the fields */
	struct slice content;
	const char *origin;		/* of the bytes, for errors */
	uint64_t line;
};

/* A line of the head which is no field is an error. */
bool mail_part_split(struct mail_part *out, struct slice bytes,
    const char *origin, uint64_t line, struct error *error);

/*
 * The value of the first field of the name; *line (may be NULL) is its line.
 * False, with an empty value, if there is none.
 */
bool mail_part_field(struct text *out, uint64_t *line,
    const struct mail_part *part, const char *name);

/* The text of the part, or of the best part of it. */
bool mail_part_text(struct text *out, const struct mail_part *part,
    struct error *error);

#endif
