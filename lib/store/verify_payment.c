#include "store/verify_payment.h"

#include "base/table.h"
#include "base/text.h"
#include "store/payment_file.h"

/* The last thing which gave a payment, or all of a batch, its state. */
struct happened {
	int64_t number;			/* 0: nothing did */
	const char *state;
};

struct replay {
	struct arena arena;
	struct table batches;
	struct table payments;
};

/* Sendings and answers as they came; a message which is not ours is none. */
static const char events[] =
    "SELECT run, line, batch, payment, status FROM ("
    "SELECT run, 0 AS line, batch, '' AS payment, '' AS status "
    "FROM payment_file UNION ALL "
    "SELECT s.run, s.line, COALESCE(f.batch, ''), s.payment, s.status "
    "FROM payment_status s LEFT JOIN payment_file f "
    "ON f.message = s.message) e ORDER BY run, line /*scan*/";

static void
replay_put(struct replay *replay, struct table *table, struct slice key,
    int64_t number, const char *state)
{
	struct happened *happened = table_get(table, key);

	if (happened == NULL) {
		happened = arena_new(&replay->arena, sizeof(*happened));
		table_set(table, key, happened);
	}
	*happened = (struct happened){ number, state };
}

static bool
replay_events(struct replay *replay, struct store *store,
    struct error *error)
{
	struct statement *event;
	int64_t number = 0;

	if (!store_prepare(&event, store, events, error))
		return false;
	while (store_step(event, error)) {
		struct slice payment = store_text(event, 3);
		struct slice status = store_text(event, 4);
		const char *state = store_integer(event, 1) == 0 ? "sent" :
		    payment_file_state(status);

		number++;
		if (state == NULL)
			continue;
		if (slice_is_empty(payment))
			replay_put(replay, &replay->batches,
			    store_text(event, 2), number, state);
		else
			replay_put(replay, &replay->payments, payment,
			    number, state);
	}
	return error->fault == FAULT_NONE;
}

static const char *
replay_state(const struct replay *replay, struct slice batch,
    struct slice payment)
{
	const struct happened *all = table_get(&replay->batches, batch);
	const struct happened *one = table_get(&replay->payments, payment);

	if (all != NULL && (one == NULL || one->number < all->number))
		return all->state;
	return one != NULL ? one->state : "stored";
}

static bool
verify_states(const struct replay *replay, struct store *store,
    void (*say)(void *context, const char *line), void *context,
    struct error *error)
{
	struct statement *payment;
	struct text line = { 0 };

	if (!store_prepare(&payment, store, "SELECT payment, batch, state "
	    "FROM payment ORDER BY payment /*scan*/", error))
		return false;
	while (store_step(payment, error)) {
		struct slice state = store_text(payment, 2);
		const char *right = replay_state(replay,
		    store_text(payment, 1), store_text(payment, 0));

		if (slice_is(state, right))
			continue;
		text_clear(&line);
		text_add_format(&line, "payment %.*s is \"%.*s\", but by its "
		    "messages \"%s\"", SLICE_PRINT(store_text(payment, 0)),
		    SLICE_PRINT(state), right);
		say(context, line.bytes);
	}
	text_release(&line);
	return error->fault == FAULT_NONE;
}

bool
verify_payment(struct store *store,
    void (*say)(void *context, const char *line), void *context,
    struct error *error)
{
	struct replay replay = { 0 };
	bool done;

	done = replay_events(&replay, store, error) &&
	    verify_states(&replay, store, say, context, error);
	table_release(&replay.batches);
	table_release(&replay.payments);
	arena_release(&replay.arena);
	return done;
}
