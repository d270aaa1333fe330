#include "domain/service_book.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"
#include "domain/formula_field.h"

void
service_book_release(struct service_book *book)
{
	table_release(&book->services);
	table_release(&book->addresses);
	table_release(&book->priorities);
	table_release(&book->scope.names);
	memory_free(book->rules);
	arena_release(&book->arena);
}

void
service_book_add(struct service_book *book, const struct service *service)
{
	struct service *copy = arena_new(&book->arena, sizeof(*copy));

	*copy = *service;
	copy->service = arena_copy(&book->arena, service->service);
	copy->title = arena_copy(&book->arena, service->title);
	copy->kind = arena_copy(&book->arena, service->kind);
	copy->centre = arena_copy(&book->arena, service->centre);
	copy->owner = arena_copy(&book->arena, service->owner);
	copy->team = arena_copy(&book->arena, service->team);
	copy->matrix = arena_copy(&book->arena, service->matrix);
	copy->priority = arena_copy(&book->arena, service->priority);
	copy->restriction = arena_copy(&book->arena, service->restriction);
	if (copy->weight == 0 && schema_is_absent(&schema_service,
	    SERVICE_FIELD_WEIGHT, service))
		copy->weight = 1;
	table_set(&book->services, copy->service, copy);
}

/* Codes have no blanks. */
static struct slice
book_place(char *buffer, size_t size, struct slice matrix,
    struct slice impact, struct slice urgency)
{
	int length = snprintf(buffer, size, "%.*s %.*s %.*s",
	    SLICE_PRINT(matrix), SLICE_PRINT(impact), SLICE_PRINT(urgency));

	return slice_from(buffer, (size_t)length < size ? (size_t)length :
	    size - 1);
}

enum { PLACE_TEXT_MAX = 512 };

void
service_book_add_priority(struct service_book *book,
    const struct service_priority *priority)
{
	struct slice *copy = arena_new(&book->arena, sizeof(*copy));
	char place[PLACE_TEXT_MAX];

	*copy = arena_copy(&book->arena, priority->priority);
	table_set(&book->priorities, book_place(place, sizeof(place),
	    priority->matrix, priority->impact, priority->urgency), copy);
}

void
service_book_add_address(struct service_book *book,
    const struct request_address *address)
{
	struct request_address *copy = arena_new(&book->arena, sizeof(*copy));

	copy->address = arena_copy(&book->arena, address->address);
	copy->entity = arena_copy(&book->arena, address->entity);
	copy->service = arena_copy(&book->arena, address->service);
	table_set(&book->addresses, copy->address, copy);
}

static bool
book_compile(struct service_book *book, struct service_rule *rule,
    struct error *error)
{
	struct slice condition = rule->record.condition;

	if (slice_is_empty(condition))
		return true;
	if (book->scope.arena == NULL)
		formula_field_scope(&book->scope, &schema_request,
		    &book->arena, false);
	if (!formula_parse(&rule->formula, condition, &book->scope, error) ||
	    !formula_check(&rule->formula, &book->scope, error))
		return false;
	if (rule->formula.type == FORMULA_BOOLEAN)
		return true;
	return error_set(error, FAULT_INPUT,
	    "\"%.*s\" is %s, and a truth is needed", SLICE_PRINT(condition),
	    formula_type_name(rule->formula.type));
}

bool
service_book_add_rule(struct service_book *book,
    const struct routing_rule *record, struct error *error)
{
	struct service_rule *rule = arena_new(&book->arena, sizeof(*rule));

	rule->record = *record;
	rule->record.rule = arena_copy(&book->arena, record->rule);
	rule->record.condition = arena_copy(&book->arena, record->condition);
	rule->record.team = arena_copy(&book->arena, record->team);
	rule->record.assignee = arena_copy(&book->arena, record->assignee);
	rule->record.source = slice_of("");
	if (!book_compile(book, rule, error)) {
		struct error found = *error;

		return error_set(error, FAULT_STORE,
		    "the routing rule \"%.*s\": %s", SLICE_PRINT(record->rule),
		    found.message);
	}
	book->rules = memory_grow(book->rules, &book->rule_capacity,
	    book->rule_count, sizeof(*book->rules));
	book->rules[book->rule_count++] = rule;
	return true;
}

static int
book_compare(const void *one, const void *other)
{
	const struct routing_rule *left =
	    &(*(struct service_rule *const *)one)->record;
	const struct routing_rule *right =
	    &(*(struct service_rule *const *)other)->record;

	if (left->rank != right->rank)
		return left->rank < right->rank ? -1 : 1;
	return slice_compare(left->rule, right->rule);
}

void
service_book_make(struct service_book *book)
{
	if (book->rule_count > 1)
		qsort(book->rules, book->rule_count, sizeof(*book->rules),
		    book_compare);
}

const struct service *
service_book_find(const struct service_book *book, struct slice code)
{
	return table_get(&book->services, code);
}

const struct request_address *
service_book_address(const struct service_book *book, struct slice address)
{
	const struct request_address *found =
	    table_get(&book->addresses, address);
	size_t at = slice_find(address, '@');

	if (found != NULL || at == address.length)
		return found;
	return table_get(&book->addresses, slice_from(address.text + at,
	    address.length - at));
}

struct slice
service_book_priority(const struct service_book *book,
    const struct service *service, struct slice impact, struct slice urgency)
{
	char place[PLACE_TEXT_MAX];
	const struct slice *found;

	if (slice_is_empty(service->matrix))
		return service->priority;
	found = table_get(&book->priorities, book_place(place, sizeof(place),
	    service->matrix, impact, urgency));
	return found != NULL ? *found : service->priority;
}

bool
service_book_route(const struct routing_rule **out,
    struct service_book *book, const struct request *request,
    struct error *error)
{
	const struct formula_frame frame = { .values = book->values };
	struct formula_value holds;

	*out = NULL;
	for (size_t i = 0; book->scope.arena != NULL &&
	    i < schema_request.count; i++)
		formula_field_read(&book->values[i],
		    &schema_request.fields[i], request);
	for (size_t i = 0; i < book->rule_count; i++) {
		struct service_rule *rule = book->rules[i];

		if (rule->formula.root != NULL && !formula_evaluate(&holds,
		    &rule->formula, &frame, error))
			return false;
		if (rule->formula.root == NULL || holds.boolean) {
			*out = &rule->record;
			break;
		}
	}
	return true;
}
