#include "domain/rules.h"

#include <stdio.h>

#include "base/memory.h"

static const char *const rules_kind_names[] = {
	"earning", "deduction", "employer", "information", "working"
};
static const char *const rules_proration_names[] = {
	"none", "calendar", "fixed-30", "working-21.75"
};

const char *
rules_proration_name(enum rules_proration proration)
{
	return rules_proration_names[proration];
}

struct rules *
rules_new(struct period period)
{
	struct rules *rules = memory_new(sizeof(*rules));

	rules->period = period;
	rules->day = period_first(period);
	rules->next_change = DATE_NONE;
	rules->path = "elements.csv";
	rules->scope.arena = &rules->arena;
	rules->elements = memory_new(
	    RULES_ELEMENTS_MAX * sizeof(*rules->elements));
	rules->tables = memory_new(RULES_TABLES_MAX * sizeof(*rules->tables));
	return rules;
}

void
rules_free(struct rules *rules)
{
	if (rules == NULL)
		return;
	for (size_t i = 0; i < rules->table_count; i++)
		rules_table_release(&rules->tables[i]);
	table_release(&rules->scope.names);
	table_release(&rules->scope.tables);
	arena_release(&rules->arena);
	memory_free(rules->elements);
	memory_free(rules->tables);
	memory_free(rules);
}

/* The place of the word in the list; the list has it, or the first counts. */
static unsigned
rules_choice(struct slice word, const char *const names[], unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		if (slice_is(word, names[i]))
			return i;
	return 0;
}

/* "2 half-away"; the rule may be left out. */
static bool
rules_rounding(struct rules_element *element, struct slice text,
    struct error *error)
{
	static const char *const names[] = {
		[ROUND_HALF_AWAY] = "half-away",
		[ROUND_HALF_EVEN] = "half-even",
		[ROUND_TOWARD_ZERO] = "toward-zero",
		[ROUND_NEVER] = "never"
	};
	struct slice rule = slice_trim(text);
	struct slice places = slice_cut(&rule, ' ');
	unsigned count = sizeof(names) / sizeof(names[0]);

	element->places = RULES_MINOR_UNIT;
	element->rounding = ROUND_HALF_AWAY;
	if (slice_is_empty(places))
		return true;
	if (slice_is_empty(rule))
		rule = slice_of(names[0]);
	element->rounding = rules_choice(rule, names, count);
	if (places.length == 1 && places.text[0] >= '0' &&
	    places.text[0] <= '4' &&
	    slice_is(rule, names[element->rounding])) {
		element->places = (uint8_t)(places.text[0] - '0');
		return true;
	}
	(void)error_set(error, FAULT_INPUT, "\"%.*s\" is not places and a "
	    "rule, as \"2 half-away\"", SLICE_PRINT(text));
	return error_in_field(error, "rounding", 0);
}

/* Three capitals are a currency, anything else a formula. */
static bool
rules_currency(struct rules_element *element, struct slice text,
    struct error *error)
{
	for (size_t i = 0; i < text.length; i++)
		if (text.length != 3 || text.text[i] < 'A' ||
		    text.text[i] > 'Z') {
			element->currency.text = text;
			return true;
		}
	if (slice_is_empty(text))
		return true;
	return currency_parse(&element->fixed_currency, text, error) ||
	    error_in_field(error, "currency", 0);
}

static bool
rules_refuse(const struct rules *rules, uint64_t line, struct error *error)
{
	return error_locate(error, rules->path, line);
}

static void
rules_copy(struct rules *rules, struct rules_element *element,
    const struct rule_element *row)
{
	struct arena *arena = &rules->arena;

	element->code = arena_copy(arena, row->code);
	element->kind = rules_choice(row->kind, rules_kind_names, 5);
	element->kind_name = slice_of(rules_kind_names[element->kind]);
	element->condition.text = arena_copy(arena, row->condition);
	element->amount.text = arena_copy(arena, row->formula);
	element->proration = rules_choice(row->proration,
	    rules_proration_names, 4);
	element->pensionable = row->pensionable;
	element->assessable = row->assessable;
	element->account = arena_copy(arena, row->account);
	element->split = arena_copy(arena, row->split);
}

bool
rules_add(struct rules *rules, const struct rule_element *row, uint64_t line,
    struct slice raw, struct error *error)
{
	struct rules_element *element =
	    &rules->elements[rules->element_count];

	if (rules->element_count == RULES_ELEMENTS_MAX) {
		(void)error_set(error, FAULT_INPUT,
		    "more than %d elements", RULES_ELEMENTS_MAX);
		return rules_refuse(rules, line, error);
	}
	rules_table_change(&rules->next_change, rules->day, row->valid_from);
	rules_table_change(&rules->next_change, rules->day, row->valid_to);
	if ((!date_is_none(row->valid_from) &&
	    date_compare(row->valid_from, rules->day) > 0) ||
	    (!date_is_none(row->valid_to) &&
	    date_compare(row->valid_to, rules->day) <= 0))
		return true;
	*element = (struct rules_element){ .line = line };
	rules_copy(rules, element, row);
	element->raw = arena_copy(&rules->arena, raw);
	if (!rules_rounding(element, row->rounding, error) ||
	    !rules_currency(element, arena_copy(&rules->arena,
	    row->currency), error))
		return rules_refuse(rules, line, error);
	if (element->kind != RULES_WORKING && slice_is_empty(row->currency)) {
		(void)error_set(error, FAULT_INPUT,
		    "%.*s is written on lines and needs a currency",
		    SLICE_PRINT(element->code));
		return rules_refuse(rules, line, error);
	}
	rules->element_count++;
	return true;
}
