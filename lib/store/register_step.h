/*
 * register_step.h - events happen to the records of a register
 *
 * A step is opened for one event and given the keys of the records to which
 * it happens, each once.  The new state holds from the day of the run on; the
 * audit record has the event as its action, and the record before and after.
 * A record which is already in the state to which the event leads, and cannot
 * take it again, is left and counted.
 *
 * What is not in the register, or not allowed by its lifecycle, is an error of
 * input with a code, which names the record; the store itself fails without
 * one.
 */
#ifndef STORE_REGISTER_STEP_H
#define STORE_REGISTER_STEP_H

#include "record/schema.h"
#include "store/run.h"

struct register_step;

struct register_step_counts {
	uint64_t stepped;
	uint64_t been;
};

/* The schema is of a register with a lifecycle; duty empty: in none. */
bool register_step_open(struct register_step **out, struct run *run,
    const struct schema *schema, const char *event, struct slice duty,
    struct error *error);

/* keys has one text for each field of the key, in its order. */
bool register_step_put(struct register_step *step, const struct slice keys[],
    struct error *error);

/* All were given: seal what was written (store/seal_register.h). */
bool register_step_end(struct register_step_counts *out,
    struct register_step *step, struct error *error);
void register_step_close(struct register_step *step);	/* NULL allowed */

#endif
