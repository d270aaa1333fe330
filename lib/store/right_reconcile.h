/*
 * right_reconcile.h - the audit of rights after a store was restored
 *
 * Rights are the server's and stay as they are when a backup, with the audit
 * up to it, takes the place of what was there.
 */
#ifndef STORE_RIGHT_RECONCILE_H
#define STORE_RIGHT_RECONCILE_H

#include "store/run.h"

/*
 * Audit what is in force and not given in the audit as given by the run, and
 * what was given and is not in force as taken by it.
 */
bool right_reconcile(struct run *run, struct error *error);

#endif
