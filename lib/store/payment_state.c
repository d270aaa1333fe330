#include "store/payment_state.h"

#include <stdio.h>

#include "base/memory.h"
#include "domain/lifecycle.h"
#include "schema/payment.h"
#include "store/sealed.h"

struct payment_states {
	struct run *run;
	struct lifecycle *lifecycle;
	int64_t line;		/* of the last event of the run */
	char refusal[ERROR_MESSAGE_MAX];
};

static const char get_state[] = "SELECT p.state, " PAYMENT_STATE_SQL
    " FROM payment p WHERE p.payment = $1";

static const char set_state[] =
    "UPDATE payment SET state = $1 WHERE payment = $2";

static const struct {
	const char *code;
	const char *event;
} events[] = {
	{ "ACCC", "settle" }, { "ACCP", "accept" }, { "ACFC", "accept" },
	{ "ACSC", "settle" }, { "ACSP", "accept" }, { "ACTC", "accept" },
	{ "ACWC", "accept" }, { "ACWP", "accept" }, { "CANC", "reject" },
	{ "PDNG", "hold" }, { "RCVD", "receive" }, { "RJCT", "reject" }
};

bool
payment_state_open(struct payment_states **out, struct run *run,
    struct error *error)
{
	struct lifecycle *lifecycle;

	if (!lifecycle_get(&lifecycle, "payment", &schema_payment, error))
		return false;
	*out = memory_new(sizeof(**out));
	(*out)->run = run;
	(*out)->lifecycle = lifecycle;
	return true;
}

void
payment_state_close(struct payment_states *states)
{
	if (states == NULL)
		return;
	lifecycle_free(states->lifecycle);
	memory_free(states);
}

static bool
log_event(struct payment_states *states, struct slice payment,
    struct slice event, struct slice state, struct error *error)
{
	struct bulk *bulk;
	char time[INSTANT_TEXT_MAX];

	if (!run_bulk(&bulk, states->run, &sealed_payment_event, error))
		return false;
	bulk_integer(bulk, run_number(states->run));
	bulk_integer(bulk, ++states->line);
	bulk_text(bulk, payment);
	bulk_text(bulk, event);
	bulk_text(bulk, state);
	if (bulk_is_placed(bulk)) {
		(void)instant_format(time, run_time(states->run));
		bulk_text(bulk, slice_from(time, PERIOD_TEXT_MAX - 1));
	}
	return bulk_row(bulk, error);
}

static bool
write_state(struct payment_states *states, struct slice payment,
    struct slice state, struct error *error)
{
	struct statement *statement;

	if (!store_prepare(&statement, run_store(states->run), set_state,
	    error))
		return false;
	store_bind_text(statement, 1, state);
	store_bind_text(statement, 2, payment);
	return store_run(statement, error);
}

bool
payment_state_step(enum payment_outcome *out, struct payment_states *states,
    struct slice payment, struct slice event, struct error *error)
{
	struct error refusal = { 0 };
	struct statement *statement;
	struct slice to;
	bool kept;

	*out = PAYMENT_UNKNOWN;
	if (!store_prepare(&statement, run_store(states->run), get_state,
	    error))
		return false;
	store_bind_text(statement, 1, payment);
	if (!store_step(statement, error))
		return error->fault == FAULT_NONE;
	if (!lifecycle_step(&to, states->lifecycle,
	    store_text(statement, 1), event, slice_of(""), NULL, &refusal)) {
		if (refusal.fault != FAULT_STORE)
			return error_set(error, refusal.fault, "%s",
			    refusal.message);
		*out = PAYMENT_REFUSED;
		(void)snprintf(states->refusal, sizeof(states->refusal),
		    "%s", refusal.message);
		return true;
	}
	*out = PAYMENT_STEPPED;
	kept = slice_equal(to, store_text(statement, 0));
	return kept || (write_state(states, payment, to, error) &&
	    log_event(states, payment, event, to, error));
}

const char *
payment_state_refusal(const struct payment_states *states)
{
	return states->refusal;
}

struct slice
payment_state_event(struct slice code)
{
	for (size_t i = 0; i < sizeof(events) / sizeof(events[0]); i++)
		if (slice_is(code, events[i].code))
			return slice_of(events[i].event);
	return slice_of("");
}
