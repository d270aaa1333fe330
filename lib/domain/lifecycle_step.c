/* Which event leads where, and what to say of one which does not. */
#include "domain/lifecycle.h"

#include "base/assert.h"
#include "base/text.h"
#include "domain/formula_field.h"

/* What is asked, and which rows are left: marked by their number. */
struct lifecycle_question {
	struct lifecycle *lifecycle;
	struct slice from;
	struct slice event;
	struct slice duty;
	bool left[LIFECYCLE_ROWS_MAX];
	size_t count;
};

size_t
lifecycle_allowed(struct slice events[LIFECYCLE_ROWS_MAX],
    const struct lifecycle *lifecycle, struct slice from)
{
	size_t count = 0;

	for (size_t i = 0; i < lifecycle->count; i++) {
		const struct lifecycle_transition *row = &lifecycle->rows[i];
		bool known = !slice_equal(row->from, from);

		for (size_t j = 0; !known && j < count; j++)
			known = slice_equal(events[j], row->event);
		if (!known)
			events[count++] = row->event;
	}
	return count;
}

bool
lifecycle_leads(const struct lifecycle *lifecycle, struct slice event,
    struct slice to)
{
	for (size_t i = 0; i < lifecycle->count; i++)
		if (slice_equal(lifecycle->rows[i].event, event) &&
		    slice_equal(lifecycle->rows[i].to, to))
			return true;
	return false;
}

size_t
lifecycle_states(struct slice states[LIFECYCLE_ROWS_MAX],
    const struct lifecycle *lifecycle)
{
	size_t count = 0;

	for (size_t i = 0; i < lifecycle->count; i++) {
		bool known = false;

		for (size_t j = 0; !known && j < count; j++)
			known = slice_equal(states[j],
			    lifecycle->rows[i].to);
		if (!known)
			states[count++] = lifecycle->rows[i].to;
	}
	return count;
}

enum lifecycle_clock
lifecycle_clock(const struct lifecycle *lifecycle, struct slice state)
{
	for (size_t i = 0; i < lifecycle->count; i++)
		if (slice_equal(lifecycle->rows[i].to, state))
			return lifecycle->rows[i].clock;
	return LIFECYCLE_RUN;
}

static bool
lifecycle_has_state(const struct lifecycle *lifecycle, struct slice state)
{
	for (size_t i = 0; i < lifecycle->count; i++)
		if (slice_equal(lifecycle->rows[i].from, state) ||
		    slice_equal(lifecycle->rows[i].to, state))
			return true;
	return false;
}

static void
lifecycle_add_choice(struct text *list, struct slice choice)
{
	text_add_format(list, "%s\"%.*s\"",
	    text_slice(list).length > 0 ? " or " : "", SLICE_PRINT(choice));
}

/* The state does not know the event. */
static bool
lifecycle_refuse_event(const struct lifecycle_question *question,
    struct error *error)
{
	struct slice events[LIFECYCLE_ROWS_MAX];
	struct slice from = question->from;
	size_t count = lifecycle_allowed(events, question->lifecycle, from);
	struct text list = { 0 };

	if (!lifecycle_has_state(question->lifecycle, from))
		return error_set(error, FAULT_INPUT,
		    "\"%.*s\" is not a state", SLICE_PRINT(from));
	if (count == 0)
		return error_set(error, FAULT_STORE,
		    "\"%.*s\" is final and does not allow \"%.*s\"",
		    SLICE_PRINT(from), SLICE_PRINT(question->event));
	for (size_t i = 0; i < count; i++)
		lifecycle_add_choice(&list, events[i]);
	if (slice_is_empty(from))
		from = slice_of("new");
	error_record(error, FAULT_STORE, "\"%.*s\" allows %.*s, not \"%.*s\"",
	    SLICE_PRINT(from), SLICE_PRINT(text_slice(&list)),
	    SLICE_PRINT(question->event));
	text_release(&list);
	return false;
}

/* What the rows which are left ask for. */
static bool
lifecycle_refuse_need(const struct lifecycle_question *question,
    bool duties, struct error *error)
{
	const struct lifecycle *lifecycle = question->lifecycle;
	struct slice from = question->from;
	struct text list = { 0 };

	if (slice_is_empty(from))
		from = slice_of("new");
	for (size_t i = 0; i < lifecycle->count; i++)
		if (question->left[i] && duties)
			lifecycle_add_choice(&list, lifecycle->rows[i].duty);
		else if (question->left[i])
			text_add_format(&list, "%s%.*s",
			    text_slice(&list).length > 0 ? ", or " : "",
			    SLICE_PRINT(lifecycle->rows[i].condition));
	if (!duties)
		error_record(error, FAULT_STORE, "\"%.*s\" from \"%.*s\" "
		    "needs %.*s", SLICE_PRINT(question->event),
		    SLICE_PRINT(from), SLICE_PRINT(text_slice(&list)));
	else if (slice_is_empty(question->duty))
		error_record(error, FAULT_STORE, "\"%.*s\" from \"%.*s\" "
		    "needs the duty %.*s", SLICE_PRINT(question->event),
		    SLICE_PRINT(from), SLICE_PRINT(text_slice(&list)));
	else
		error_record(error, FAULT_STORE, "\"%.*s\" from \"%.*s\" "
		    "needs the duty %.*s, not \"%.*s\"",
		    SLICE_PRINT(question->event), SLICE_PRINT(from),
		    SLICE_PRINT(text_slice(&list)),
		    SLICE_PRINT(question->duty));
	text_release(&list);
	return false;
}

static void
lifecycle_ask_event(struct lifecycle_question *question)
{
	const struct lifecycle *lifecycle = question->lifecycle;

	for (size_t i = 0; i < lifecycle->count; i++) {
		const struct lifecycle_transition *row = &lifecycle->rows[i];

		question->left[i] = slice_equal(row->from, question->from) &&
		    slice_equal(row->event, question->event);
		question->count += question->left[i];
	}
}

/* Fills *holds for the rows which are left. */
static bool
lifecycle_ask_conditions(const struct lifecycle_question *question,
    bool holds[LIFECYCLE_ROWS_MAX], const void *record, struct error *error)
{
	struct lifecycle *lifecycle = question->lifecycle;
	const struct formula_frame frame = { .values = lifecycle->values };
	const struct schema *schema = lifecycle->schema;
	struct formula_value value;

	for (size_t i = 0; record != NULL && schema != NULL &&
	    i < schema->count; i++)
		formula_field_read(&lifecycle->values[i], &schema->fields[i],
		    record);
	for (size_t i = 0; i < lifecycle->count; i++) {
		const struct lifecycle_transition *row = &lifecycle->rows[i];

		holds[i] = question->left[i];
		if (!holds[i] || row->formula.root == NULL)
			continue;
		ENSURE(record != NULL);
		if (!formula_evaluate(&value, &row->formula, &frame, error))
			return error_locate(error, row->origin, row->line);
		holds[i] = value.boolean;
	}
	return true;
}

/* Keep what is marked, unless that is nothing. */
static bool
lifecycle_keep(struct lifecycle_question *question, const bool *marked)
{
	size_t count = 0;

	for (size_t i = 0; i < question->lifecycle->count; i++)
		count += marked[i];
	if (count > 0)
		memcpy(question->left, marked, sizeof(question->left));
	return count > 0;
}

static bool
lifecycle_check_apart(const struct lifecycle_question *question,
    struct error *error)
{
	const struct lifecycle *lifecycle = question->lifecycle;
	const struct lifecycle_transition *first = NULL;

	for (size_t i = 0; i < lifecycle->count; i++) {
		const struct lifecycle_transition *row = &lifecycle->rows[i];

		if (!question->left[i])
			continue;
		if (first == NULL)
			first = row;
		if (slice_equal(first->to, row->to))
			continue;
		(void)error_set(error, FAULT_INPUT, "this condition holds "
		    "together with that of line %ju, which leads to \"%.*s\"",
		    (uintmax_t)first->line, SLICE_PRINT(first->to));
		return error_locate(error, row->origin, row->line);
	}
	return true;
}

bool
lifecycle_step(struct slice *to, struct lifecycle *lifecycle,
    struct slice from, struct slice event, struct slice duty,
    const void *record, struct error *error)
{
	struct lifecycle_question question = {
		.lifecycle = lifecycle, .from = from, .event = event,
		.duty = duty
	};
	bool holds[LIFECYCLE_ROWS_MAX] = { false };

	lifecycle_ask_event(&question);
	if (question.count == 0)
		return lifecycle_refuse_event(&question, error);
	if (!lifecycle_ask_conditions(&question, holds, record, error))
		return false;
	if (!lifecycle_keep(&question, holds))
		return lifecycle_refuse_need(&question, false, error);
	if (!lifecycle_check_apart(&question, error))
		return false;
	for (size_t i = 0; i < lifecycle->count; i++)
		if (holds[i] && (slice_is_empty(lifecycle->rows[i].duty) ||
		    slice_equal(lifecycle->rows[i].duty, duty))) {
			*to = lifecycle->rows[i].to;
			return true;
		}
	return lifecycle_refuse_need(&question, true, error);
}
