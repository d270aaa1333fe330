#include "store/verify_payment.h"

#include "base/text.h"

/* The state of each payment, and the one which its last event gave it. */
static const char states[] = "SELECT payment, state, last FROM (SELECT"
    " p.payment, p.state, COALESCE((SELECT e.state FROM payment_event e"
    " WHERE e.payment = p.payment ORDER BY e.run DESC, e.line DESC LIMIT 1),"
    " 'stored') AS last FROM payment p) s WHERE state <> last"
    " ORDER BY payment /*scan*/";

bool
verify_payment(struct store *store,
    void (*say)(void *context, const char *line), void *context,
    struct error *error)
{
	struct statement *payment;
	struct text line = { 0 };

	if (!store_prepare(&payment, store, states, error))
		return false;
	while (store_step(payment, error)) {
		text_clear(&line);
		text_add_format(&line, "payment %.*s is \"%.*s\", but by its "
		    "events \"%.*s\"", SLICE_PRINT(store_text(payment, 0)),
		    SLICE_PRINT(store_text(payment, 1)),
		    SLICE_PRINT(store_text(payment, 2)));
		say(context, line.bytes);
	}
	text_release(&line);
	return error->fault == FAULT_NONE;
}
