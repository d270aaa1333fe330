/*
 * undo_register.h - a register as it was before a run
 */
#ifndef STORE_UNDO_REGISTER_H
#define STORE_UNDO_REGISTER_H

#include "record/schema.h"
#include "store/run.h"

/*
 * Of each key which the run of that number changed, the versions which counted
 * before it count again: those which came since are superseded by the present
 * run, and those which were superseded since are recorded once more.  *count
 * grows by the keys.  No later run may have changed one of them, unless it
 * was undone.
 */
bool undo_register_restore(uint64_t *count, struct run *run, int64_t number,
    const struct schema *schema, struct error *error);

#endif
