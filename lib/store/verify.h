/*
 * verify.h - is the store whole, and is it what the runs left?
 *
 * Looked at are the database itself; the chain of audit records, computed
 * again from the first to the last; every run, held to the audit record which
 * it wrote of itself (who, when, which batch, which content); the rules which
 * all content fulfils (verify_content.h); the state of every payment
 * (verify_payment.h); and every other row, held to its seal (verify_seal.h).
 */
#ifndef STORE_VERIFY_H
#define STORE_VERIFY_H

#include "store/audit.h"
#include "store/store.h"

struct verify_result {
	uint64_t wrong;		/* how often say was called */
	int64_t runs;
	struct audit_chain end;	/* of the chain, when nothing is wrong */
};

/*
 * The store is looked at as it is at one moment, also while others write to
 * it.  say gets one line for each thing which is wrong.  False only if the
 * store could not be read at all.
 */
bool verify_store(struct verify_result *out, struct store *store,
    void (*say)(void *context, const char *line), void *context,
    struct error *error);

#endif
