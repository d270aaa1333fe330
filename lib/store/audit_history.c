#include "store/audit_history.h"

#include "base/text.h"
#include "schema/audit.h"

static const char history_columns[] = "SELECT a.number, r.time, r.actor, "
    "r.number, r.program || ' ' || r.verb, r.version, a.action, a.kind, "
    "a.record, a.before_image, a.after_image "
    "FROM audit AS a JOIN run AS r ON r.number = a.run WHERE 1 = 1";

/* The conditions which are asked for, with their parameters in order. */
struct history {
	struct text sql;
	struct slice texts[8];
	int count;
	int run;		/* parameter of the number of the run, or 0 */
};

static void
history_where(struct history *history, const char *condition,
    struct slice value)
{
	if (slice_is_empty(value))
		return;
	history->texts[history->count++] = value;
	text_add_format(&history->sql, " AND %s $%d", condition,
	    history->count);
}

static void
history_query(struct history *history, const struct audit_filter *filter,
    struct slice since, struct slice until)
{
	text_add_string(&history->sql, history_columns);
	history_where(history, "a.kind =", filter->kind);
	history_where(history, "a.record =", filter->record);
	history_where(history, "a.action =", filter->action);
	history_where(history, "r.actor =", filter->actor);
	history_where(history, "r.time >=", since);
	history_where(history, "r.time <", until);
	if (filter->run != 0) {
		history->run = history->count + 1;
		text_add_format(&history->sql, " AND a.run = $%d",
		    history->run);
	}
	text_add_string(&history->sql, " ORDER BY a.number");
	if (slice_is_empty(filter->kind) || slice_is_empty(filter->record))
		text_add_string(&history->sql, " /*scan*/");
}

static bool
history_put(struct sink *out, const struct statement *statement,
    struct error *error)
{
	struct audit audit = {
		.number = store_integer(statement, 0),
		.actor = store_text(statement, 2),
		.run = store_integer(statement, 3),
		.program = store_text(statement, 4),
		.version = store_text(statement, 5),
		.action = store_text(statement, 6),
		.kind = store_text(statement, 7),
		.record = store_text(statement, 8),
		.before = store_text(statement, 9),
		.after = store_text(statement, 10)
	};

	return instant_parse(&audit.time, store_text(statement, 1), error) &&
	    audit_put(out, &audit, error);
}

static bool
history_read(struct store *store, const struct history *history,
    int64_t run, struct sink *out, struct error *error)
{
	struct statement *statement;

	if (!store_prepare(&statement, store, history->sql.bytes, error))
		return false;
	for (int i = 0; i < history->count; i++)
		store_bind_text(statement, i + 1, history->texts[i]);
	if (history->run != 0)
		store_bind_integer(statement, history->run, run);
	while (store_step(statement, error))
		if (!history_put(out, statement, error))
			return false;
	return error->fault == FAULT_NONE;
}

/* Times are ISO texts, and so are days: they compare as they stand. */
static struct slice
history_day(char buffer[DATE_TEXT_MAX], struct date day)
{
	return date_is_none(day) ? slice_from("", 0) :
	    slice_from(buffer, date_format(buffer, day));
}

bool
audit_history(struct store *store, const struct audit_filter *filter,
    struct sink *out, struct error *error)
{
	struct history history = { 0 };
	char since[DATE_TEXT_MAX], until[DATE_TEXT_MAX];
	struct date past = date_is_none(filter->until) ? DATE_NONE :
	    date_add_days(filter->until, 1);

	history_query(&history, filter, history_day(since, filter->since),
	    history_day(until, past));
	(void)history_read(store, &history, filter->run, out, error);
	text_release(&history.sql);
	return error->fault == FAULT_NONE;
}
