#include "store/payment_review.h"

#include "base/memory.h"
#include "store/payment.h"
#include "store/payment_state.h"

struct payment_review {
	struct statement *rows;
};

/* The newest message which has the payment. */
#define MESSAGE "COALESCE((SELECT f.message FROM payment_file f" \
	" WHERE f.batch = p.batch AND (NOT EXISTS (SELECT 1 FROM" \
	" payment_reissue r WHERE r.message = f.message) OR EXISTS (SELECT 1" \
	" FROM payment_reissue r WHERE r.message = f.message AND r.payment =" \
	" p.payment)) ORDER BY f.run DESC LIMIT 1), '')"

#define SAID(column) "COALESCE((SELECT a." column " FROM payment_status a" \
	" WHERE a.payment = p.payment ORDER BY a.run DESC, a.line DESC" \
	" LIMIT 1), '')"

#define REVIEW "SELECT p.payment, p.batch, p.person, p.amount, p.currency," \
	" p.execution_date, " PAYMENT_STATE_SQL ", " MESSAGE ", " \
	SAID("status") ", " SAID("reason") ", m.account, m.statement," \
	" m.sequence FROM payment p LEFT JOIN bank_match m ON m.payment =" \
	" p.payment AND m.event = 'settle' AND NOT EXISTS (SELECT 1 FROM" \
	" bank_match n WHERE n.payment = p.payment AND n.event = 'settle'" \
	" AND n.run > m.run) "
#define IN_ORDER "ORDER BY p.payment"

/* A batch whose run was undone counts no more. */
static const char review_all[] = REVIEW "WHERE NOT EXISTS (SELECT 1 FROM"
    " payment_batch b JOIN run_undone u ON u.number = b.run"
    " WHERE b.batch = p.batch) " IN_ORDER " /*scan*/";
static const char review_batch[] = REVIEW "WHERE p.batch = $1 " IN_ORDER;
static const char review_one[] = REVIEW "WHERE p.payment = $1 " IN_ORDER;

static bool
review(struct payment_review **out, struct store *store, const char *sql,
    struct slice key, struct error *error)
{
	struct statement *rows;

	if (!store_prepare(&rows, store, sql, error))
		return false;
	if (!slice_is_empty(key))
		store_bind_text(rows, 1, key);
	*out = memory_new(sizeof(**out));
	(*out)->rows = rows;
	return true;
}

bool
payment_review_open(struct payment_review **out, struct store *store,
    struct error *error)
{
	return review(out, store, review_all, slice_of(""), error);
}

bool
payment_review_batch(struct payment_review **out, struct store *store,
    struct slice batch, struct error *error)
{
	struct instant created;

	return payment_batch_created(&created, store, batch, error) &&
	    review(out, store, review_batch, batch, error);
}

bool
payment_review_one(struct payment_review **out, struct store *store,
    struct slice payment, struct error *error)
{
	return review(out, store, review_one, payment, error);
}

bool
payment_review_next(struct payment_review *review,
    struct payment_state *out, struct error *error)
{
	const struct statement *row = review->rows;

	if (!store_step(review->rows, error))
		return false;
	*out = (struct payment_state){
		.payment = store_text(row, 0), .batch = store_text(row, 1),
		.person = store_text(row, 2),
		.execution_date = store_date(row, 5, error),
		.state = store_text(row, 6), .message = store_text(row, 7),
		.status = store_text(row, 8), .reason = store_text(row, 9),
		.account = store_text(row, 10),
		.statement = store_text(row, 11),
		.sequence = store_integer(row, 12)
	};
	if (error->fault != FAULT_NONE ||
	    !currency_parse(&out->currency, store_text(row, 4), error))
		return false;
	out->amount = (struct money){ store_integer(row, 3), out->currency };
	return true;
}

void
payment_review_close(struct payment_review *review)
{
	memory_free(review);
}
