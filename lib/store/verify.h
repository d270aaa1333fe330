/*
 * verify.h - is the store whole, and is it what the runs left?
 *
 * Four things are looked at: the database itself; the chain of audit records,
 * computed again from the first to the last; every run, held to the audit
 * record which it wrote of itself (who, when, which batch, which content);
 * and what the batches and registers hold (verify_content.h).
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
 * say gets one line for each thing which is wrong.  False only if the store
 * could not be read at all.
 */
bool verify_store(struct verify_result *out, struct store *store,
    void (*say)(void *context, const char *line), void *context,
    struct error *error);

#endif
