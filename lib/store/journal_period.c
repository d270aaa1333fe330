#include "schema/period_state.h"
#include "store/journal.h"

bool
journal_period_state(enum journal_state *out, struct store *store,
    struct period period, struct error *error)
{
	struct statement *find;
	char text[PERIOD_TEXT_MAX];

	*out = JOURNAL_STATE_NONE;
	if (!store_prepare(&find, store,
	    "SELECT state FROM journal_period WHERE period = $1", error))
		return false;
	store_bind_text(find, 1,
	    slice_from(text, period_format(text, period)));
	while (store_step(find, error))
		*out = journal_state_parse(store_text(find, 0));
	return error->fault == FAULT_NONE;
}

static bool
journal_period_write(struct run *run, struct slice period,
    struct slice state, struct error *error)
{
	struct statement *write;
	char time[INSTANT_TEXT_MAX];

	if (!store_prepare(&write, run_store(run),
	    "INSERT INTO journal_period (period, state, recorded, run) "
	    "VALUES ($1, $2, $3, $4) ON CONFLICT (period) DO UPDATE SET "
	    "state = excluded.state, recorded = excluded.recorded, "
	    "run = excluded.run", error))
		return false;
	store_bind_text(write, 1, period);
	store_bind_text(write, 2, state);
	store_bind_text(write, 3,
	    slice_from(time, instant_format(time, run_time(run))));
	store_bind_integer(write, 4, run_number(run));
	return store_run(write, error);
}

bool
journal_period_change(bool *changed, struct run *run, struct period period,
    enum journal_event event, struct error *error)
{
	enum journal_state before;
	enum journal_state after;
	struct text from = { 0 };
	struct text to = { 0 };
	char text[PERIOD_TEXT_MAX];
	struct slice key = slice_from(text, period_format(text, period));
	bool done;

	if (!journal_period_state(&before, run_store(run), period, error) ||
	    !journal_state_change(&after, changed, before, event, period,
	    error))
		return false;
	if (!*changed)
		return true;
	if (before != JOURNAL_STATE_NONE)
		text_add_format(&from, "{\"state\":\"%s\"}",
		    journal_state_name(before));
	text_add_format(&to, "{\"state\":\"%s\"}",
	    journal_state_name(after));
	done = journal_period_write(run, key,
	    slice_of(journal_state_name(after)), error) &&
	    run_audit(run, journal_state_name(after), "period", key,
	    text_slice(&from), text_slice(&to), error);
	text_release(&from);
	text_release(&to);
	return done;
}

bool
journal_period_list(struct store *store, struct sink *out,
    struct error *error)
{
	struct statement *all;

	if (!store_prepare(&all, store,
	    "SELECT period, state, recorded FROM journal_period "
	    "ORDER BY period /*scan*/", error))
		return false;
	while (store_step(all, error)) {
		struct period_state state;

		state.state = store_text(all, 1);
		if (!period_parse(&state.period, store_text(all, 0), error) ||
		    !instant_parse(&state.recorded, store_text(all, 2),
		    error) || !period_state_put(out, &state, error))
			return false;
	}
	return error->fault == FAULT_NONE;
}
