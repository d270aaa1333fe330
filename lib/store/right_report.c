#include "store/right_report.h"

#include "schema/store_deed.h"
#include "schema/store_right_span.h"
#include "store/address.h"

/*
 * A run which wrote rows of a table has sealed them; rights and the states of
 * periods are in the audit one by one.
 */
static const char runs_of[] = "SELECT r.number, r.time, r.actor, r.login, "
    "r.program || ' ' || r.verb, COALESCE(r.batch, '') FROM run AS r "
    "WHERE ($1 = '' OR (r.program = $1 AND r.verb = $2)) "
    "AND ($3 = '' OR r.number IN (SELECT a.run FROM audit AS a "
    "WHERE a.kind = $3 AND (a.action = 'seal' OR $4 = 'every'))) "
    "AND ($5 = '' OR r.time >= $5) AND ($6 = '' OR r.time <= $6) "
    "ORDER BY r.number /*scan*/";

struct right_asking {
	const struct right_question *question;
	struct right_spans spans;
	struct text owner;
};

static bool
report_span(const struct right_span *span, struct sink *out,
    struct error *error)
{
	const struct store_right_span record = {
		.user = span->user,
		.role = span->role,
		.client = span->client,
		.from = span->from,
		.to = span->to,
		.granted_by = span->given_by,
		.run = span->run,
		.revoked_by = span->taken_by,
		.revoked_run = span->end_run
	};

	return store_right_span_put(out, &record, error);
}

bool
right_report_held(struct store *store, const struct right_question *question,
    struct sink *out, struct error *error)
{
	struct right_spans spans;

	if (right_spans_read(&spans, store, error))
		for (size_t i = 0; i < spans.count; i++) {
			const struct right_span *span = &spans.list[i];

			if (right_span_meets(span, question->since,
			    question->until) && (question->act == NULL ||
			    right_act_allows(question->act, span,
			    question->client)) &&
			    !report_span(span, out, error))
				break;
		}
	right_spans_release(&spans);
	return error->fault == FAULT_NONE;
}

bool
right_report_owner(struct text *out, struct store *store,
    struct error *error)
{
	struct statement *owner;

	if (!address_is_server(store_name(store)))
		return true;
	if (!store_prepare(&owner, store, "SELECT tableowner FROM "
	    "pg_catalog.pg_tables WHERE schemaname = current_schema() "
	    "AND tablename = 'run' /*scan*/", error) ||
	    !store_step(owner, error))
		return error->fault == FAULT_NONE;
	text_add(out, store_text(owner, 0));
	return store_run(owner, error);
}

/* Which right the one who did it had; *right says in a word why not. */
static const struct right_span *
report_judge(const struct right_asking *asking, struct slice name,
    int64_t run, const char **right)
{
	bool kept = false;

	*right = "held";
	for (size_t i = 0; i < asking->spans.count; i++) {
		const struct right_span *span = &asking->spans.list[i];

		kept = kept || span->run < run;
		if (slice_equal(span->user, name) &&
		    right_span_has_run(span, run) && right_act_allows(
		    asking->question->act, span, slice_from("", 0)))
			return span;
	}
	*right = asking->owner.length > 0 &&
	    slice_equal(text_slice(&asking->owner), name) ? "owner" :
	    kept ? "none" : "before";
	return NULL;
}

static bool
report_deed(const struct right_asking *asking, const struct statement *row,
    struct sink *out, uint64_t *none, struct error *error)
{
	struct store_deed deed = {
		.run = store_integer(row, 0),
		.actor = store_text(row, 2),
		.login = store_text(row, 3),
		.program = store_text(row, 4),
		.batch = store_text(row, 5)
	};
	const struct right_span *span;
	const char *right;

	span = report_judge(asking, deed.login.length > 0 ? deed.login :
	    deed.actor, deed.run, &right);
	deed.right = slice_of(right);
	if (span != NULL) {
		deed.role = span->role;
		deed.client = span->client;
		deed.granted_run = span->run;
	}
	*none += slice_is(deed.right, "none");
	return instant_parse(&deed.time, store_text(row, 1), error) &&
	    store_deed_put(out, &deed, error);
}

static struct slice
report_time(char buffer[INSTANT_TEXT_MAX], struct instant time)
{
	return time.seconds == INSTANT_NONE.seconds ? slice_from("", 0) :
	    slice_from(buffer, instant_format(buffer, time));
}

static bool
report_runs(const struct right_asking *asking, struct store *store,
    struct sink *out, uint64_t *none, struct error *error)
{
	const struct right_question *question = asking->question;
	const struct right_act *act = question->act;
	struct slice table = text_slice(&act->table);
	bool period = slice_is(table, "journal_period");
	/* A verb is known by its name; those which load, by the register. */
	bool sealed = slice_is_empty(act->program) ||
	    slice_starts_with(table, slice_of("register_"));
	char since[INSTANT_TEXT_MAX], until[INSTANT_TEXT_MAX];
	struct statement *rows;

	if (!store_prepare(&rows, store, runs_of, error))
		return false;
	store_bind_text(rows, 1, act->program);
	store_bind_text(rows, 2, act->verb);
	store_bind_text(rows, 3, !sealed ? slice_from("", 0) :
	    act->rights ? slice_of("right") :
	    period ? slice_of("period") : table);
	store_bind_text(rows, 4, slice_of(act->rights || period ?
	    "every" : "sealed"));
	store_bind_text(rows, 5, report_time(since, question->since));
	store_bind_text(rows, 6, report_time(until, question->until));
	while (store_step(rows, error))
		if (!report_deed(asking, rows, out, none, error))
			break;
	return error->fault == FAULT_NONE;
}

bool
right_report_done(struct store *store, const struct right_question *question,
    struct sink *out, uint64_t *none, struct error *error)
{
	struct right_asking asking = { .question = question };

	*none = 0;
	if (right_spans_read(&asking.spans, store, error) &&
	    right_report_owner(&asking.owner, store, error))
		(void)report_runs(&asking, store, out, none, error);
	right_spans_release(&asking.spans);
	text_release(&asking.owner);
	return error->fault == FAULT_NONE;
}
