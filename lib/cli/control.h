/*
 * control.h - sums which a stream must have
 *
 * --control-total FIELD=AMOUNT names a field and what all its values must sum
 * to, whatever their currencies: the sum which the sender noted.  Records
 * which are put aside later are in the sum, for they were sent.
 */
#ifndef CLI_CONTROL_H
#define CLI_CONTROL_H

#include "cli/option.h"
#include "record/stream.h"

enum { CONTROLS_MAX = 16 };

struct control {
	struct slice field;
	struct slice wanted_text;
	struct decimal wanted;
	struct decimal sum;
	size_t place;			/* in the fields, or in the extras */
	bool extra;
};

struct controls {
	struct control controls[CONTROLS_MAX];
	size_t count;
	uint64_t summed;		/* records which are in all sums */
};

/* Read the values of the option; NULL is none. */
bool controls_read(struct controls *controls,
    const struct option_value *option, struct error *error);

/* Find the columns; to be done before the first record. */
bool controls_find(struct controls *controls, const struct schema *schema,
    const struct stream *stream, struct error *error);

/* The watch of a stream; the context is the controls. */
bool controls_watch(void *context, const struct record *record,
    struct error *error);

/* After the last record: another sum is a fault of the store. */
bool controls_judge(const struct controls *controls, struct error *error);

#endif
