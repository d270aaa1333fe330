#include "domain/conformance.h"

#include <stdlib.h>

#include "base/memory.h"
#include "schema/process_rule.h"

enum { STATE_NONE = 0, KEY_UNKNOWN = 1, KEY_FIRST = 2 };

static bool
has(const struct conformance_place *place, uint32_t state)
{
	return (place->states[state / 64] >> state % 64 & 1) != 0;
}

static void
add(struct conformance_place *place, uint32_t state)
{
	place->states[state / 64] |= UINT64_C(1) << state % 64;
}

/* Small letters and digits, and one "_" for all between them. */
static struct slice
fold(struct text *out, struct slice name)
{
	text_clear(out);
	for (size_t i = 0; i < name.length; i++) {
		unsigned char c = (unsigned char)name.text[i];

		if (c >= 'A' && c <= 'Z')
			c = (unsigned char)(c - 'A' + 'a');
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
		    c >= 0x80)
			text_add_character(out, (char)c);
		else if (out->length > 0 &&
		    out->bytes[out->length - 1] != '_')
			text_add_character(out, '_');
	}
	if (out->length > 0 && out->bytes[out->length - 1] == '_')
		out->length--;
	return text_slice(out);
}

static uint32_t
number_of(struct conformance *conformance, struct table *names,
    struct slice name)
{
	bool added;
	size_t number = table_put(names, fold(&conformance->folded, name),
	    &added);

	if (added)
		names->entries[number].value = arena_copy_string(
		    &conformance->arena, name);
	return (uint32_t)number;
}

static bool
add_rule(struct conformance *conformance, const struct process_rule *row,
    struct error *error)
{
	struct conformance_rule rule = {
		.from = number_of(conformance, &conformance->states,
		    row->from),
		.to = number_of(conformance, &conformance->states, row->to)
	};

	rule.key = conformance->of_states ? rule.to :
	    number_of(conformance, &conformance->events, row->event);
	if (rule.to == STATE_NONE)
		return error_set_code(error, FAULT_INPUT, "constraint-error",
		    "\"%.*s\" has neither letters nor digits",
		    SLICE_PRINT(row->to)) || error_in_field(error, "to", 0);
	if (conformance->count == CONFORMANCE_RULES_MAX ||
	    conformance->states.count > CONFORMANCE_STATES_MAX)
		return error_set(error, FAULT_INPUT,
		    "more than %d rules or %d states",
		    CONFORMANCE_RULES_MAX, CONFORMANCE_STATES_MAX);
	conformance->rules = memory_grow(conformance->rules,
	    &conformance->capacity, conformance->count, sizeof(rule));
	conformance->rules[conformance->count++] = rule;
	return true;
}

static int
compare(const void *one, const void *other)
{
	const struct conformance_rule *a = one, *b = other;

	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return (a->from > b->from) - (a->from < b->from);
}

bool
conformance_load(struct conformance *conformance, struct stream *in,
    struct error *error)
{
	struct process_rule row;
	struct record record;
	bool begins = false;

	(void)number_of(conformance, &conformance->states, slice_of(""));
	while (process_rule_next(in, &row, &record, error)) {
		if (!add_rule(conformance, &row, error))
			return error_locate(error, record.origin,
			    record.line);
		begins |= slice_is_empty(row.from);
	}
	if (error->fault != FAULT_NONE)
		return false;
	if (!begins)
		return error_set(error, FAULT_INPUT, "the lifecycle has no "
		    "row with an empty from, which begins a case");
	qsort(conformance->rules, conformance->count,
	    sizeof(*conformance->rules), compare);
	return true;
}

bool
conformance_end(struct conformance *conformance, struct slice state,
    struct error *error)
{
	int64_t number = table_find(&conformance->states,
	    fold(&conformance->folded, state));

	if (number == TABLE_ABSENT)
		return error_set(error, FAULT_USAGE,
		    "\"%.*s\" is not a state of the lifecycle",
		    SLICE_PRINT(state));
	add(&conformance->final, (uint32_t)number);
	conformance->has_final = true;
	return true;
}

void
conformance_begin(struct conformance_place *place)
{
	*place = (struct conformance_place){ { 0 } };
	add(place, STATE_NONE);
}

/* What the activity is in the rules; looked up once. */
static uint32_t
key_of(struct conformance *conformance, uint32_t activity)
{
	const struct table *names = conformance->of_states ?
	    &conformance->states : &conformance->events;

	while (activity >= conformance->key_capacity) {
		size_t before = conformance->key_capacity;

		conformance->keys = memory_grow(conformance->keys,
		    &conformance->key_capacity, before,
		    sizeof(*conformance->keys));
		memset(conformance->keys + before, 0,
		    (conformance->key_capacity - before) *
		    sizeof(*conformance->keys));
	}
	if (conformance->keys[activity] == 0) {
		int64_t number = table_find(names, fold(&conformance->folded,
		    event_log_activity(conformance->log, activity)));

		/* The state of what is not there yet is no state. */
		conformance->keys[activity] = number == TABLE_ABSENT ||
		    (conformance->of_states && number == STATE_NONE) ?
		    KEY_UNKNOWN : (uint32_t)number + KEY_FIRST;
	}
	return conformance->keys[activity];
}

static size_t
first_rule(const struct conformance *conformance, uint32_t key)
{
	size_t low = 0, high = conformance->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (conformance->rules[middle].key < key)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

enum conformance_verdict
conformance_step(struct conformance *conformance,
    struct conformance_place *place, uint32_t activity)
{
	struct conformance_place next = { { 0 } }, anywhere = { { 0 } };
	uint32_t key = key_of(conformance, activity);
	bool allowed = false;

	if (key == KEY_UNKNOWN)
		return CONFORMANCE_UNKNOWN;
	key -= KEY_FIRST;
	if (conformance->of_states) {
		add(&anywhere, key);
		allowed = has(place, key);
		if (allowed)
			add(&next, key);
	}
	for (size_t i = first_rule(conformance, key);
	    i < conformance->count && conformance->rules[i].key == key; i++) {
		const struct conformance_rule *rule = &conformance->rules[i];

		add(&anywhere, rule->to);
		if (has(place, rule->from)) {
			add(&next, rule->to);
			allowed = true;
		}
	}
	*place = allowed ? next : anywhere;
	return allowed ? CONFORMANCE_ALLOWED : CONFORMANCE_NOT_ALLOWED;
}

bool
conformance_may_end(const struct conformance *conformance,
    const struct conformance_place *place)
{
	for (size_t i = 0; i < CONFORMANCE_WORDS; i++)
		if ((place->states[i] & conformance->final.states[i]) != 0)
			return true;
	return !conformance->has_final;
}

static void
add_name(struct text *out, const struct table *names, size_t number)
{
	if (out->length > 0)
		text_add_character(out, '|');
	text_add_string(out, names->entries[number].value);
}

void
conformance_states(struct text *out, const struct conformance *conformance,
    const struct conformance_place *place)
{
	text_clear(out);
	for (uint32_t i = STATE_NONE + 1; i < conformance->states.count; i++)
		if (has(place, i))
			add_name(out, &conformance->states, i);
}

void
conformance_allowed(struct text *out, const struct conformance *conformance,
    const struct conformance_place *place)
{
	const struct table *names = conformance->of_states ?
	    &conformance->states : &conformance->events;
	uint32_t last = UINT32_MAX;

	text_clear(out);
	for (size_t i = 0; i < conformance->count; i++) {
		const struct conformance_rule *rule = &conformance->rules[i];

		if (!has(place, rule->from) || rule->key == last)
			continue;
		add_name(out, names, rule->key);
		last = rule->key;
	}
}

void
conformance_release(struct conformance *conformance)
{
	arena_release(&conformance->arena);
	table_release(&conformance->states);
	table_release(&conformance->events);
	memory_free(conformance->rules);
	memory_free(conformance->keys);
	text_release(&conformance->folded);
}
